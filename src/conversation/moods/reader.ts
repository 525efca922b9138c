import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  FLAGS,
  type LabelledTurn,
  MOODS,
  type MoodReader,
  type MoodReading,
  scores,
  softmax,
} from '../moves/index.ts';
import { customerFeatures } from './features.ts';
import { decodeMoods, type MoodsModel, type SecondStage } from './model.ts';
import { flagInputs, moodInputs, type Scores } from './past.ts';

const MODEL = fileURLToPath(new URL('../../../models/moods.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadMoods(file: string = MODEL): MoodReader {
  return createMoodReader(decodeMoods(readFileSync(file), file));
}

export function createMoodReader(model: MoodsModel): MoodReader {
  return {
    read: (text, before) => {
      const x = customerFeatures(text, before);
      return decide([...scores(model.moodWords, x), ...scores(model.flagWords, x)], before, model);
    },
  };
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
