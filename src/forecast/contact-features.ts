import { DAY, HOUR, type Instant } from '../platform/index.ts';
import { countSince } from './customer-features.ts';
import type { History, PastContact } from './history.ts';
import type { Features } from './types.ts';

/** Spans in which contacts are counted. */
const MONTH = 30 * DAY;
const WEEK = 7 * DAY;
/** Whether so many of them helped is asked one by one; of a machine that calls without end the latest tell enough. */
const MOST_LOOKED_AT = 200;

/** When, why and how often the customer got in touch, whether it helped, and what we have sent since. */
export function contactFeatures(
  features: Features,
  { contacts, asked, outreach }: History,
  at: Instant,
): void {
  const last = contacts.at(-1);
  if (!last) return;
  features['contact/since/'] = (at - last.at) / HOUR;
  const recent = countSince(contacts, at - MONTH, startOf);
  const lately = contacts.slice(contacts.length - Math.min(recent, MOST_LOOKED_AT));
  features['contact/recent/'] = recent;
  features['contact/week/'] = countSince(contacts, at - WEEK, startOf);
  features['contact/last/'] = last.reason ?? 'no reason told';
  const outcome = outcomeOf(last, at);
  if (outcome !== null) features['contact/resolved/'] = String(outcome);
  const unsettled = lately.filter((contact) => outcomeOf(contact, at) === false);
  features['contact/unresolved/'] = unsettled.length;
  for (const [reason, about] of asked) askedFeatures(features, reason, about, at);
  let sent = 0;
  for (const instants of outreach.values()) sent += countSince(instants, last.at, (instant) => instant);
  if (sent) features['outreach/since contact/'] = sent;
}

function askedFeatures(
  features: Features,
  reason: string,
  about: { contacts: PastContact[]; habit: Habit },
  at: Instant,
): void {
  const last = about.contacts.at(-1) as PastContact;
  features[`asked/since/${reason}`] = (at - last.at) / HOUR;
  features[`asked/times/${reason}`] = about.contacts.length;
  features[`asked/habit/${reason}`] = habitAt(about.habit, at);
  const outcome = outcomeOf(last, at);
  if (outcome === true) features[`asked/settled/${reason}`] = (at - last.resolvedAt) / HOUR;
  if (outcome === false) features[`asked/open/${reason}`] = (at - last.resolvedAt) / HOUR;
}

/** Whether a contact helped, once it is over and if it was told. */
function outcomeOf({ resolved, resolvedAt }: PastContact, at: Instant): boolean | null {
  return resolvedAt <= at ? resolved : null;
}

const startOf = ({ at }: PastContact) => at;

/**
 * How much of a habit a reason is: contacts about it, each counting half after `HALF_LIVES` days, by two clocks of which
 * the quick one counts double. People come back about what they came about lately rather than about what they
 * came about most.
 */
export type Habit = { slow: number; quick: number; at: Instant };
const HALF_LIVES = { slow: 20 * DAY, quick: 3 * DAY };

export function habitOf(before: Habit | undefined, at: Instant): Habit {
  const { slow, quick } = before ? aged(before, at) : { slow: 0, quick: 0 };
  return { slow: slow + 1, quick: quick + 1, at };
}

function habitAt(habit: Habit, at: Instant): number {
  const { slow, quick } = aged(habit, at);
  return slow + 2 * quick;
}

function aged(habit: Habit, at: Instant): { slow: number; quick: number } {
  const passed = at - habit.at;
  return {
    slow: habit.slow * 0.5 ** (passed / HALF_LIVES.slow),
    quick: habit.quick * 0.5 ** (passed / HALF_LIVES.quick),
  };
}
