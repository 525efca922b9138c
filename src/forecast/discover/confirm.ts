import { spansOf } from './candidates.ts';
import type { Chosen } from './choose.ts';
import { familywise } from './discoveries.ts';
import { logTail, type Measured, measure } from './measure.ts';
import type { Indexed } from './occurrences.ts';
import { boutOf, type Cases, type Panel } from './panel.ts';
import type { Window } from './types.ts';

export type Confirmed = {
  candidate: Chosen;
  heldOut: { contacts: number; expected: number };
  /** The larger of the false-discovery rate where it was sought and the chance of error where it was confirmed. */
  qValue: number;
};

const LEVEL = Math.log(0.01);
const FEWEST_CONTACTS = 3;
/** In the held-out time at least this share of the effect must be there again. */
const SAME_SIZE = 1 / 3;

/** Those findings that show again in a part of time in which they were not sought: same direction, like size, by Holm's test. */
export function confirmed(heldOut: Panel, chosen: readonly Chosen[], lives: readonly Indexed[]): Confirmed[] {
  const again = chosen.map(
    ({ reason, trigger }) => measure(heldOut, spansOf(trigger, lives))[reason] as Measured,
  );
  const corrected = familywise(
    chosen.map(({ reason, trigger }, i) =>
      logPAgain(again[i] as Measured, heldOut.cases[reason] as Cases, trigger.window),
    ),
  );
  return chosen.flatMap((candidate, i) => {
    const { observed, pooled } = again[i] as Measured;
    const logP = corrected[i] as number;
    const sought = candidate.measured.observed / candidate.measured.pooled - 1;
    const alike = observed >= pooled * (1 + SAME_SIZE * sought);
    if (logP > LEVEL || !alike || observed < FEWEST_CONTACTS) return [];
    return [
      {
        candidate,
        heldOut: { contacts: observed, expected: pooled },
        qValue: Math.exp(Math.max(logP, candidate.logQ)),
      },
    ];
  });
}

/**
 * Against all who make contact: among the few of one reason that a short time holds, most have the window open themselves.
 * That it is not only a matter of who contacts about this was seen where it was sought; here it must not speak against it.
 */
function logPAgain({ observed, expected, pooled }: Measured, cases: Cases, { from, to }: Window): number {
  if (observed <= expected) return 0;
  return logTail(observed, pooled, cases.times.length, boutOf(cases, to - from));
}
