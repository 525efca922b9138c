import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE } from '../../platform/index.ts';
import type { Sought } from '../port.ts';
import { candidates, findIn, LISTED, type Listed } from './find.ts';

const TRIED = Date.parse('2026-05-04T09:00:00Z');
const TEXT = 'Flight EX 12 leaves at “14:00”.';
const sought: Sought = {
  id: 'o_1',
  bucket: 0,
  to: '+15550101',
  subject: null,
  text: TEXT,
  expiresAt: TRIED + 60 * MINUTE,
  firstTriedAt: TRIED,
  lastTriedAt: TRIED,
  others: async () => new Set(),
};
const listed = (more: Partial<Listed> = {}): Listed => ({
  sid: 'SM1',
  direction: 'outbound-api',
  body: TEXT,
  messagingServiceSid: null,
  dateCreated: new Date(TRIED + 1000),
  ...more,
});
const find = (list: Listed[], now: number, others: string[] = [], service: string | null = null) =>
  findIn(list, candidates(list, sought, service), new Set(others), sought, now, LISTED_AFTER).kind;
const AT_ONCE = TRIED + MINUTE;
const LISTED_AFTER = 30 * MINUTE;
const LATE = TRIED + LISTED_AFTER;

test.each<[string, Listed[], string, string]>([
  ['nothing', [], 'cannot tell', 'absent'],
  ['it', [listed()], 'sent', 'sent'],
  ['it as Smart Encoding writes it', [listed({ body: 'Flight EX 12 leaves at "14:00".' })], 'sent', 'sent'],
  ['other words', [listed({ body: 'Flight EX 13 leaves at “14:00”.' })], 'cannot tell', 'absent'],
  ['a message without its text', [listed({ body: '' })], 'cannot tell', 'cannot tell'],
  ['an answer of the customer', [listed({ direction: 'inbound' })], 'cannot tell', 'absent'],
  [
    'the same of an hour before',
    [listed({ dateCreated: new Date(TRIED - 60 * MINUTE) })],
    'cannot tell',
    'absent',
  ],
  [
    'it, by a clock half a minute slow',
    [listed({ dateCreated: new Date(TRIED - MINUTE / 2) })],
    'sent',
    'sent',
  ],
  [
    'more than can be looked through',
    Array.from({ length: LISTED }, (_, i) => listed({ sid: `SM${i}`, body: 'else' })),
    'cannot tell',
    'cannot tell',
  ],
])('where Twilio lists %s: at once, and when it would show', (_, list, atOnce, late) => {
  expect(find(list, AT_ONCE)).toBe(atOnce);
  expect(find(list, LATE)).toBe(late);
});

test('the same words to the same number are not taken for ours when they are known to be another message', () => {
  expect(find([listed({ sid: 'SM8' })], AT_ONCE, ['SM8'])).toBe('cannot tell');
  expect(find([listed({ sid: 'SM8' })], LATE, ['SM8'])).toBe('absent');
  const both = [listed({ sid: 'SM8' }), listed({ sid: 'SM9' })];
  expect(findIn(both, both, new Set(['SM8']), sought, AT_ONCE, LISTED_AFTER)).toMatchObject({
    kind: 'sent',
    providerId: 'SM9',
  });
});

test('messages of another Messaging Service are others', () => {
  expect(find([listed({ messagingServiceSid: 'MG2' })], LATE, [], 'MG1')).toBe('absent');
  expect(find([listed({ messagingServiceSid: 'MG1' })], LATE, [], 'MG1')).toBe('sent');
});

const anyListed = fc.record({
  sid: fc.constantFrom('SM1', 'SM2', 'SM3'),
  direction: fc.constantFrom('inbound', 'outbound-api'),
  body: fc.constantFrom(TEXT, 'else', '', null),
  messagingServiceSid: fc.constant(null),
  dateCreated: fc.integer({ min: -90, max: 90 }).map((minutes) => new Date(TRIED + minutes * MINUTE)),
});

test('whatever is listed: absent only late, sent only under an id of nobody else', () => {
  fc.assert(
    fc.property(
      fc.array(anyListed, { maxLength: 6 }),
      fc.subarray(['SM1', 'SM2', 'SM3']),
      fc.integer({ min: 0, max: 3 * LISTED_AFTER }),
      (list, others, later) => {
        const now = TRIED + later;
        const found = findIn(
          list,
          candidates(list, sought, null),
          new Set(others),
          sought,
          now,
          LISTED_AFTER,
        );
        if (found.kind === 'absent') expect(later).toBeGreaterThanOrEqual(LISTED_AFTER);
        if (found.kind === 'sent') {
          expect(others).not.toContain(found.providerId);
          expect(found.at).toBeLessThanOrEqual(now);
        }
      },
    ),
  );
});
