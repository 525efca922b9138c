import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Encoder } from '../encoder/index.ts';
import {
  FLAGS,
  type LabelledTurn,
  MOODS,
  type MoodReader,
  type MoodReading,
  type Sparse,
  scores,
  softmax,
} from '../moves/index.ts';
import { customerFeatures } from './features.ts';
import { meaningFeatures } from './meaning.ts';
import { decodeMoods, type FirstStage, type MoodsModel, type SecondStage } from './model.ts';
import { flagInputs, moodInputs, type Scores } from './past.ts';

const MODEL = fileURLToPath(new URL('../../../models/moods.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadMoods(encoder: Encoder, file: string = MODEL): MoodReader {
  return createMoodReader(decodeMoods(readFileSync(file), file), encoder);
}

export function createMoodReader(model: MoodsModel, encoder: Encoder): MoodReader {
  return { read: (text, before) => decide(firstScores(model, seen(text, before, encoder)), before, model) };
}

/** A turn as the first stage sees it. */
export interface Seen {
  readonly words: Sparse;
  readonly meaning: Sparse;
}

export function seen(text: string, before: readonly LabelledTurn[], encoder: Encoder): Seen {
  return { words: customerFeatures(text, before), meaning: meaningFeatures(text, before, encoder) };
}

export function firstScores(model: FirstStage, { words, meaning }: Seen): Scores {
  return [
    ...scores(model.moodWords, words),
    ...scores(model.flagWords, words),
    ...scores(model.moodMeaning, meaning),
    ...scores(model.flagMeaning, meaning),
  ];
}

/** The second stage: what the words say, weighed with how the customer was before. */
export function decide(first: Scores, before: readonly LabelledTurn[], model: SecondStage): MoodReading {
  const moods = softmax(scores(model.moods, moodInputs(first, before)));
  const flags = scores(model.flags, flagInputs(first)).map((z) => 1 / (1 + Math.exp(-z)));
  const leaning = moods.map((p, k) => Math.log(p) + (model.moodLeans[k] ?? 0));
  return {
    mood: MOODS[leaning.indexOf(Math.max(...leaning))] ?? 'neutral',
    flags: FLAGS.filter((_, k) => (flags[k] ?? 0) > (model.flagLevels[k] ?? 1)),
    moodProbabilities: named(MOODS, moods) as MoodReading['moodProbabilities'],
    flagProbabilities: named(FLAGS, flags) as MoodReading['flagProbabilities'],
  };
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, k) => [name, values[k] ?? 0]));
}
