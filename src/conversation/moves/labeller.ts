import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scores, softmax, weighed } from './linear.ts';
import { decodeModel, type MovesModel } from './model.ts';
import { segment } from './segment.ts';
import {
  previousFeatures,
  type StretchContext,
  stretchContext,
  stretchFeatures,
} from './stretch-features.ts';
import { type Labeller, MOVES, type MoodReader, type Stretch } from './types.ts';

const MODEL = fileURLToPath(new URL('../../../models/moves.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadMoves(file: string = MODEL): MovesModel {
  return decodeModel(readFileSync(file), file);
}

export function createLabeller(model: MovesModel, moods: MoodReader): Labeller {
  return {
    label(turn, before) {
      if (turn.speaker === 'customer')
        return { speaker: 'customer', text: turn.text, ...moods.read(turn.text, before) };
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
