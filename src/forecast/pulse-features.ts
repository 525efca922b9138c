import type { Instant } from '../platform/index.ts';
import { type Beat, hourOf, SPANS } from './pulse.ts';
import type { Features } from './types.ts';

/** How many contacts the company had about each reason of late. The prior of habit looks at it, trees do not. */
export const LATELY = 'company/lately/';

/** What goes on in the company as a whole: contacts of the last day and week against those of four weeks, and what about. */
export function pulseFeatures(features: Features, beat: Beat | null, at: Instant, since: Instant): void {
  if (!beat?.month) return;
  const watched = Math.max(SPANS.day, hourOf(at) - hourOf(since));
  const mean = (contacts: number, span: number) => contacts / Math.min(span, watched);
  const usual = mean(beat.month, SPANS.month);
  features['company/day/'] = mean(beat.day, SPANS.day) / usual;
  features['company/week/'] = mean(beat.week, SPANS.week) / usual;
  for (const [reason, contacts] of beat.lately) features[LATELY + reason] = contacts;
}
