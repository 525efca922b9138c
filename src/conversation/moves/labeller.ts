import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type StretchContext, stretchContext } from './context.ts';
import { scores, softmax } from './linear.ts';
import { decodeModel, type MovesModel, type Tuning } from './model.ts';
import { segment } from './segment.ts';
import { spanFeatures, VIEWS } from './stretch-features.ts';
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
    const views = VIEWS.map((view, i) => {
      const part = model.moves[i];
      return part ? scores(part, spanFeatures(text, context, previous, view)) : [];
    });
    previous = judged(text, moveProbabilities(views, model.tuning), model.tuning);
    return previous;
  });
}

/** Calibrated probabilities in the order of MOVES from the scores of each view: their mean is a logarithmic opinion pool. */
export function moveProbabilities(
  views: readonly (readonly number[])[],
  { bias, temperature }: Pick<Tuning, 'bias' | 'temperature'>,
): number[] {
  const mean = (k: number) => views.reduce((sum, view) => sum + (view[k] ?? 0), 0) / views.length;
  return softmax(
    MOVES.map((_, k) => mean(k) + (bias[k] ?? 0)),
    temperature,
  );
}

function judged(text: string, p: readonly number[], { sureFrom }: Tuning): Stretch {
  const best = Math.max(...p);
  const probabilities = Object.fromEntries(MOVES.map((move, k) => [move, p[k]])) as Stretch['probabilities'];
  return { text, move: MOVES[p.indexOf(best)] ?? 'other', probabilities, sure: best >= sureFrom };
}
