import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeliveryReport } from '../channels/index.ts';
import { afterAttempt, idOnChannel, ofIdOnChannel } from './fallback.ts';
import type { Play } from './play.ts';
import { afterReport } from './report.ts';
import type { Outreach, OutreachStatus } from './types.ts';

const NOW = Date.parse('2026-05-04T10:00:00Z');
const SID = 'SM1';
const row = (status: OutreachStatus, more: Partial<Outreach> = {}): Outreach => ({
  bucket: 7,
  id: 'o_1',
  playId: 'flight-status',
  playVersion: 1,
  customerId: 'ann',
  subjectType: 'trip',
  subjectId: 'T1',
  occurrence: 'departure',
  kind: 'first',
  reason: 'flight_status',
  priority: 5,
  status,
  statusReason: null,
  anchor: 'departure',
  anchorAt: NOW + 3_600_000,
  offsetMs: -3_600_000,
  dueAt: NOW,
  expiresAt: NOW + 3_600_000,
  nextAttemptAt: NOW + 120_000,
  attempts: 1,
  channel: 'sms',
  channelWhy: null,
  tried: [],
  address: '+15550101',
  message: { subject: '', text: 'Hello' },
  told: { anchorAt: NOW + 3_600_000, cancelled: false },
  providerId: null,
  createdAt: NOW - 1,
  updatedAt: NOW - 1,
  sentAt: null,
  gatedAt: NOW - 1,
  ...more,
});
const sent = row('sent', { providerId: SID, sentAt: NOW - 1, nextAttemptAt: null });
const report = (
  kind: DeliveryReport['kind'],
  why: string | null = null,
  providerId = SID,
): DeliveryReport => ({
  kind,
  providerId,
  why,
});
const FAILED = report('failed', 'Twilio 30003: the handset is off or out of reach');

test.each<[string, Outreach, DeliveryReport, OutreachStatus]>([
  ['delivered after sent', sent, report('delivered'), 'delivered'],
  ['failed after sent', sent, FAILED, 'failed'],
  ['accepted while no answer came', row('sending'), report('accepted'), 'sent'],
  ['accepted while its fate was unknown', row('unknown'), report('accepted'), 'sent'],
  ['delivered while its fate was unknown', row('unknown'), report('delivered'), 'delivered'],
  ['accepted after it was held to be lost', row('planned'), report('accepted'), 'sent'],
  ['accepted after we gave it up', row('failed'), report('accepted'), 'sent'],
  ['failed while no answer came', row('sending'), FAILED, 'failed'],
])('%s', (_, before, told, status) => {
  const after = afterReport(before, 0, told, NOW);
  expect(after).toMatchObject({ status, providerId: SID, nextAttemptAt: null, statusReason: told.why });
  expect(after.sentAt).toBe(before.sentAt ?? NOW);
});

const delivered = afterReport(sent, 0, report('delivered'), NOW);
const failed = afterReport(sent, 0, FAILED, NOW);
test.each<[string, Outreach, DeliveryReport]>([
  ['sent after delivered', delivered, report('accepted')],
  ['failed after delivered', delivered, FAILED],
  ['delivered again', delivered, report('delivered')],
  ['sent after failed', failed, report('accepted')],
  ['failed again', failed, FAILED],
  ['sent again', sent, report('accepted')],
  ['about another message', sent, report('failed', 'no', 'SM2')],
  ['about another message, after this one arrived', delivered, report('delivered', null, 'SM2')],
  ['about what was never sent', row('planned', { attempts: 0 }), report('delivered')],
])('%s changes nothing', (_, before, told) => {
  expect(afterReport(before, 0, told, NOW + 1)).toBe(before);
});

const reports = fc.array(
  fc.oneof(
    fc.constantFrom(report('accepted'), report('delivered')),
    fc.constantFrom('Twilio 30003: a', 'Twilio 30005: b', null).map((why) => report('failed', why)),
  ),
  { minLength: 1, maxLength: 6 },
);
/** Failed once, and tried again by a person's word: what is known of the first attempt says nothing of the second. */
const again = { ...failed, status: 'sending' as const, statusReason: null, attempts: 2 };
const rows = fc.constantFrom(
  again,
  row('sending'),
  row('unknown'),
  row('planned'),
  row('failed'),
  sent,
  failed,
  delivered,
);
const fold = (before: Outreach, told: readonly DeliveryReport[]) =>
  told.reduce((known, one) => afterReport(known, 0, one, NOW), before);

