import { DAY, HOUR, type Instant } from '../platform/index.ts';
import type { History } from './history.ts';
import type { Features } from './types.ts';

/** Traits that say who somebody is and nothing of why they would get in touch (Segment's reserved traits). */
const WHO = new Set(
  'id name firstName lastName username email phone address avatar birthday description title website createdAt timezone'.split(
    ' ',
  ),
);

/** The span in which repeated events and contacts are counted. */
const RECENT = 30 * DAY;

export function traitFeatures(features: Features, { traits }: History): void {
  for (const [name, value] of traits) if (!WHO.has(name)) putFact(features, `trait/is/${name}`, value);
}

/** Time since each kind of event and of outreach, how often of late, and what it said where it is about no subject. */
export function eventFeatures(features: Features, history: History, at: Instant): void {
  for (const [name, times] of history.events) {
    features[`event/since/${name}`] = hoursSince(times, at);
    const recent = recentOf(times, at);
    if (recent > 1) features[`event/recent/${name}`] = recent;
  }
  for (const [event, facts] of history.said) {
    for (const [name, value] of Object.entries(facts))
      putFact(features, `event/said/${event}: ${name}`, value);
  }
  for (const [name, times] of history.outreach) features[`outreach/since/${name}`] = hoursSince(times, at);
}

/** When, why and how often the customer got in touch, whether it helped, and what we have sent since. */
export function contactFeatures(
  features: Features,
  { contacts, asked, outreach }: History,
  at: Instant,
): void {
  const last = contacts.at(-1);
  if (!last) return;
  features['contact/since/'] = (at - last.at) / HOUR;
  features['contact/recent/'] = recentOf(
    contacts.map((contact) => contact.at),
    at,
  );
  features['contact/last/'] = last.reason ?? 'no reason told';
  if (last.resolvedAt <= at && last.resolved !== null) features['contact/resolved/'] = String(last.resolved);
  for (const [reason, instants] of asked) {
    features[`asked/since/${reason}`] = hoursSince(instants, at);
    features[`asked/times/${reason}`] = instants.length;
  }
  let sent = 0;
  for (const instants of outreach.values()) sent += instants.filter((instant) => instant >= last.at).length;
  if (sent) features['outreach/since contact/'] = sent;
}

/** A fact as a feature: numbers as they are, the rest as categories; what is no plain value says nothing. */
export function putFact(features: Features, name: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value)) features[name] = value;
  else if (typeof value === 'boolean') features[name] = String(value);
  else if (typeof value === 'string' && value !== '' && value.length <= 64) features[name] = value;
}

function hoursSince(times: readonly Instant[], at: Instant): number {
  return (at - (times.at(-1) ?? at)) / HOUR;
}

function recentOf(times: readonly Instant[], at: Instant): number {
  let count = 0;
  for (let i = times.length - 1; i >= 0 && (times[i] as Instant) >= at - RECENT; i--) count++;
  return count;
}
