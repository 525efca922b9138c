import type { LabelledTurn } from '../moves/index.ts';
import { adviseOn } from './advice.ts';
import { cycleTurns } from './cycle-turns.ts';
import { effortOf } from './effort.ts';
import { holdsIn, interruptionsIn, silencesIn, talkShare } from './share.ts';
import { sightingsIn } from './sightings.ts';
import { talkOf } from './talk.ts';
import type { Scorecard } from './types.ts';
import { tenth, type Weights, weigh } from './weigh.ts';
import WEIGHTS from './weights.json' with { type: 'json' };

/**
 * The scorecard of a talk, from its labelled turns. Scores are 0 to 100 and explained by the sum of the points of their evidence;
 * `weights` are those fitted by `scripts/fit-scorecard.ts`. Pure.
 */
export function scorecard(turns: readonly LabelledTurn[], weights: Weights = WEIGHTS): Scorecard {
  const talk = talkOf(turns);
  const sightings = sightingsIn(turns);
  const { scores, evidence } = weigh(sightings, weights);
  return {
    overall: tenth((scores.direction + scores.control) / 2),
    ...scores,
    cycle: cycleTurns(turns),
    evidence,
    ...adviseOn(evidence),
    talk: talkShare(turns),
    holds: holdsIn(turns, sightings),
    silences: silencesIn(talk),
    interruptions: interruptionsIn(turns),
    effort: effortOf(talk, sightings),
  };
}