test('any order and repetition of the same reports ends in the same state', () => {
  fc.assert(
    fc.property(
      rows,
      reports.chain((once) =>
        fc.tuple(
          fc.constant(once),
          fc
            .tuple(fc.shuffledSubarray(once, { minLength: once.length }), fc.array(fc.constantFrom(...once)))
            .chain(([shuffled, again]) => {
              const all = [...shuffled, ...again];
              return fc.shuffledSubarray(all, { minLength: all.length });
            }),
        ),
      ),
      (before, [once, more]) => {
        expect(fold(before, more)).toEqual(fold(before, once));
      },
    ),
  );
});

test('delivered is the end, and no report makes a worker look at the row again', () => {
  fc.assert(
    fc.property(rows, reports, (before, told) => {
      const after = fold(before, told);
      if (told.some(({ kind }) => kind === 'delivered')) expect(after.status).toBe('delivered');
      expect(after.nextAttemptAt).toBeNull();
    }),
  );
});

test('news of the attempt before says nothing of the one under way, but that it arrived', () => {
  expect(afterReport(again, 0, FAILED, NOW)).toBe(again);
  expect(afterReport(again, 0, report('accepted'), NOW)).toBe(again);
  expect(afterReport(again, 0, report('delivered'), NOW)).toMatchObject({
    status: 'delivered',
    providerId: SID,
  });
  expect(afterReport(again, 0, report('accepted', null, 'SM2'), NOW)).toMatchObject({
    status: 'sent',
    providerId: 'SM2',
    sentAt: NOW,
  });
});

const play = { channels: ['sms', 'email'], fallback: { after: 'PT10M' } } as Play;
const channels = new Map([['sms', { reportsDelivery: true }]]);
const step = (known: Outreach, tried: number, told: DeliveryReport) => {
  const after = afterReport(known, tried, told, NOW);
  return after === known ? known : afterAttempt(after, play, channels, NOW);
};

test('a failure moves on to the next channel at once; a delivery told late calls it back, if nothing has gone out', () => {
  const moved = step(sent, 0, FAILED);
  expect(moved).toMatchObject({ status: 'planned', tried: ['sms'], nextAttemptAt: NOW });
  expect(step(moved, 0, FAILED)).toBe(moved);
  expect(step(moved, 0, report('accepted'))).toBe(moved);
  expect(step(moved, 0, report('delivered'))).toMatchObject({
    status: 'delivered',
    tried: [],
    nextAttemptAt: null,
  });
  const mailed = { ...moved, status: 'sent' as const, channel: 'email', providerId: '250 taken' };
  expect(step(mailed, 0, report('delivered'))).toBe(mailed);
  expect(step(moved, 2, report('delivered'))).toBe(moved);
});

test('what was accepted waits for its delivery before the next channel is tried', () => {
  expect(step(row('unknown'), 0, report('accepted'))).toMatchObject({
    status: 'sent',
    nextAttemptAt: NOW + 600_000,
  });
});

test('with a second channel, too, the order of reports does not matter', () => {
  const told = fc.array(fc.constantFrom(report('accepted'), report('delivered'), FAILED), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      fc.constantFrom(row('sending'), row('unknown'), sent),
      told.chain((once) =>
        fc.tuple(fc.constant(once), fc.shuffledSubarray(once, { minLength: once.length })),
      ),
      (before, [once, shuffled]) => {
        const end = (all: readonly DeliveryReport[]) =>
          all.reduce((known, one) => step(known, 0, one), before);
        expect(end(shuffled)).toEqual(end(once));
      },
    ),
  );
});

test('the id on a channel leads back to the row', () => {
  for (const tried of [[], ['sms'], ['sms', 'email']])
    expect(ofIdOnChannel(idOnChannel({ id: 'o_1', tried }))).toEqual({ id: 'o_1', tried: tried.length });
});
