/**
 * Trains the reader of customers' moods and flags from data/dialogues and data/dialogues-more into models/moods.bin.
 *
 *   npx tsx scripts/build-moods.ts              train on all parts, write the model
 *   npx tsx scripts/build-moods.ts --evaluate   only print what left-out parts say; nothing is chosen on them
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadEncoder } from '../src/conversation/encoder/index.ts';
import { encodeMoods } from '../src/conversation/moods/model.ts';
import { readCorpus } from './corpus.ts';
import { moodPart } from './moods/examples.ts';
import { fitMoods } from './moods/fit.ts';
import { moodFigures } from './moods/report.ts';
import { table } from './moves/report.ts';

const LEFT_OUT = ['3', '6', '8', '12'];
const SEED = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const started = performance.now();
const tick = (what: string) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const encoder = loadEncoder();
const corpus = readCorpus();
const parts = [...corpus.parts, ...corpus.more].map((part) => moodPart(part, encoder));
tick(`read ${parts.length} parts`);

if (process.argv.includes('--evaluate')) {
  const columns = LEFT_OUT.flatMap((name) => {
    const part = parts.find((one) => one.name === name);
    if (!part) return [];
    const model = fitMoods(
      parts.filter((other) => other !== part),
      SEED,
    );
    tick(
      `without part ${name}: leans ${model.moodLeans.map((x) => x.toFixed(1))}, levels ${model.flagLevels.map((x) => x.toFixed(2))}`,
    );
    return [[name, moodFigures(part, model)] as const];
  });
  console.log(table(new Map(columns)));
} else {
  const model = fitMoods(parts, SEED);
  const bytes = encodeMoods(model);
  writeFileSync(`${root}/models/moods.bin`, bytes);
  tick(`wrote models/moods.bin, ${(bytes.length / 1e6).toFixed(2)} MB`);
}
