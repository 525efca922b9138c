import type { LabelledTurn } from '../moves/index.ts';
import { adviseOn } from './advice.ts';
import { controlSightings } from './control.ts';
import { cycleTurns } from './cycle-turns.ts';
import { directionSightings } from './direction.ts';
import { effortOf } from './effort.ts';
import { waits } from './holds.ts';
import { interruptionsIn, silencesIn, talkShare } from './share.ts';
import { talkOf } from './talk.ts';
import type { Scorecard, Sighting } from './types.ts';
import { tenth, type Weights, weigh } from './weigh.ts';
import WEIGHTS from './weights.json' with { type: 'json' };

/** All that is seen in a talk that counts for or against it, in no order. Pure. */
export function sightingsIn(turns: readonly LabelledTurn[]): Sighting[] {
  const talk = talkOf(turns);
  return [...directionSightings(talk), ...controlSightings(talk)];
}

/**
 * The scorecard of a talk, from its labelled turns. Scores are 0 to 100 and explained by the sum of the points of their evidence;
 * `weights` are those fitted by `scripts/fit-scorecard.ts`. Pure.
 */
export function scorecard(turns: readonly LabelledTurn[], weights: Weights = WEIGHTS): Scorecard {
  const talk = talkOf(turns);
  const { scores, evidence } = weigh([...directionSightings(talk), ...controlSightings(talk)], weights);
  return {
    overall: tenth((scores.direction + scores.control) / 2),
    ...scores,
    cycle: cycleTurns(turns),
    evidence,
    ...adviseOn(evidence),
    talk: talkShare(turns),
    holds: waits(talk).map(({ turn, words, announced, silence }) => ({ turn, words, announced, silence })),
    silences: silencesIn(talk),
    interruptions: interruptionsIn(turns),
    effort: effortOf(talk),
  };
}
