import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FLAGS, MOODS, type MoodReader, type MoodReading, scores, softmax } from '../moves/index.ts';
import { customerFeatures } from './features.ts';
import { decodeMoods, type MoodsModel } from './model.ts';

const MODEL = fileURLToPath(new URL('../../../models/moods.bin', import.meta.url));

/** Reads the model shipped in `models/`, or another. Throws when the file is missing or is not a model. */
export function loadMoods(file: string = MODEL): MoodReader {
  return createMoodReader(decodeMoods(readFileSync(file), file));
}

export function createMoodReader(model: MoodsModel): MoodReader {
  return {
    read(text, before) {
      const x = customerFeatures(text, before);
      const moods = softmax(scores(model.moods, x));
      const flags = scores(model.flags, x);
      return {
        mood: MOODS[moods.indexOf(Math.max(...moods))] ?? 'neutral',
        flags: FLAGS.filter((_, k) => (flags[k] ?? 0) > (model.flagScores[k] ?? 0)),
        moodProbabilities: named(MOODS, moods) as MoodReading['moodProbabilities'],
        flagProbabilities: named(
          FLAGS,
          flags.map((z) => 1 / (1 + Math.exp(-z))),
        ) as MoodReading['flagProbabilities'],
      };
    },
  };
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, k) => [name, values[k] ?? 0]));
}
