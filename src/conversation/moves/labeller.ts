import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Encoder } from '../encoder/index.ts';
import { type StretchContext, stretchContext } from './context.ts';
import { scores, softmax } from './linear.ts';
import { decodeModel, type MovesModel, type Tuning } from './model.ts';
import { segment } from './segment.ts';
import { type Labeller, MOVES, type MoodReader, type Stretch } from './types.ts';
import { stretchViews } from './views.ts';

const MODEL = fileURLToPath(new URL('../../../models/moves.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadMoves(file: string = MODEL): MovesModel {
  return decodeModel(readFileSync(file), file);
}

export function createLabeller(model: MovesModel, moods: MoodReader, encoder: Encoder): Labeller {
  return {
    label(turn, before) {
      if (turn.speaker === 'customer')
        return { speaker: 'customer', text: turn.text, ...moods.read(turn.text, before) };
      const context = stretchContext(before);
      const texts = turn.stretches ?? segment(turn.text, context, model);
      return { speaker: 'agent', text: turn.text, stretches: labelStretches(texts, context, model, encoder) };
    },
  };
}

function labelStretches(
  texts: readonly string[],
  context: StretchContext,
  model: MovesModel,
  encoder: Encoder,
): Stretch[] {
  return stretchViews(texts, context, encoder).map((views, i) => {
    const z = model.moves.map((part, v) => scores(part, views[v] ?? NOTHING));
    return judged(texts[i] ?? '', moveProbabilities(z, model.tuning), model.tuning);
  });
}

const NOTHING = { index: new Int32Array(), value: new Float32Array() };

/**
 * Calibrated probabilities in the order of MOVES from the scores of each view: a logarithmic opinion pool (Genest &
 * Zidek 1986), in which those by words share alike what the last, by meaning, leaves them.
 */
export function moveProbabilities(
  views: readonly (readonly number[])[],
  { bias, temperature, meaning }: Pick<Tuning, 'bias' | 'temperature' | 'meaning'>,
): number[] {
  const share = (1 - meaning) / (views.length - 1);
  const pooled = (k: number) =>
    views.reduce((sum, z, i) => sum + (i === views.length - 1 ? meaning : share) * (z[k] ?? 0), 0);
  return softmax(
    MOVES.map((_, k) => pooled(k) + (bias[k] ?? 0)),
    temperature,
  );
}

function judged(text: string, p: readonly number[], { sureFrom }: Tuning): Stretch {
  const best = Math.max(...p);
  const probabilities = Object.fromEntries(MOVES.map((move, k) => [move, p[k]])) as Stretch['probabilities'];
  return { text, move: MOVES[p.indexOf(best)] ?? 'other', probabilities, sure: best >= sureFrom };
}
