/**
 * Trains the labeller of conversation moves from data/dialogues into models/moves.bin.
 *
 *   npx tsx scripts/build-moves.ts              tune on left-out parts, train on all, write the model
 *   npx tsx scripts/build-moves.ts --evaluate   only print what left-out parts say, each tuned on the other three
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMoodReader } from '../src/conversation/moods/index.ts';
import { encodeModel } from '../src/conversation/moves/model.ts';
import { moodPart } from './moods/examples.ts';
import { fitMoods } from './moods/fit.ts';
import { examplesOf, readParts } from './moves/examples.ts';
import { fitModel } from './moves/fit.ts';
import { figures, table } from './moves/report.ts';
import { type Fold, tune } from './moves/tune.ts';

const LEFT_OUT = ['3', '6', '8', '12'];
const SEED = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const started = performance.now();
const tick = (what: string) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const parts = readParts(`${root}/data/dialogues`).map((part) => ({
  ...part,
  examples: examplesOf(part.dialogues),
  moods: moodPart(part),
}));
tick(`read ${parts.length} parts`);

const folds: Fold[] = parts
  .filter((part) => LEFT_OUT.includes(part.name))
  .sort((a, b) => Number(a.name) - Number(b.name))
  .map((part) => {
    const others = parts.filter((other) => other !== part);
    const model = fitModel(
      others.map((other) => other.examples),
      SEED,
    );
    const moods = createMoodReader(
      fitMoods(
        others.map((one) => one.moods),
        SEED,
      ),
    );
    tick(`trained without part ${part.name}`);
    return { part: part.name, model, moods, dialogues: part.dialogues, examples: part.examples };
  });

if (process.argv.includes('--evaluate')) {
  const columns = folds.map((fold) => {
    const tuning = tune(
      folds.filter((other) => other !== fold),
      () => {},
    );
    tick(`tuned for part ${fold.part}: ${JSON.stringify(tuning)}`);
    return [fold.part, figures(fold, tuning)] as const;
  });
  console.log(table(new Map(columns)));
} else {
  const tuning = tune(folds, tick);
  const model = {
    ...fitModel(
      parts.map((part) => part.examples),
      SEED,
    ),
    tuning,
  };
  tick('trained on all parts');
  const bytes = encodeModel(model);
  mkdirSync(`${root}/models`, { recursive: true });
  writeFileSync(`${root}/models/moves.bin`, bytes);
  tick(`wrote models/moves.bin, ${(bytes.length / 1e6).toFixed(2)} MB, ${JSON.stringify(tuning)}`);
}
