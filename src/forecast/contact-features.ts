import { DAY, HOUR, type Instant } from '../platform/index.ts';
import { type Habit, habitAt } from './contact-habit.ts';
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
  { begun, contacts, habit, asked, outreach }: History,
  at: Instant,
  since: Instant,
): void {
  const watched = at - Math.max(since, begun ?? at);
  features['contact/times/'] = contacts.length;
  features['contact/watched/'] = watched / DAY;
  features['contact/a month/'] = (contacts.length * MONTH) / Math.max(WEEK, watched);
  const last = contacts.at(-1);
  if (!last) return;
  features['contact/habit/'] = habitAt(habit, at);
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
