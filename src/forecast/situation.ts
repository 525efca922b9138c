import type { Timeline, TimelineEntry, Vocabulary } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { contactFeatures, eventFeatures, traitFeatures } from './customer-features.ts';
import { emptyHistory, type History, inOrder, learn } from './history.ts';
import { isZone, localTime } from './local-time.ts';
import { subjectFeatures } from './subject-features.ts';
import type { Features, Situation } from './types.ts';

/**
 * The situation of a customer at an instant. Nothing at or after `at` counts, nor the outcome of a contact not over yet.
 * Events are read by the vocabulary, or without one by their form.
 */
export function situation(timeline: Timeline, at: Instant, vocabulary?: Vocabulary): Situation {
  return situations(timeline, [at], vocabulary)[0] as Situation;
}

/** The same at many instants, which must ascend, in one pass over the timeline. */
export function situations(
  timeline: Timeline,
  instants: readonly Instant[],
  vocabulary?: Vocabulary,
): Situation[] {
  const entries = inOrder(timeline);
  const history = emptyHistory();
  let next = 0;
  return instants.map((at) => {
    while (next < entries.length && (entries[next] as TimelineEntry).at < at)
      learn(history, entries[next++] as TimelineEntry, vocabulary);
    return describe(history, at);
  });
}

function describe(history: History, at: Instant): Situation {
  const told = history.traits.get('timezone');
  const zone = typeof told === 'string' && isZone(told) ? told : null;
  const features: Features = {};
  const { hour, weekday } = localTime(zone ?? 'UTC', at);
  features['clock/hour/'] = hour;
  features['clock/weekday/'] = weekday;
  traitFeatures(features, history);
  eventFeatures(features, history, at);
  contactFeatures(features, history, at);
  for (const [type, subjects] of history.subjects) subjectFeatures(features, type, subjects, history, at);
  return { at, zone, features };
}
