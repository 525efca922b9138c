import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Subject } from '../customers/index.ts';
import { HOUR, MINUTE } from '../platform/index.ts';
import { planOutreach, standingOf } from './plan.ts';
import { type Play, playSchema } from './play.ts';
import type { Outreach } from './types.ts';

const play: Play = {
  ...playSchema.parse(
    JSON.parse(readFileSync(new URL('../../plays/flight-status.json', import.meta.url), 'utf8')),
  ),
  version: 1,
  status: 'launched',
};
const T0 = Date.UTC(2026, 0, 5);

function subject(departure: number, knownAt: number, lastEvents: Record<string, number> = {}): Subject {
  return {
    customerId: 'c',
    type: 'trip',
    id: 't',
    facts: {},
    factTimes: {},
    milestones: { departure: { at: departure, knownAt, version: 1, first: { at: departure, knownAt } } },
    lastEvents,
    version: 1,
    openedAt: T0,
    updatedAt: knownAt,
  };
}

/** Applies what the plan says, as the store does, and sends what is due, as the gate would on a quiet day. */
function run(rows: Outreach[], changes: Outreach[]): Outreach[] {
  const changed = new Map(changes.map((row) => [row.id, row]));
  const kept = rows.map((row) => changed.get(row.id) ?? row);
  return [...kept, ...changes.filter((row) => !rows.some((before) => before.id === row.id))];
}

type Step = { wait: number } & (
  | { kind: 'move'; by: number }
  | { kind: 'cancel' }
  | { kind: 'depart' }
  | { kind: 'nothing' }
);
const step: fc.Arbitrary<Step> = fc.record({ wait: fc.integer({ min: 1, max: 90 }) }).chain(({ wait }) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.integer({ min: -120, max: 240 }).map((by): Step => ({ wait, kind: 'move', by })),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ wait, kind: 'cancel' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ wait, kind: 'depart' }) },
    { weight: 3, arbitrary: fc.constant<Step>({ wait, kind: 'nothing' }) },
  ),
);

describe('planOutreach', () => {
  test('any course of events: sent at most once, at the time that the facts of that minute ask for, and true when sent', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let now = T0;
        let trip = subject(T0 + 5 * HOUR, T0);
        let rows: Outreach[] = [];
        const replan = () => {
          rows = run(rows, planOutreach(play, trip, rows, now));
        };
        replan();
        for (const { wait, ...what } of steps) {
          for (let minute = 0; minute < wait; minute++) {
            now += MINUTE;
            for (const row of rows.filter(
              (candidate) => candidate.status === 'planned' && (candidate.nextAttemptAt ?? Infinity) <= now,
            )) {
              const standing = standingOf(play, trip);
              if (now >= row.expiresAt) {
                rows = run(rows, [{ ...row, status: 'expired', nextAttemptAt: null }]);
                continue;
              }
              // The oracle: a first message is due an hour before departure as it stands now, or as soon as known.
              expect(standing?.over ?? null).toBe(row.kind === 'first' ? null : (standing?.over ?? null));
              expect(row.anchorAt).toBe(standing?.at);
              if (row.kind === 'first') expect(now).toBeGreaterThanOrEqual(row.anchorAt - HOUR);
              const told = { anchorAt: row.anchorAt, cancelled: standing?.over?.how === 'cancelled' };
              rows = run(rows, [{ ...row, status: 'sent', sentAt: now, nextAttemptAt: null, told }]);
            }
          }
          if (what.kind === 'move')
            trip = {
              ...subject((trip.milestones.departure?.at ?? 0) + what.by * MINUTE, now),
              lastEvents: trip.lastEvents,
            };
          if (what.kind === 'cancel')
            trip = { ...trip, lastEvents: { ...trip.lastEvents, 'Flight Cancelled': now } };
          if (what.kind === 'depart')
            trip = { ...trip, lastEvents: { ...trip.lastEvents, 'Flight Departed': now } };
          replan();
          const planned = planOutreach(play, trip, rows, now);
          expect(planned, 'planning twice changes nothing').toEqual([]);
        }
        expect(rows.filter((row) => row.kind === 'first')).toHaveLength(
          new Set(rows.filter((row) => row.kind === 'first').map((row) => row.id)).size,
        );
        expect(rows.filter((row) => row.kind === 'first').length).toBeLessThanOrEqual(1);
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      }),
      { numRuns: 300 },
    );
  });

  test('the holdout is never planned again and never corrected', () => {
    const [row] = planOutreach(play, subject(T0 + 5 * HOUR, T0), [], T0);
    const held = { ...row, status: 'suppressed', statusReason: 'holdout', nextAttemptAt: null } as Outreach;
    expect(planOutreach(play, subject(T0 + 9 * HOUR, T0 + 1), [held], T0 + HOUR)).toEqual([]);
  });
});
