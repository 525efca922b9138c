/**
 * Fits the weights of the scorecard on data/dialogues, from text alone: every part is labelled by a labeller trained without it.
 *
 *   npx tsx scripts/build-scorecard.ts              fit on all parts, write src/conversation/scorecard/weights.json
 *   npx tsx scripts/build-scorecard.ts --evaluate   only print what left-out parts say, with weights fitted without them
 *   … --folds FOLDER                                where labelled parts are kept (default: the system's temporary folder)
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sightingsIn } from '../src/conversation/scorecard/sightings.ts';
import { readCorpus } from './corpus.ts';
import { fitWeights, overall, seenIn } from './scorecard/fit.ts';
import { labelWithout } from './scorecard/labelled.ts';
import { table } from './scorecard/report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.indexOf('--folds');
const folder = given < 0 ? `${tmpdir()}/beforehand-folds` : (process.argv[given + 1] ?? '');
const LEFT_OUT = ['3', '6', '8', '12'];

const corpus = readCorpus();
const folds = corpus.parts.map((part) => {
  const labelled = labelWithout(part, corpus, folder);
  console.error(`part ${part.name} labelled`);
  return { name: part.name, seen: labelled.map(({ grade, turns }) => seenIn(grade, sightingsIn(turns))) };
});

if (process.argv.includes('--evaluate')) {
  const rows = folds.map(({ name, seen }) => {
    const weights = fitWeights(folds.filter((other) => other.name !== name).flatMap((other) => other.seen));
    return [name, seen.map((one) => ({ grade: one.grade, score: overall(one, weights) }))] as const;
  });
  const wanted = rows.filter(([name]) => LEFT_OUT.includes(name)).sort((a, b) => Number(a[0]) - Number(b[0]));
  const all = rows.flatMap(([, scored]) => scored);
  const four = wanted.flatMap(([, scored]) => scored);
  console.log(table(new Map([...wanted, ['3, 6, 8, 12', four], ['all eleven in turn', all]])));
} else {
  const weights = fitWeights(folds.flatMap(({ seen }) => seen));
  writeFileSync(`${root}/src/conversation/scorecard/weights.json`, `${JSON.stringify(weights, null, 2)}\n`);
  console.error('wrote src/conversation/scorecard/weights.json');
}
