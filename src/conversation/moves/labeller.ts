import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { customerFeatures } from './customer-features.ts';
import { scores, softmax, weighed } from './linear.ts';
import { decodeModel, type MovesModel } from './model.ts';
import { segment } from './segment.ts';
import {
  previousFeatures,
  type StretchContext,
  stretchContext,
  stretchFeatures,
} from './stretch-features.ts';
import { type CustomerTurn, FLAGS, type Labeller, MOODS, MOVES, type Stretch } from './types.ts';

const MODEL = fileURLToPath(new URL('../../../models/moves.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadLabeller(file: string = MODEL): Labeller {
  return createLabeller(decodeModel(readFileSync(file), file));
}

export function createLabeller(model: MovesModel): Labeller {
  return {
    label(turn, before) {
      if (turn.speaker === 'customer')
        return labelCustomer(turn.text, customerFeatures(turn.text, before), model);
      const context = stretchContext(before);
      const texts = turn.stretches ?? segment(turn.text, context, model);
      return { speaker: 'agent', text: turn.text, stretches: labelStretches(texts, context, model) };
    },
  };
}

function labelStretches(texts: readonly string[], context: StretchContext, model: MovesModel): Stretch[] {
  let previous = context.previous;
  return texts.map((text) => {
    const own = scores(model.moves, stretchFeatures(text, context, previous === null));
    const after = weighed(model.moves, previousFeatures(previous?.probabilities ?? null));
    const p = softmax(
      own.map((score, k) => score + (after[k] ?? 0)),
      model.tuning.moveTemperature,
    );
    const probabilities = Object.fromEntries(
      MOVES.map((move, k) => [move, p[k]]),
    ) as Stretch['probabilities'];
    previous = { text, move: MOVES[p.indexOf(Math.max(...p))] ?? 'other', probabilities };
    return previous;
  });
}

function labelCustomer(text: string, x: Parameters<typeof scores>[1], model: MovesModel): CustomerTurn {
  const moods = scores(model.moods, x);
  const flags = scores(model.flags, x);
  return {
    speaker: 'customer',
    text,
    mood: MOODS[moods.indexOf(Math.max(...moods))] ?? 'neutral',
    flags: FLAGS.filter((_, k) => (flags[k] ?? 0) > (model.tuning.flagScores[k] ?? 0)),
  };
}
