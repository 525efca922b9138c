import type { Timeline, TimelineEntry } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { contactFeatures } from './contact-features.ts';
import { eventFeatures, traitFeatures } from './customer-features.ts';
import { emptyHistory, type History, inOrder, learn } from './history.ts';
import { isZone, localTime } from './local-time.ts';
import { subjectFeatures } from './subject-features.ts';
import type { Company, Features, Situation } from './types.ts';

/** A company of which nothing is known. */
const STRANGER: Company = { courses: {} };

/** The situation of a customer at an instant. Nothing at or after `at` counts, nor the outcome of a contact not over yet. */
export function situation(timeline: Timeline, at: Instant, company: Company = STRANGER): Situation {
  return situations(timeline, [at], company)[0] as Situation;
}

/** The same at many instants, which must ascend, in one pass over the timeline. */
export function situations(
  timeline: Timeline,
  instants: readonly Instant[],
  company: Company = STRANGER,
): Situation[] {
  const entries = inOrder(timeline);
  const history = emptyHistory();
  let next = 0;
  return instants.map((at) => {
    while (next < entries.length && (entries[next] as TimelineEntry).at < at)
      learn(history, entries[next++] as TimelineEntry, company.vocabulary);
    return describe(history, at, company);
  });
}

function describe(history: History, at: Instant, company: Company): Situation {
  const told = history.traits.get('timezone');
  const zone = typeof told === 'string' && isZone(told) ? told : null;
  const features: Features = {};
  const { hour, weekday } = localTime(zone ?? 'UTC', at);
  features['clock/hour/'] = hour;
  features['clock/weekday/'] = weekday;
  traitFeatures(features, history);
  eventFeatures(features, history, at);
  contactFeatures(features, history, at);
  for (const [type, { byId }] of history.subjects) {
    const course = Object.hasOwn(company.courses, type) ? (company.courses[type] ?? []) : [];
    subjectFeatures(features, type, byId, course, history, at);
  }
  return { at, zone, features };
}
