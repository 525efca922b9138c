import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeliveryReport } from '../channels/index.ts';
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
  const after = afterReport(before, told, NOW);
  expect(after).toMatchObject({ status, providerId: SID, nextAttemptAt: null, statusReason: told.why });
  expect(after.sentAt).toBe(before.sentAt ?? NOW);
});

const delivered = afterReport(sent, report('delivered'), NOW);
const failed = afterReport(sent, FAILED, NOW);
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
  expect(afterReport(before, told, NOW + 1)).toBe(before);
});

const reports = fc.array(
  fc.oneof(
    fc.constantFrom(report('accepted'), report('delivered')),
    fc.constantFrom('Twilio 30003: a', 'Twilio 30005: b', null).map((why) => report('failed', why)),
  ),
  { minLength: 1, maxLength: 6 },
);
const rows = fc.constantFrom(
  row('sending'),
  row('unknown'),
  row('planned'),
  row('failed'),
  sent,
  failed,
  delivered,
);
const fold = (before: Outreach, told: readonly DeliveryReport[]) =>
  told.reduce((known, one) => afterReport(known, one, NOW), before);

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
