import { DAY, HOUR, type Instant } from '../platform/index.ts';
import { begunAt, isDone, type Step } from './course.ts';
import { pair } from './pair.ts';
import type { SubjectHistory } from './subject-history.ts';
import type { Features } from './types.ts';

/** What has not come by then is not coming, or nobody waits for it any more. */
const GIVEN_UP = 60 * DAY;

/**
 * What usually follows and has not: hours since the beginning on the newest and the oldest of the subjects concerned, and
 * on how many it is later than usual.
 */
export function missing(
  features: Features,
  type: string,
  subjects: Iterable<SubjectHistory>,
  step: Step,
  at: Instant,
): void {
  let newest = Number.POSITIVE_INFINITY;
  let oldest = Number.NEGATIVE_INFINITY;
  let late = 0;
  for (const subject of subjects) {
    const begun = begunAt(subject, step, at);
    if (begun === null || at - begun > GIVEN_UP || isDone(subject, step, begun)) continue;
    const hours = (at - begun) / HOUR;
    newest = Math.min(newest, hours);
    oldest = Math.max(oldest, hours);
    if (hours > step.usually) late++;
  }
  if (oldest < newest) return;
  const what = pair(step.after.name, step.follows);
  features[`open ${type}/newest without/${what}`] = newest;
  if (oldest > newest) features[`open ${type}/oldest without/${what}`] = oldest;
  if (late) features[`open ${type}/overdue/${what}`] = late;
}
