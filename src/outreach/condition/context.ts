import { DateTime } from 'luxon';
import type { Instant } from '../../platform/index.ts';
import type { ConditionInput, PastContact, PastOutreach } from './types.ts';
import { Named } from './values.ts';

/** Something that a function of ours needed and that is not there; told as the reason why a condition does not hold. */
export class Missing extends Error {}

export class Traits extends Named {}
export class Facts extends Named {}
export class SubjectView extends Named {}
export class CustomerView extends Named {}

/** Instants by name, as CEL's timestamps. */
class Instants<T> extends Map<string, unknown> {
  readonly #source: Readonly<Record<string, T>>;
  readonly #read: (value: T) => Instant;
  constructor(source: Readonly<Record<string, T>>, read: (value: T) => Instant) {
    super();
    this.#source = source;
    this.#read = read;
  }
  override get(name: string): Date | undefined {
    const value = Object.hasOwn(this.#source, name) ? this.#source[name] : undefined;
    return value === undefined ? undefined : new Date(this.#read(value));
  }
}

type MilestoneTimes = NonNullable<ConditionInput['subject']>['milestones'];
export class Milestones extends Instants<MilestoneTimes[string]> {
  readonly #times: MilestoneTimes;
  constructor(times: MilestoneTimes) {
    super(times, ({ at }) => at);
    this.#times = times;
  }
  /** How far it has moved from where it was first told, in milliseconds; later is positive. */
  moved(name: string): number {
    const milestone = Object.hasOwn(this.#times, name) ? this.#times[name] : undefined;
    if (!milestone) throw new Missing(`no milestone \`${name}\` is known`);
    return milestone.at - milestone.first.at;
  }
}

export class Events extends Instants<Instant> {
  constructor(times: Readonly<Record<string, Instant>>) {
    super(times, (at) => at);
  }
}

/** The clock and the day on the customer's wall. */
export class Local extends Map<string, unknown> {
  readonly #now: Instant;
  readonly #zone: string | null;
  #wall: DateTime | null = null;
  constructor(now: Instant, zone: string | null) {
    super();
    this.#now = now;
    this.#zone = zone;
  }
  override get(name: string): number | undefined {
    if (this.#zone === null) return undefined;
    this.#wall ??= DateTime.fromMillis(this.#now, { zone: this.#zone });
    if (!this.#wall.isValid) return undefined;
    if (name === 'hour') return this.#wall.hour;
    return name === 'weekday' ? this.#wall.weekday : undefined;
  }
}

export class ForecastView extends Named {
  readonly #reasons: ReadonlyMap<string, number> | null;
  constructor(forecast: ConditionInput['forecast']) {
    super({ contact24h: forecast?.contact24h, contact7d: forecast?.contact7d });
    this.#reasons =
      forecast && new Map(forecast.reasons.map(({ reason, probability }) => [reason, probability]));
  }
  /** P(reason | contact). */
  of(reason: string): number {
    if (!this.#reasons) throw new Missing('no forecast is known');
    const probability = this.#reasons.get(reason);
    if (probability === undefined) throw new Missing(`the forecast knows no reason \`${reason}\``);
    return probability;
  }
  /** P(contact within 24 hours and for this reason). */
  within24h(reason: string): number {
    return this.of(reason) * Number(this.get('contact24h'));
  }
}

/** CEL's longest duration, 10,000 years: since what never happened. */
const NEVER = 315_576_000_000_000;

/** What happened at instants until now, of which some are counted. */
class Past<T extends { at: Instant }> {
  protected readonly rows: readonly T[];
  readonly #now: Instant;
  constructor(rows: readonly T[], now: Instant) {
    this.rows = rows;
    this.#now = now;
  }
  protected countIf(within: number, counts: (row: T) => boolean): number {
    const from = this.#now - within;
    let count = 0;
    for (const row of this.rows) if (row.at >= from && counts(row)) count++;
    return count;
  }
  protected last(counts: (row: T) => boolean): T | null {
    let last: T | null = null;
    for (const row of this.rows) if (counts(row) && (!last || row.at >= last.at)) last = row;
    return last;
  }
  protected sinceLast(counts: (row: T) => boolean): number {
    const last = this.last(counts);
    return last ? this.#now - last.at : NEVER;
  }
}

export class Contacts extends Past<PastContact> {
  constructor(rows: readonly PastContact[], now: Instant) {
    super(rows.length ? rows.filter(({ at }) => at < now) : rows, now);
  }
  count(reason: string | null, within = Number.POSITIVE_INFINITY): number {
    return this.countIf(within, (row) => reason === null || row.reason === reason);
  }
  since(reason: string | null): number {
    return this.sinceLast((row) => reason === null || row.reason === reason);
  }
  /** Whether the last contact is on record as not resolved. */
  unresolved(reason: string | null): boolean {
    return this.last((row) => reason === null || row.reason === reason)?.resolved === false;
  }
}

export class OutreachSoFar extends Past<PastOutreach> {
  constructor(rows: readonly PastOutreach[], now: Instant) {
    // What went out at this very instant counts: two plays may be due together.
    super(rows.length ? rows.filter(({ at }) => at <= now) : rows, now);
  }
  count(play: string | null, within: number): number {
    return this.countIf(within, (row) => play === null || row.playId === play);
  }
  since(play: string | null): number {
    return this.sinceLast((row) => play === null || row.playId === play);
  }
}

/** The values of all variables. */
export function contextOf({ now, customer, subject, contacts, outreach, forecast }: ConditionInput) {
  return {
    now: new Date(now),
    traits: new Traits(customer.traits),
    customer: new CustomerView({ locale: customer.locale, timeZone: customer.timeZone }),
    local: new Local(now, customer.timeZone),
    subject: new SubjectView(subject ? { type: subject.type, id: subject.id } : {}),
    facts: new Facts(subject?.facts ?? {}),
    milestones: new Milestones(subject?.milestones ?? {}),
    events: new Events(subject?.lastEvents ?? {}),
    contacts: new Contacts(contacts, now),
    outreach: new OutreachSoFar(outreach, now),
    forecast: new ForecastView(forecast),
  };
}
