import type { Subject, Timeline, TimelineEntry, Vocabulary } from '../../customers/index.ts';
import type { Forecast, Forecaster } from '../../forecast/index.ts';
import { HOUR, type Instant } from '../../platform/index.ts';
import { audienceOf, settledAudience } from '../audience.ts';
import { chanceOf, isInMotion } from '../crossing.ts';
import { customerSubject, happeningsOf } from '../customer-subject.ts';
import { type Judging, judge, type Known } from '../judge.ts';
import { momentFor } from '../moment.ts';
import { planOutreach } from '../plan.ts';
import type { Play } from '../play.ts';
import type { Reach } from '../reach-store.ts';
import { afterSending } from '../sending.ts';
import { sentEntry } from '../sent-event.ts';
import { ABOUT_CUSTOMER, subjectTypeOf } from '../trigger.ts';
import type { Outreach } from '../types.ts';
import { consentsAt, type History, type Life, newLife, takeIn } from './life.ts';

export type Simulation = {
  plays: readonly Play[];
  judging: Judging;
  reach: Reach;
  vocabulary: Vocabulary | undefined;
  forecaster: Forecaster | null;
  /** The plays are launched at `since`; what is due after `until` is left. */
  since: Instant;
  until: Instant;
};

/**
 * What plays launched at `since` would have come to for one customer: their history is gone through entry by entry, with
 * the planner and the gate that live outreach has, and every message is taken at once by its channel. Pure.
 */
export function simulate(history: History, simulation: Simulation): Outreach[] {
  const replay = new Replay(history, simulation);
  return replay.run();
}

class Replay {
  readonly #history: History;
  readonly #given: Simulation;
  readonly #life: Life;
  readonly #rows = new Map<string, Outreach>();
  readonly #known: Known;
  readonly #crossings = new Map<string, Instant>();
  /** What the forecast sees: what happened, and what we have sent in this replay. */
  #timeline: TimelineEntry[];
  #foresee: ((at: Instant) => Forecast) | null = null;
  #nextHour: Instant;
  #chances = new Map<string, { at: Instant; chance: number }>();

