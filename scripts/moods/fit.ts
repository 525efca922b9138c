import { CUSTOMER_SIZE, customerFeatures } from '../../src/conversation/moods/features.ts';
import type { MoodsModel } from '../../src/conversation/moods/model.ts';
import { FLAGS, type LabelledTurn, MOODS } from '../../src/conversation/moves/types.ts';
import { asLabelled, type Part } from '../moves/examples.ts';
import { type Example, train } from '../moves/train.ts';

/** Trains both parts; `seed` and the order of `parts` decide every byte. */
export function fitMoods(parts: readonly Part[], seed: number): MoodsModel {
  const moods: Example[] = [];
  const flags: Example[] = [];
  for (const { turns } of parts.flatMap((part) => part.dialogues)) {
    const before: LabelledTurn[] = [];
    for (const turn of turns) {
      if (turn.speaker === 'customer') {
        const x = customerFeatures(turn.text, before);
        moods.push({ x, y: MOODS.indexOf(turn.mood) });
        flags.push({ x, y: turn.flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0) });
      }
      before.push(asLabelled(turn));
    }
  }
  const common = { decay: 1e-6, seed, size: CUSTOMER_SIZE };
  return {
    moods: train(moods, { ...common, loss: 'softmax', outputs: MOODS.length, epochs: 8, rate: 0.1 }),
    flags: train(flags, { ...common, loss: 'logistic', outputs: FLAGS.length, epochs: 10, rate: 0.4 }),
    flagScores: FLAGS.map(() => -2),
  };
}
