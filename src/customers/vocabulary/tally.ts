import { type Instant, MINUTE } from '../../platform/index.ts';
import { DistinctSample } from './distinct-sample.ts';
import { readCount, readText } from './instants.ts';
import { NUMBER_TEXT } from './read.ts';
import type { InstantForm } from './rules.ts';

/** What was noted of one value of a property. */
export type ValueNotes = {
  /** Hashes of the customers that had it, as far as they are counted. */
  customers: number[];
  sightings: number;
  first: Instant;
  last: Instant;
  event: number;
  severalEvents: boolean;
};

export type Kind = 'text' | 'number' | 'number text' | 'flag' | 'instant' | 'list' | 'object';

/** All that is kept of one property: counts and fair samples, never its values. */
export type Tally = {
  sightings: number;
  kinds: Record<Kind, number>;
  forms: Record<InstantForm, number>;
  /** Of the numbers, those that could be counts since 1970. */
  counts: { seconds: number; milliseconds: number };
  instants: number;
  ahead: number;
  /** How far ahead of their events instants lay: counts by `leadClass`. */
  leads: Map<number, number>;
  values: DistinctSample<ValueNotes>;
  customers: DistinctSample<true>;
  events: DistinctSample<{ name: string; sightings: number }>;
  /** How often each property stood beside it whose name shows an id. */
  beside: DistinctSample<{ path: string; sightings: number }>;
  customersOwn: number;
  idLike: number;
  decimals: number;
  least: number;
  most: number;
  spaced: number;
  longest: number;
  slashed: number;
};

export type Sighting = {
  at: Instant;
  customerId: string;
  customer: number;
  event: string;
  eventHash: number;
};

/** What all properties have in common: the time they span, and what was too much to be looked at. */
export type Evidence = {
  tallies: Map<string, Tally>;
  from: Instant;
  until: Instant;
  unheeded: number;
  zone: string;
};

const MOST_CUSTOMERS_A_VALUE = 16;
const MOST_CUSTOMERS = 64;
const MOST_EVENTS = 16;
const MOST_BESIDE = 8;
/** Clocks of two machines differ by less. */
const SKEW = 5 * MINUTE;

export function openTally(): Tally {
  return {
    sightings: 0,
    kinds: { text: 0, number: 0, 'number text': 0, flag: 0, instant: 0, list: 0, object: 0 },
    forms: { zoned: 0, local: 0, day: 0, seconds: 0, milliseconds: 0 },
    counts: { seconds: 0, milliseconds: 0 },
    instants: 0,
    ahead: 0,
    leads: new Map(),
    values: new DistinctSample(),
    customers: new DistinctSample(),
    events: new DistinctSample(),
    beside: new DistinctSample(),
    customersOwn: 0,
    idLike: 0,
    decimals: 0,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
    spaced: 0,
    longest: 0,
    slashed: 0,
  };
}

/** Takes one value of a property into its tally. Null and empty text say nothing. */
export function count(
  tally: Tally,
  value: unknown,
  hash: number,
  sighting: Sighting,
  limits: { values: number; zone: string },
): void {
  if (value === null || value === undefined || value === '') return;
  tally.sightings++;
  const ofEvent = tally.events.note(sighting.eventHash, MOST_EVENTS, () => ({
    name: sighting.event,
    sightings: 0,
  }));
  if (ofEvent) ofEvent.sightings++;
  tally.customers.note(sighting.customer, MOST_CUSTOMERS, () => true);
  countKind(tally, value, sighting, limits.zone);
  const notes = tally.values.note(hash, limits.values, () => ({
    customers: [],
    sightings: 0,
    first: sighting.at,
    last: sighting.at,
    event: sighting.eventHash,
    severalEvents: false,
  }));
  if (notes) countValue(notes, sighting);
}

function countValue(notes: ValueNotes, { at, customer, eventHash }: Sighting): void {
  notes.sightings++;
  if (at < notes.first) notes.first = at;
  if (at > notes.last) notes.last = at;
  if (eventHash !== notes.event) notes.severalEvents = true;
  if (notes.customers.length < MOST_CUSTOMERS_A_VALUE && !notes.customers.includes(customer))
    notes.customers.push(customer);
}

function countKind(tally: Tally, value: unknown, sighting: Sighting, zone: string): void {
  switch (typeof value) {
    case 'boolean':
      tally.kinds.flag++;
      return;
    case 'number':
      tally.kinds.number++;
      countNumber(tally, value);
      countSince1970(tally, value, sighting.at);
      return;
    case 'string':
      countText(tally, value, sighting, zone);
      return;
    default:
      tally.kinds[Array.isArray(value) ? 'list' : 'object']++;
  }
}

function countText(tally: Tally, text: string, { at, customerId }: Sighting, zone: string): void {
  if (text.length > tally.longest) tally.longest = text.length;
  if (text === customerId) tally.customersOwn++;
  const instant = readText(text, zone);
  if (instant) {
    tally.kinds.instant++;
    tally.forms[instant.form]++;
    tally.instants++;
    countLead(tally, instant.at - at);
    return;
  }
  if (NUMBER_TEXT.test(text)) {
    tally.kinds['number text']++;
    countNumber(tally, Number(text));
    countSince1970(tally, text, at);
    if (text.length >= 6 && !text.includes('.')) tally.idLike++;
    return;
  }
  if (text === 'true' || text === 'false') {
    tally.kinds.flag++;
    return;
  }
  tally.kinds.text++;
  if (/\s/.test(text)) tally.spaced++;
  else if (looksLikeId(text)) tally.idLike++;
  if (/^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:\s|$)/.test(text)) tally.slashed++;
}

/** Letters and digits with few marks between, as machines name things; no address of mail, web or network. */
function looksLikeId(text: string): boolean {
  return (
    text.length >= 3 &&
    text.length <= 64 &&
    /\d/.test(text) &&
    /^[\p{L}\d][\p{L}\d._:#/-]*$/u.test(text) &&
    !/^\d+(?:\.\d+){2,3}$|:\/\//.test(text)
  );
}

function countNumber(tally: Tally, value: number): void {
  if (value < tally.least) tally.least = value;
  if (value > tally.most) tally.most = value;
  if (!Number.isInteger(value)) tally.decimals++;
}

function countSince1970(tally: Tally, value: unknown, at: Instant): void {
  const read = readCount(value, at);
  if (!read) return;
  tally.counts[read.form === 'seconds' ? 'seconds' : 'milliseconds']++;
  tally.instants++;
  countLead(tally, read.at - at);
}

/** Notes that a property whose name shows an id stood beside this one. */
export function countBeside(tally: Tally, path: string, hash: number): void {
  const notes = tally.beside.note(hash, MOST_BESIDE, () => ({ path, sightings: 0 }));
  if (notes) notes.sightings++;
}

const STEP = Math.log(1.25);

function countLead(tally: Tally, lead: number): void {
  if (lead <= SKEW) return;
  tally.ahead++;
  const leadClass = Math.round(Math.log(lead / MINUTE) / STEP);
  tally.leads.set(leadClass, (tally.leads.get(leadClass) ?? 0) + 1);
}

/** Half of the instants that lay ahead lay further ahead than this, in milliseconds, to within an eighth; null: none did. */
export function medianLead({ leads, ahead }: Tally): number | null {
  let seen = 0;
  for (const [leadClass, times] of [...leads].sort(([a], [b]) => a - b)) {
    seen += times;
    if (seen * 2 >= ahead) return Math.exp(leadClass * STEP) * MINUTE;
  }
  return null;
}
