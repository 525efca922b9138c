import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../channels/index.ts';
import { HOUR, MINUTE } from '../platform/index.ts';
import { afterAsking, MOST_ASKS, onceEach, waitBeforeAsking } from './asking.ts';
import type { Outreach } from './types.ts';

const NOW = Date.parse('2026-05-04T10:00:00Z');
const row = { id: 'o_1', status: 'unknown', providerId: null, attempts: 1 } as Outreach;
const notYet: Finding = { kind: 'cannot tell', why: 'not listed yet', askAgain: true };

test('what can not be told is asked again, and in the end left to be seen', () => {
  expect(afterAsking(row, notYet, NOW, 0)).toMatchObject({
    status: 'unknown',
    statusReason: 'not listed yet',
    nextAttemptAt: NOW + waitBeforeAsking('o_1', 1),
  });
  const given = { status: 'unknown', statusReason: 'provider_cannot_tell', nextAttemptAt: null };
  expect(afterAsking(row, notYet, NOW, MOST_ASKS - 1)).toMatchObject(given);
  expect(afterAsking(row, { ...notYet, askAgain: false }, NOW, 0)).toMatchObject(given);
});

test('what was found is sent, from when the provider had it, and never from later than now', () => {
  const found: Finding = { kind: 'sent', providerId: 'SM1', at: NOW - 7 };
  expect(afterAsking(row, found, NOW)).toMatchObject({ status: 'sent', providerId: 'SM1', sentAt: NOW - 7 });
  expect(afterAsking(row, { ...found, at: NOW + 7 }, NOW)).toMatchObject({ sentAt: NOW });
});

test('what is absent is decided anew at once', () => {
  expect(afterAsking(row, { kind: 'absent' }, NOW)).toMatchObject({ status: 'planned', nextAttemptAt: NOW });
});

test('asking goes on for longer than any provider takes to show a message, and not for ever', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const waits = Array.from({ length: MOST_ASKS - 1 }, (_, i) => waitBeforeAsking(id, i + 1));
      const inAll = waits.reduce((sum, wait) => sum + wait, 0);
      expect(inAll).toBeGreaterThan(30 * MINUTE);
      expect(inAll).toBeLessThan(2 * HOUR);
    }),
  );
});

test('one message found for two rows is given to the first; the other asks again', () => {
  const found = (providerId: string | null): Finding => ({ kind: 'sent', providerId });
  expect(
    onceEach([found('SM1'), found('SM1'), notYet, found('SM2'), found(null), found(null)]).map(
      ({ kind }) => kind,
    ),
  ).toEqual(['sent', 'cannot tell', 'cannot tell', 'sent', 'sent', 'sent']);
});
