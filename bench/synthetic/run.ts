import { intoProbabilities } from '../../src/forecast/classifier.ts';
import { Rows } from '../../src/forecast/rows.ts';
import {
  binRows,
  chooseCuts,
  type ForestSettings,
  growForest,
  openForest,
  settingsFor,
} from '../../src/forecast/trees/index.ts';
import { isTraining, type SyntheticTable, synthetic } from './generate.ts';
import { type Measures, measuresOf } from './measures.ts';

// npx tsx bench/synthetic/run.ts [large|small] ['{"rate":0.05}']: see README.md beside.

const [mode = 'large', changed = '{}'] = process.argv.slice(2);
const table = synthetic();
const all = Array.from({ length: table.rows }, (_, row) => row);
const training = all.filter(isTraining);
const testing = all.filter((row) => !isTraining(row));
const heldBack = (row: number) => (((row + 7) * 2246822519) % 2 ** 32) / 2 ** 32 < 0.15;

/** Rows as the product keeps them: what is missing is not there, a category is a text. */
function rowsOf(from: SyntheticTable, which: readonly number[]): Rows {
  const rows = new Rows();
  const isCategory = new Set(from.categories);
  const names = Array.from({ length: from.features }, (_, f) => `feature ${f}`);
  for (const row of which) {
    const features: Record<string, number | string> = {};
    for (const [f, name] of names.entries()) {
      const value = from.values[row * from.features + f] as number;
      if (!Number.isNaN(value)) features[name] = isCategory.has(f) ? `code ${value}` : value;
    }
    rows.add(features, from.labels[row] as number, 1, 0);
  }
  return rows;
}

/** Processor time, since others may be at work on the machine. */
const now = () => process.cpuUsage().user / 1e6;
const seconds = (since: number) => now() - since;

const test = rowsOf(table, testing);

async function trainAndTest(which: number[], settings: ForestSettings, refit: boolean) {
  const rows = rowsOf(table, which);
  const cutting = now();
  const cuts = chooseCuts(rows);
  const learnt = binRows(rows, cuts);
  const binned = binRows(test, cuts);
  const cut = seconds(cutting);
  const validation = which.flatMap((row, i) => (heldBack(row) ? [i] : []));
  const begun = now();
  const training = { table: learnt, labels: rows.labels, classes: table.classes };
  let model = await growForest({ ...training, validation }, settings, {
    onRound: (done, _total, loss) => {
      if (process.env.VERBOSE && done % 20 === 0)
        console.log(done, loss?.toFixed(5), seconds(begun).toFixed(1));
    },
  });
  if (refit) model = await growForest(training, { ...settings, rounds: model.rounds });
  const trained = seconds(begun);
  const passing = now();
  let passed = 0;
  for (const column of learnt.columns) for (const bin of column) passed += bin;
  const pass = seconds(passing) + 0 * passed;

  const forest = openForest(JSON.parse(JSON.stringify(model)));
  const rowBins = new Uint8Array(cuts.length);
  const chances = new Float64Array(testing.length * table.classes);
  const scoring = now();
  for (let i = 0; i < testing.length; i++) {
    for (const [f, column] of binned.columns.entries()) rowBins[f] = column[i] as number;
    chances.set(intoProbabilities(forest.scores(rowBins)), i * table.classes);
  }
  const scored = seconds(scoring);
  const times = { cut, trained, scored, perRow: (scored / testing.length) * 1000 };
  const ratios = { training: trained / pass, scoring: ((scored / testing.length) * which.length) / pass };
  return { rounds: model.rounds, ...measuresOf(chances, test.labels, table.classes), times, ratios };
}

if (mode === 'large') {
  const settings = { ...settingsFor(training.length, table.classes), ...JSON.parse(changed) };
  console.log(JSON.stringify({ settings, ...(await trainAndTest(training, settings, false)) }, null, 1));
} else {
  const size = 4000;
  const settings = { ...settingsFor(size, table.classes), ...JSON.parse(changed) };
  const found: Measures[] = [];
  const samples = Number(process.env.SAMPLES ?? 4);
  for (let sample = 0; sample < samples; sample++) {
    const which = all
      .slice(0, size)
      .map((i) => training[(i * 7919 + sample * 13007) % training.length] as number)
      .sort((a, b) => a - b);
    const one = await trainAndTest(which, settings, true);
    found.push(one);
    if (process.env.VERBOSE) console.log(sample, JSON.stringify(one));
  }
  const mean = (of: keyof Measures) => found.reduce((sum, one) => sum + one[of], 0) / found.length;
  console.log(
    JSON.stringify({ settings, logLoss: mean('logLoss'), brier: mean('brier'), macroAuc: mean('macroAuc') }),
  );
}
