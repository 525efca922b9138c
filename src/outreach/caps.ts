import type { Instant } from '../platform/index.ts';
import { durationMs } from './duration.ts';
import type { Cap } from './play.ts';

/** A message that went out to the customer, or is going. */
export type Sent = { at: Instant; playId: string; priority: number };
export type SentAbout = Sent & { subjectType: string; subjectId: string; isCorrection: boolean };

/**
 * When the caps next allow a message of this priority, or null when they do now. A cap counts messages of the same
 * priority or above, so that trivial ones never crowd out an urgent one, whichever came first.
 */
export function cappedUntil(
  sent: readonly Sent[],
  { playId, priority }: { playId: string; priority: number },
  caps: { company: readonly Cap[]; play: readonly Cap[] },
  now: Instant,
): Instant | null {
  const counted = sent.filter((one) => one.priority >= priority);
  const own = sent.filter((one) => one.playId === playId);
  const ends = [
    ...caps.company.map((cap) => reachedUntil(counted, cap, now)),
    ...caps.play.map((cap) => reachedUntil(own, cap, now)),
  ].filter((end) => end !== null);
  return ends.length ? Math.max(...ends) : null;
}

/** When so many of the messages have left the span that one more is within the cap. */
function reachedUntil(sent: readonly Sent[], { most, per }: Cap, now: Instant): Instant | null {
  const span = durationMs(per);
  const within = sent
    .map(({ at }) => at)
    .filter((at) => at > now - span)
    .sort((a, b) => a - b);
  return within.length < most ? null : (within[within.length - most] as Instant) + span;
}
