import { CUSTOMER_SIZE } from '../../src/conversation/moods/features.ts';
import type { FirstStage, MoodsModel } from '../../src/conversation/moods/model.ts';
import { scores } from '../../src/conversation/moves/linear.ts';
import { FLAGS, MOODS } from '../../src/conversation/moves/types.ts';
import { train } from '../moves/train.ts';
import { flagBits, type MoodPart, moodBit } from './examples.ts';
import { fitSecond, type Scored } from './second.ts';

/** The first stage's own scores would be too sure of what it learnt from: each fold's come from a fit on the others. */
const FOLDS = 5;

/** Trains both stages; `seed` and the order of `parts` decide every byte. */
export function fitMoods(parts: readonly MoodPart[], seed: number): MoodsModel {
  const scored = parts.map((): Scored[] => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const first = fitFirst(
      parts.filter((_, i) => i % FOLDS !== fold),
      seed,
    );
    for (const [i, part] of parts.entries()) if (i % FOLDS === fold) scored[i] = score(part, first);
  }
  return { ...fitFirst(parts, seed), ...fitSecond(scored.flat(), seed) };
}

function fitFirst(parts: readonly MoodPart[], seed: number): FirstStage {
  const common = { loss: 'logistic', size: CUSTOMER_SIZE, decay: 1e-6, seed } as const;
  const all = parts.flatMap((part) => part.said);
  const flagged = parts.filter((part) => part.flagged).flatMap((part) => part.said);
  return {
    moodWords: train(
      all.map((turn) => ({ x: turn.x, y: moodBit(turn) })),
      { ...common, outputs: MOODS.length, epochs: 10, rate: 0.1 },
    ),
    flagWords: train(
      flagged.map((turn) => ({ x: turn.x, y: flagBits(turn) })),
      { ...common, outputs: FLAGS.length, epochs: 12, rate: 0.3 },
    ),
  };
}

export function score(part: MoodPart, first: FirstStage): Scored[] {
  return part.said.map((turn, i) => ({
    turn,
    flagged: part.flagged,
    opens: part.said[i - 1]?.dialogue !== turn.dialogue,
    first: [...scores(first.moodWords, turn.x), ...scores(first.flagWords, turn.x)],
  }));
}