  constructor(history: History, given: Simulation) {
    this.#history = history;
    this.#given = given;
    this.#life = newLife(history.customerId);
    this.#timeline = history.timeline.filter((entry) => entry.kind !== 'outreach');
    this.#known = {
      customer: this.#life.customer,
      consents: [],
      suppressed: new Set(),
      contacts: this.#life.contacts,
      outreach: [],
      forecast: null,
    };
    this.#nextHour = Math.floor(given.since / HOUR) * HOUR + HOUR;
  }

  run(): Outreach[] {
    const { since, until, plays } = this.#given;
    let launched = false;
    const launch = () => {
      launched = true;
      for (const play of plays) this.#planAll(play, since);
    };
    const told: Timeline = this.#timeline.slice();
    for (const entry of told) {
      if (entry.at > until) break;
      if (!launched && entry.at > since) launch();
      if (launched) this.#advance(entry.at);
      const touched = takeIn(this.#life, entry, this.#given.vocabulary);
      this.#known.customer = this.#life.customer;
      if (!launched) continue;
      for (const play of plays) {
        if (touched.kind === 'event') {
          for (const subject of touched.subjects)
            if (subject.type === subjectTypeOf(play.trigger)) this.#plan(play, subject, entry.at);
          if (happeningsOf(play).includes(touched.name)) this.#planPersonal(play, entry.at);
        } else if (touched.kind === 'contact' || audienceOf(play)?.settledByFacts)
          this.#planAll(play, entry.at, touched.kind === 'contact');
      }
    }
    if (!launched) launch();
    this.#advance(until);
    return [...this.#rows.values()];
  }

  /** Plans a play about all that the customer has; after a contact only what it may make needless. */
  #planAll(play: Play, now: Instant, pendingOnly = false): void {
    if (subjectTypeOf(play.trigger) === ABOUT_CUSTOMER) {
      if (!pendingOnly || this.#pendingAbout(play, this.#history.customerId)) this.#planPersonal(play, now);
      return;
    }
    for (const subject of this.#life.subjects.values())
      if (
        subject.type === subjectTypeOf(play.trigger) &&
        (!pendingOnly || this.#pendingAbout(play, subject.id))
      )
        this.#plan(play, subject, now);
  }

  #pendingAbout(play: Play, subjectId: string): boolean {
    if (play.unlessContacted === null) return false;
    return [...this.#rows.values()].some(
      (row) =>
        row.playId === play.id &&
        row.subjectId === subjectId &&
        (row.status === 'planned' || row.statusReason === 'already_contacted'),
    );
  }

  #planPersonal(play: Play, now: Instant): void {
    if (play.trigger.kind === 'forecast' && !this.#crossings.has(play.id)) return;
    this.#plan(play, this.#personal(play), now);
  }

  #personal(play: Play, crossedAt = this.#crossings.get(play.id) ?? null): Subject {
    const { customerId } = this.#history;
    return customerSubject(
      play,
      customerId,
      [...this.#life.happenings.values()],
      crossedAt,
      this.#given.vocabulary,
    );
  }

  #plan(play: Play, subject: Subject, now: Instant): void {
    const existing = [...this.#rows.values()].filter(
      (row) => row.playId === play.id && row.subjectType === subject.type && row.subjectId === subject.id,
    );
    const { customer, contacts } = this.#life;
    const inAudience = settledAudience(play, customer, subject, now);
    const bestMoment = momentFor(customer, subject, contacts, this.#given.reach);
    const contactedAt = this.#lastContact(play.reason, now);
    for (const row of planOutreach(play, subject, existing, { contactedAt, inAudience, bestMoment }, now))
      this.#rows.set(row.id, row);
  }

  #lastContact(reason: string, now: Instant): Instant | null {
    if (reason === '') return null;
    return this.#life.contacts.findLast((one) => one.reason === reason && one.at <= now)?.at ?? null;
  }

  /** Does what is due up to `to`, in order of time: looks at forecasts on the hour before messages. */
  #advance(to: Instant): void {
    const foreseeing = this.#given.forecaster !== null && this.#given.plays.some(isForeseeing);
    for (;;) {
      const due = Math.min(...[...this.#rows.values()].map((row) => row.nextAttemptAt ?? Infinity), Infinity);
      const hour = foreseeing ? this.#nextHour : Infinity;
      const next = Math.min(due, hour);
      if (next > to) return;
      if (hour <= due) {
        this.#lookAhead(hour);
        this.#nextHour = hour + HOUR;
      }
      if (due <= hour) this.#deliver(due);
    }
  }

  #lookAhead(hour: Instant): void {
    const { timeline } = this.#history;
    const happenings = [...this.#life.happenings.values()].map(({ at }) => at);
    const contacts = this.#life.contacts.slice(-1).map(({ at }) => at);
    const milestones = [...this.#life.subjects.values()].flatMap(({ milestones }) =>
      Object.values(milestones).map(({ at }) => at),
    );
    if (!timeline.length || !isInMotion([...happenings, ...contacts], milestones, hour)) return;
    for (const play of this.#given.plays) {
      const { trigger } = play;
      if (trigger.kind !== 'forecast') continue;
      const before = this.#chanceAt(play, hour - HOUR);
      const chance = this.#chanceAt(play, hour);
      if (chance < trigger.threshold || before >= trigger.threshold) continue;
      this.#crossings.set(play.id, hour);
      this.#plan(play, this.#personal(play), hour);
    }
  }

  #chanceAt(play: Play, at: Instant): number {
    const { trigger } = play;
    if (trigger.kind !== 'forecast') return 0;
    const kept = this.#chances.get(play.id);
    if (kept?.at === at) return kept.chance;
    const chance = chanceOf(this.#forecast(at), trigger, play.reason);
    this.#chances.set(play.id, { at, chance });
    return chance;
  }

  /** Forecasts in order of time come from one pass over the timeline; a message sent, or a look back, begins another. */
  #forecast(at: Instant): Forecast {
    this.#foresee ??= inOnePass(this.#given.forecaster as Forecaster, this.#timeline);
    return this.#foresee(at);
  }

  #deliver(now: Instant): void {
    const due = [...this.#rows.values()]
      .filter((row) => (row.nextAttemptAt ?? Infinity) <= now)
      .sort((a, b) => b.priority - a.priority || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
    for (const row of due) {
      const play = this.#given.plays.find((one) => one.id === row.playId) ?? null;
      this.#known.consents = consentsAt(this.#history.consents, now);
      const forecaster = this.#given.forecaster;
      if (forecaster && play && audienceOf(play)?.usesForecast)
        this.#known.forecast = forecaster.forecast(this.#timeline, now);
      const after = judge(row, play, this.#subjectOf(row, play), this.#known, this.#given.judging, now);
      this.#rows.set(row.id, after);
      if (after.status !== 'sending') continue;
      const sent = afterSending(after, { kind: 'ok', providerId: null }, now);
      this.#rows.set(row.id, sent);
      const fact = this.#known.outreach.at(-1);
      if (fact) Object.assign(fact, { status: 'sent', sentAt: now });
      this.#remember(sentEntry(sent));
    }
  }

  #remember(entry: TimelineEntry): void {
    const place = this.#timeline.findIndex(({ at }) => at > entry.at);
    this.#timeline.splice(place < 0 ? this.#timeline.length : place, 0, entry);
    this.#foresee = null;
  }

  #subjectOf(row: Outreach, play: Play | null): Subject | null {
    if (row.subjectType !== ABOUT_CUSTOMER)
      return this.#life.subjects.get(JSON.stringify([row.subjectType, row.subjectId])) ?? null;
    return play && this.#personal(play, play.trigger.kind === 'forecast' ? row.anchorAt : null);
  }
}

function isForeseeing(play: Play): boolean {
  return play.trigger.kind === 'forecast';
}

function inOnePass(forecaster: Forecaster, timeline: Timeline): (at: Instant) => Forecast {
  let last = Number.NEGATIVE_INFINITY;
  let asked = last;
  let pass: Iterator<Forecast> | null = null;
  const instants = {
    *[Symbol.iterator]() {
      for (;;) yield asked;
    },
  };
  return (at) => {
    if (at < last) pass = null;
    pass ??= forecaster.forecastEach(timeline, instants)[Symbol.iterator]();
    last = asked = at;
    return pass.next().value as Forecast;
  };
}
