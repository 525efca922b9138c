import type { Timeline, Vocabulary } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import { situations } from '../situation.ts';
import type { Features } from '../types.ts';
import { eventReader, ownFeatures } from './own-features.ts';
import type { Occurrence, Trigger } from './types.ts';

export type FeaturesAt = (
  timeline: Timeline,
  opened: readonly (readonly [Trigger, Occurrence])[],
) => Features[];

/** What was known the moment each window opened, the event that opened it included. What is overdue, triggers say. */
export function featureReader(vocabulary: Vocabulary | undefined): FeaturesAt {
  const read = eventReader(vocabulary);
  const knownBy = (opens: Instant) => Math.floor(opens) + 1;
  return (timeline, opened) => {
    const instants = [...new Set(opened.map(([, { opens }]) => knownBy(opens)))].sort((a, b) => a - b);
    const seen = situations(timeline, instants, {
      vocabulary,
      contactsSince: Number.NEGATIVE_INFINITY,
      courses: {},
    });
    const features = new Map(Array.from(seen, (one) => [one.at, one.features]));
    return opened.map(([trigger, occurrence]) => ({
      ...(features.get(knownBy(occurrence.opens)) ?? {}),
      ...ownFeatures(timeline, trigger, occurrence, read),
    }));
  };
}
