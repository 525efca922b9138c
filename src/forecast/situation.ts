import type { Timeline, TimelineEntry } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { contactFeatures } from './contact-features.ts';
import { eventFeatures, traitFeatures } from './customer-features.ts';
import { emptyHistory, type History, inOrder, learn } from './history.ts';
import { isZone, localTime } from './local-time.ts';
import { type Beat, NO_PULSE, type Pulse } from './pulse.ts';
import { pulseFeatures } from './pulse-features.ts';
import { subjectFeatures } from './subject-features.ts';
import type { Company, Features, Situation } from './types.ts';

/** A company of which nothing is known. */
const STRANGER: Company = { contactsSince: Number.NEGATIVE_INFINITY, courses: {} };

/** The situation of a customer at an instant. Nothing at or after `at` counts, nor the outcome of a contact not over yet. */
export function situation(
  timeline: Timeline,
  at: Instant,
  company: Company = STRANGER,
  pulse: Pulse = NO_PULSE,
): Situation {
  const [only] = situations(timeline, [at], company, pulse);
  return only as Situation;
}

/** The same at many instants, which must ascend, in one pass over the timeline; each is made when it is asked for. */
export function* situations(
  timeline: Timeline,
  instants: Iterable<Instant>,
  company: Company = STRANGER,
  pulse: Pulse = NO_PULSE,
): Generator<Situation> {
  const entries = inOrder(timeline);
  const history = emptyHistory();
  let next = 0;
  for (const at of instants) {
    while (next < entries.length && (entries[next] as TimelineEntry).at < at)
      learn(history, entries[next++] as TimelineEntry, company.vocabulary);
    yield describe(history, at, company, pulse(at));
  }
}

function describe(history: History, at: Instant, company: Company, beat: Beat | null): Situation {
  const told = history.traits.get('timezone');
  const zone = typeof told === 'string' && isZone(told) ? told : null;
  const features: Features = {};
  const { hour, weekday } = localTime(zone ?? 'UTC', at);
  features['clock/hour/'] = hour;
  features['clock/weekday/'] = weekday;
  pulseFeatures(features, beat, at, company.contactsSince);
  contactFeatures(features, history, at, company.contactsSince);
  traitFeatures(features, history);
  eventFeatures(features, history, at);
  for (const [type, { byId }] of history.subjects) {
    const course = Object.hasOwn(company.courses, type) ? (company.courses[type] ?? []) : [];
    subjectFeatures(features, scopeOf(type), byId, course, history, at);
  }
  return { at, zone, features: usable(features) };
}

/** A feature's name is parted at its slashes, so that a type must hold none. */
function scopeOf(type: string): string {
  return type.replaceAll('/', '\u2215');
}

/** More than these say nothing that the first do not: no real customer has as many. */
const MOST_FEATURES = 1500;

/** What can be counted with: differences of numbers at the end of their range are none, and names may be without end. */
function usable(features: Features): Features {
  let kept = 0;
  for (const name in features) {
    const value = features[name];
    if (kept >= MOST_FEATURES || (typeof value === 'number' && !Number.isFinite(value)))
      delete features[name];
    else kept++;
  }
  return features;
}
