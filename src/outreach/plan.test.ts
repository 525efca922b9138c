import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Subject } from '../customers/index.ts';
import { HOUR, MINUTE } from '../platform/index.ts';
import { afterAsking } from './asking.ts';
import { durationMs } from './duration.ts';
import { isWrong, planOutreach } from './plan.ts';
import { type Play, playSchema } from './play.ts';
import { afterSending } from './sending.ts';
import { anchorOf, standingOf, triggerOffset } from './trigger.ts';
import type { Outreach } from './types.ts';

const definition = playSchema.parse(
  JSON.parse(readFileSync(new URL('../../plays/flight-status.json', import.meta.url), 'utf8')),
);
const launched: Play = { ...definition, version: 1, status: 'launched' };
const T0 = Date.UTC(2026, 0, 5);
const FACTS = { contactedAt: null, inAudience: true, bestMoment: (at: number) => ({ at, why: '' }) };

function trip(departure: number, knownAt: number, lastEvents: Record<string, number> = {}): Subject {
  const milestone = (at: number) => ({ at, knownAt, since: knownAt, version: 1, first: { at, knownAt } });
  return {
    customerId: 'c',
    type: 'trip',
    id: 't',
    facts: {},
    factTimes: {},
    milestones: { departure: milestone(departure), arrival: milestone(departure + 2 * HOUR) },
    lastEvents,
    version: 1,
    openedAt: T0,
    updatedAt: knownAt,
  };
}

