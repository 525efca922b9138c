import { CUSTOMER_SIZE } from '../../src/conversation/moods/features.ts';
import { MEANING_SIZE } from '../../src/conversation/moods/meaning.ts';
import type { FirstStage, MoodsModel } from '../../src/conversation/moods/model.ts';
import { firstScores, type Seen } from '../../src/conversation/moods/reader.ts';
import type { Sparse } from '../../src/conversation/moves/sparse.ts';
import { FLAGS, MOODS } from '../../src/conversation/moves/types.ts';
import { type TrainOptions, train } from '../moves/train.ts';
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
  const common = { loss: 'logistic', decay: 1e-6, seed } as const;
  const all = parts.flatMap((part) => part.said);
  const words = { size: CUSTOMER_SIZE };
  const meaning = { size: MEANING_SIZE, epochs: 6, rate: 0.1 };
  const moods = (see: (seen: Seen) => Sparse, options: Given) =>
    train(
      all.map((turn) => ({ x: see(turn.seen), y: moodBit(turn) })),
      { ...common, epochs: 6, rate: 0.1, ...options, outputs: MOODS.length },
    );
  const flags = (see: (seen: Seen) => Sparse, options: Given) =>
    train(
      all.map((turn) => ({ x: see(turn.seen), y: flagBits(turn) })),
      { ...common, epochs: 7, rate: 0.3, ...options, outputs: FLAGS.length },
    );
  return {
    moodWords: moods((turn) => turn.words, words),
    flagWords: flags((turn) => turn.words, words),
    moodMeaning: moods((turn) => turn.meaning, meaning),
    flagMeaning: flags((turn) => turn.meaning, meaning),
  };
}

type Given = Pick<TrainOptions, 'size'> & Partial<TrainOptions>;

export function score(part: MoodPart, first: FirstStage): Scored[] {
  return part.said.map((turn, i) => ({
    turn,
    opens: part.said[i - 1]?.dialogue !== turn.dialogue,
    first: firstScores(first, turn.seen),
  }));
}
