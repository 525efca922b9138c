import { DAY, HOUR, type Instant } from '../platform/index.ts';
import type { History } from './history.ts';
import { pair } from './pair.ts';
import type { Features } from './types.ts';
import { changeFrom } from './usual.ts';

/** Traits that say who somebody is and nothing of why they would get in touch (Segment's reserved traits). */
const WHO = new Set(
  'id name firstName lastName username email phone address avatar birthday description title website createdAt timezone'.split(
    ' ',
  ),
);

/** The spans in which repeated events are counted. */
const MONTH = 30 * DAY;
const WEEK = 7 * DAY;

export function traitFeatures(features: Features, { traits }: History): void {
  for (const [name, value] of traits) if (!WHO.has(name)) putFact(features, `trait/is/${name}`, value);
}

/** Time since each kind of event and of outreach, how often of late, and what it said where it is about no subject. */
export function eventFeatures(features: Features, history: History, at: Instant): void {
  for (const [name, times] of history.events) {
    features[`event/since/${name}`] = hoursSince(times, at);
    const week = countSince(times, at - WEEK, itself);
    const month = countSince(times, at - MONTH, itself);
    if (week) features[`event/week/${name}`] = week;
    if (month > 1) features[`event/recent/${name}`] = month;
  }
  for (const [event, { facts, usual }] of history.said) {
    for (const [name, value] of Object.entries(facts)) {
      const what = pair(event, name);
      putFact(features, `event/said/${what}`, value);
      const change = changeFrom(usual, name, value);
      if (change !== null) features[`event/change/${what}`] = change;
    }
  }
  for (const [name, times] of history.outreach) features[`outreach/since/${name}`] = hoursSince(times, at);
}

/** A fact as a feature: numbers as they are, the rest as categories; what is no plain value says nothing. */
export function putFact(features: Features, name: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value)) features[name] = value;
  else if (typeof value === 'boolean') features[name] = String(value);
  else if (typeof value === 'string' && value !== '' && value.length <= 64) features[name] = value;
}

/** How many of what is in order of time came at or after an instant. */
export function countSince<T>(items: readonly T[], from: Instant, timeOf: (item: T) => Instant): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(items[middle] as T) < from) low = middle + 1;
    else high = middle;
  }
  return items.length - low;
}

function hoursSince(times: readonly Instant[], at: Instant): number {
  return (at - (times.at(-1) ?? at)) / HOUR;
}

const itself = (time: Instant) => time;