type Fate = 'sent' | 'retry' | 'refused' | 'lost but sent' | 'lost and absent';
type Step = { wait: number } & (
  | { kind: 'move'; by: number }
  | { kind: 'cancel' | 'depart' | 'pause' | 'launch' | 'other milestone' | 'nothing' }
);
const step: fc.Arbitrary<Step> = fc.record({ wait: fc.integer({ min: 1, max: 90 }) }).chain(({ wait }) => {
  const one = (kind: Exclude<Step['kind'], 'move'>, weight: number) => ({
    weight,
    arbitrary: fc.constant<Step>({ wait, kind }),
  });
  const move = fc.integer({ min: -120, max: 240 }).map((by): Step => ({ wait, kind: 'move', by }));
  return fc.oneof(
    { weight: 6, arbitrary: move },
    one('cancel', 1),
    one('depart', 1),
    one('pause', 1),
    one('launch', 1),
    one('other milestone', 1),
    one('nothing', 3),
  );
});
/** What a channel does with the next attempts, and how many minutes each takes. */
const fates: fc.Arbitrary<{ fate: Fate; minutes: number }[]> = fc.array(
  fc.record({
    fate: fc.constantFrom<Fate>(
      'sent',
      'sent',
      'sent',
      'retry',
      'refused',
      'lost but sent',
      'lost and absent',
    ),
    minutes: fc.integer({ min: 0, max: 20 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The world around the plan: a clock by the minute, a gate that asks for facts only, and a channel with fates. */
class World {
  now = T0;
  play = launched;
  subject = trip(T0 + 5 * HOUR, T0);
  rows = new Map<string, Outreach>();
  /** How often a channel really took each message. */
  sends = new Map<string, number>();
  #ends = new Map<string, { at: number; fate: Fate }>();
  #fates: { fate: Fate; minutes: number }[];
  #next = 0;

  constructor(given: { fate: Fate; minutes: number }[]) {
    this.#fates = given;
    this.replan();
  }

  put(rows: readonly Outreach[]): void {
    for (const row of rows) {
      const before = this.rows.get(row.id);
      if (before) expect(['sent', 'delivered', 'failed'], `${row.id} is ended`).not.toContain(before.status);
      this.rows.set(row.id, row);
    }
  }

  replan(): void {
    if (this.play.status === 'launched')
      this.put(planOutreach(this.play, this.subject, [...this.rows.values()], FACTS, this.now));
  }

  minute(): void {
    this.now += MINUTE;
    for (const [id, end] of this.#ends) if (end.at <= this.now) this.#finish(id, end.fate);
    for (const row of this.rows.values())
      if (row.status === 'planned' && (row.nextAttemptAt ?? Infinity) <= this.now) this.#gate(row);
  }

  #gate(row: Outreach): void {
    const held = this.play.status !== 'launched';
    if (held || this.now >= row.expiresAt) {
      const end = held
        ? ({ status: 'suppressed', statusReason: 'play_not_launched' } as const)
        : ({ status: 'expired', statusReason: 'too_late' } as const);
      this.put([{ ...row, ...end, nextAttemptAt: null }]);
      return;
    }
    // What the planner must have kept true at every moment, so that nothing false can be sent.
    const standing = standingOf(this.play, this.subject);
    expect(row.anchor).toBe(anchorOf(this.play.trigger));
    expect(row.anchorAt).toBe(standing?.at);
    expect(standing?.over?.how === 'completed').toBe(false);
    if (row.kind === 'first') {
      expect(standing?.over).toBeNull();
      expect(this.now).toBeGreaterThanOrEqual(row.anchorAt + triggerOffset(this.play.trigger).ms);
    }
    const { fate, minutes } = this.#fates[this.#next++ % this.#fates.length] as {
      fate: Fate;
      minutes: number;
    };
    const told = { anchorAt: row.anchorAt, cancelled: standing?.over?.how === 'cancelled' };
    this.put([
      {
        ...row,
        status: 'sending',
        told,
        attempts: row.attempts + 1,
        updatedAt: this.now,
        nextAttemptAt: null,
      },
    ]);
    this.#ends.set(row.id, { at: this.now + minutes * MINUTE, fate });
  }

  #finish(id: string, fate: Fate): void {
    this.#ends.delete(id);
    const row = this.rows.get(id) as Outreach;
    if (fate === 'sent' || fate === 'lost but sent') this.sends.set(id, (this.sends.get(id) ?? 0) + 1);
    const lost = fate === 'lost but sent' || fate === 'lost and absent';
    const after = lost
      ? afterAsking(
          row,
          fate === 'lost but sent' ? { kind: 'sent', providerId: null } : { kind: 'absent' },
          this.now,
        )
      : afterSending(
          row,
          fate === 'sent'
            ? { kind: 'ok', providerId: null }
            : { kind: fate === 'retry' ? 'retry' : 'refused', why: fate },
          this.now,
        );
    this.put([after]);
    if (after.status === 'planned') this.replan();
  }

  take(step: Step): void {
    for (let minute = 0; minute < step.wait; minute++) this.minute();
    const departure = this.subject.milestones.departure?.at ?? 0;
    const { lastEvents } = this.subject;
    if (step.kind === 'move') this.subject = trip(departure + step.by * MINUTE, this.now, lastEvents);
    if (step.kind === 'cancel')
      this.subject = { ...this.subject, lastEvents: { ...lastEvents, 'Flight Cancelled': this.now } };
    if (step.kind === 'depart')
      this.subject = { ...this.subject, lastEvents: { ...lastEvents, 'Flight Departed': this.now } };
    if (step.kind === 'pause') this.play = { ...this.play, status: 'paused' };
    if (step.kind === 'launch') this.play = { ...this.play, status: 'launched' };
    if (step.kind === 'other milestone') {
      const milestone = anchorOf(this.play.trigger) === 'departure' ? 'arrival' : 'departure';
      const trigger = { kind: 'milestone', subject: 'trip', milestone, offset: '-PT1H' } as const;
      this.play = { ...this.play, version: this.play.version + 1, trigger };
    }
    this.replan();
  }
}

test('any course of events, sendings and versions: nothing goes twice, nothing false goes, and what was told is put right', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fates, (steps, given) => {
      const world = new World(given);
      for (const next of steps) {
        world.take(next);
        if (world.play.status === 'launched') {
          expect(
            planOutreach(world.play, world.subject, [...world.rows.values()], FACTS, world.now),
            'planning twice',
          ).toEqual([]);
        }
      }
      for (const [id, times] of world.sends) expect(times, id).toBe(1);
      // Left alone, the world comes to rest: what is still due goes, and a told time that is wrong is being put right.
      world.play = { ...world.play, status: 'launched' };
      world.replan();
      const standing = standingOf(world.play, world.subject);
      const told = [...world.rows.values()].filter(
        (row) => row.status === 'sent' && row.anchor === anchorOf(world.play.trigger),
      );
      const last = told.sort((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0)).at(-1)?.told;
      const alive = standing && standing.at > world.now && standing.over?.how !== 'completed';
      const busy = [...world.rows.values()].some((row) =>
        ['sending', 'unknown', 'planned'].includes(row.status),
      );
      const tried = [...world.rows.values()].some(
        (row) => row.kind === 'correction' && row.status === 'failed',
      );
      if (last && alive && !tried && isWrong(last, standing, durationMs(world.play.tolerance)))
        expect(busy).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the holdout is never planned again and never corrected', () => {
  const [row] = planOutreach(launched, trip(T0 + 5 * HOUR, T0), [], FACTS, T0);
  const held = { ...row, status: 'suppressed', statusReason: 'holdout', nextAttemptAt: null } as Outreach;
  expect(planOutreach(launched, trip(T0 + 9 * HOUR, T0 + 1), [held], FACTS, T0 + HOUR)).toEqual([]);
});

test('what came due while a play was paused goes out once it is launched again, if there is still time', () => {
  const [row] = planOutreach(launched, trip(T0 + 5 * HOUR, T0), [], FACTS, T0);
  const paused = {
    ...row,
    status: 'suppressed',
    statusReason: 'play_not_launched',
    nextAttemptAt: null,
  } as Outreach;
  expect(planOutreach(launched, trip(T0 + 5 * HOUR, T0), [paused], FACTS, T0 + 4.5 * HOUR)).toMatchObject([
    { status: 'planned', dueAt: T0 + 4.5 * HOUR },
  ]);
});
