/**
 * Trains the labeller of conversation moves from data/dialogues and data/dialogues-more into models/moves.bin.
 *
 *   npx tsx scripts/build-moves.ts                    tune on left-out parts, train on all, write the model; then as below
 *   npx tsx scripts/build-moves.ts --evaluate         only print what left-out parts say, each tuned on the others left out
 *   npx tsx scripts/build-moves.ts --evaluate --all   the same, every part left out in turn
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadEncoder } from '../src/conversation/encoder/index.ts';
import { encodeModel } from '../src/conversation/moves/model.ts';
import { type Part, readCorpus } from './corpus.ts';
import { examplesOf } from './moves/examples.ts';
import { fitModel } from './moves/fit.ts';
import { figures, table } from './moves/report.ts';
import { type Fold, trialOf, tune } from './moves/tune.ts';

const LEFT_OUT = ['3', '6', '8', '12'];
const SEED = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const started = performance.now();
const tick = (what: string) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const encoder = loadEncoder();
const withExamples = (part: Part) => ({ ...part, examples: examplesOf(part.dialogues, encoder) });
const corpus = readCorpus();
const parts = corpus.parts.map(withExamples);
const all = [...parts, ...corpus.more.map(withExamples)];
tick(`read ${all.length} parts`);

const folds = parts
  .filter((part) => process.argv.includes('--all') || LEFT_OUT.includes(part.name))
  .sort((a, b) => Number(a.name) - Number(b.name))
  .map((part) => {
    const others = all.filter((other) => other !== part).map((other) => other.examples);
    const model = fitModel(others, SEED);
    const fold: Fold = { part: part.name, model, dialogues: part.dialogues, examples: part.examples };
    const trial = trialOf(fold);
    tick(`trained and tried without part ${part.name}`);
    return { fold, trial };
  });

if (!process.argv.includes('--evaluate')) {
  const tuning = tune(folds.map(({ trial }) => trial));
  const trained = fitModel(
    all.map((part) => part.examples),
    SEED,
  );
  const bytes = encodeModel({ ...trained, tuning });
  mkdirSync(`${root}/models`, { recursive: true });
  writeFileSync(`${root}/models/moves.bin`, bytes);
  tick(`wrote models/moves.bin, ${(bytes.length / 1e6).toFixed(2)} MB, ${JSON.stringify(tuning)}`);
}

const columns = folds.map(({ fold, trial }) => {
  const tuning = tune(folds.map((other) => other.trial).filter((other) => other !== trial));
  tick(`tuned for part ${fold.part}: ${JSON.stringify(tuning)}`);
  return [fold.part, figures(fold, tuning, encoder)] as const;
});
console.log(table(new Map(columns)));
