import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seeded } from '../../src/forecast/random.ts';

/**
 * A fixed table of made-up contacts on which learners are compared: 200,000 rows of 60 features and one of 21 classes
 * (0: no contact; then 20 reasons, ever rarer). A label is drawn from a softmax over scores that add up single
 * features (recency curves, thresholds, categories) and interactions of two and three. NaN is missing.
 */
export type SyntheticTable = {
  rows: number;
  features: number;
  classes: number;
  /** `[row * features + feature]`; the columns of `categories` hold codes from 0. */
  values: Float32Array;
  categories: readonly number[];
  labels: Uint8Array;
  /** The log loss (nats) and the Brier score of who knows the true probabilities. */
  bestLogLoss: number;
  bestBrier: number;
};

const FEATURES = 60;
const CLASSES = 21;
/** Columns by kind: hours since or until something, counts, categories, measured numbers (in correlated groups), noise. */
const HOURS = [0, 14] as const;
const COUNTS = [14, 24] as const;
const CATEGORIES = [24, 32] as const;
const MEASURES = [32, 46] as const;
const SIZES = [3, 4, 5, 7, 8, 12, 20, 40];

type Term = (row: Float32Array) => number;

export function synthetic(rows = 200_000, seed = 20): SyntheticTable {
  const random = seeded(seed);
  const scores = Array.from({ length: CLASSES }, (_, k) => scoreOf(k, random));
  const values = new Float32Array(rows * FEATURES);
  const labels = new Uint8Array(rows);
  const chances = new Float64Array(CLASSES);
  const scaleOf = Array.from({ length: FEATURES }, () => 0.4 + 2 * random());
  let [loss, brier] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * FEATURES, (i + 1) * FEATURES);
    drawRow(row, scaleOf, random);
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) {
      chances[k] = Math.exp((scores[k] as Term)(row));
      sum += chances[k] as number;
    }
    let left = random() * sum;
    let label = 0;
    while (label < CLASSES - 1) {
      left -= chances[label] as number;
      if (left <= 0) break;
      label++;
    }
    labels[i] = label;
    loss -= Math.log((chances[label] as number) / sum);
    for (let k = 0; k < CLASSES; k++) brier += ((chances[k] as number) / sum - (k === label ? 1 : 0)) ** 2;
  }
  const categories = Array.from({ length: CATEGORIES[1] - CATEGORIES[0] }, (_, i) => CATEGORIES[0] + i);
  return {
    rows,
    features: FEATURES,
    classes: CLASSES,
    values,
    categories,
    labels,
    bestLogLoss: loss / rows,
    bestBrier: brier / rows,
  };
}

function drawRow(row: Float32Array, scaleOf: number[], random: () => number): void {
  const activity = normal(random);
  const trouble = normal(random);
  for (let f = HOURS[0]; f < HOURS[1]; f++) {
    // Busier customers have more behind them; of some things most have nothing.
    const known = random() < 0.25 + 0.05 * f + 0.1 * Math.tanh(activity);
    const scale = 20 * (scaleOf[f] as number) ** 2 * Math.exp(-0.3 * activity);
    row[f] = known ? -Math.log(1 - random()) * scale : Number.NaN;
  }
  for (let f = COUNTS[0]; f < COUNTS[1]; f++) {
    const mean = (scaleOf[f] as number) * Math.exp(0.5 * (f % 2 ? activity : trouble) + 0.3 * normal(random));
    row[f] = random() < 0.03 ? Number.NaN : poisson(mean, random);
  }
  for (let f = CATEGORIES[0]; f < CATEGORIES[1]; f++) {
    const size = SIZES[f - CATEGORIES[0]] as number;
    const code = Math.floor(size * random() ** (1.3 + 0.2 * Math.tanh(trouble)));
    row[f] = random() < 0.05 ? Number.NaN : code;
  }
  let common = 0;
  for (let f = MEASURES[0]; f < MEASURES[1]; f++) {
    if ((f - MEASURES[0]) % 4 === 0) common = 0.5 * trouble + normal(random);
    const value = 0.7 * common + 0.7 * normal(random);
    row[f] = random() < 0.15 ? Number.NaN : f % 3 ? value : Math.exp(value);
  }
  for (let f = MEASURES[1]; f < FEATURES; f++) {
    const value = f % 2 ? normal(random) : Math.floor(10 * random());
    row[f] = random() < 0.1 ? Number.NaN : value;
  }
}

/** The score of a class: how frequent it is, then terms on single features and on two or three together. */
function scoreOf(k: number, random: () => number): Term {
  const intercept = k === 0 ? 3.2 : 1.1 - 0.24 * k;
  const strength = k === 0 ? 0.5 : 1;
  const single = Array.from({ length: 9 }, () => termOn(between(0, MEASURES[1], random), random));
  const pairs = Array.from({ length: 5 }, () => {
    const size = 2 + Math.floor(random() * 1.4);
    const parts = Array.from({ length: size }, () => conditionOn(between(0, MEASURES[1], random), random));
    const weight = strength * (random() < 0.75 ? 1 : -1) * (0.6 + 1.4 * random());
    return (row: Float32Array) => (parts.every((holds) => holds(row)) ? weight : 0);
  });
  return (row) => {
    let score = intercept;
    for (const term of single) score += strength * term(row);
    for (const term of pairs) score += term(row);
    return score;
  };
}

function termOn(f: number, random: () => number): Term {
  const weight = 1.3 * normal(random) * (f < HOURS[1] ? 1.4 : 0.6);
  const unknown = 0.4 * normal(random);
  const or = (value: number, term: (value: number) => number) =>
    Number.isNaN(value) ? unknown : term(value);
  if (f < HOURS[1]) {
    const within = 4 + 60 * random() ** 2;
    return (row) => or(row[f] as number, (hours) => weight * Math.exp(-hours / within));
  }
  if (f < COUNTS[1]) {
    return (row) => or(row[f] as number, (count) => weight * (Math.log1p(count) - 0.7));
  }
  if (f < CATEGORIES[1]) {
    const effects = Array.from({ length: SIZES[f - CATEGORIES[0]] as number }, () => 0.7 * normal(random));
    return (row) => or(row[f] as number, (code) => effects[code] as number);
  }
  const [centre, steep] = [normal(random), 0.5 + 3 * random()];
  return (row) => or(row[f] as number, (value) => weight * Math.tanh(steep * (value - centre)));
}

function conditionOn(f: number, random: () => number): (row: Float32Array) => boolean {
  if (f < HOURS[1]) {
    const within = 3 + 40 * random();
    return random() < 0.3 ? (row) => Number.isNaN(row[f] as number) : (row) => (row[f] as number) < within;
  }
  if (f < COUNTS[1]) {
    const least = 1 + Math.floor(2 * random());
    return (row) => (row[f] as number) >= least;
  }
  if (f < CATEGORIES[1]) {
    const members = new Set<number>();
    for (let code = 0; code < (SIZES[f - CATEGORIES[0]] as number); code++)
      if (random() < 0.4) members.add(code);
    return (row) => members.has(row[f] as number);
  }
  const [edge, above] = [0.5 * normal(random), random() < 0.5];
  return (row) => (above ? (row[f] as number) > edge : (row[f] as number) < edge);
}

const between = (from: number, to: number, random: () => number) => from + Math.floor(random() * (to - from));

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(mean: number, random: () => number): number {
  let count = 0;
  for (let left = random() - Math.exp(-mean), p = Math.exp(-mean); left > 0 && count < 50; left -= p) {
    count++;
    p *= mean / count;
  }
  return count;
}

/** The 70 % of the rows that are trained on; the others test. */
export function isTraining(row: number): boolean {
  return (Math.imul(row + 1, 0x9e3779b1) >>> 0) / 4294967296 < 0.7;
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? path.join('data', 'synthetic');
  const table = synthetic();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'values.f32'), new Uint8Array(table.values.buffer));
  writeFileSync(path.join(folder, 'labels.u8'), table.labels);
  const training = Uint8Array.from({ length: table.rows }, (_, row) => (isTraining(row) ? 1 : 0));
  writeFileSync(path.join(folder, 'training.u8'), training);
  const { rows, features, classes, categories, bestLogLoss, bestBrier } = table;
  const counts = new Array<number>(classes).fill(0);
  for (const label of table.labels) counts[label] = (counts[label] as number) + 1;
  const meta = { rows, features, classes, categories, bestLogLoss, bestBrier, counts };
  writeFileSync(path.join(folder, 'meta.json'), JSON.stringify(meta));
  console.log(JSON.stringify(meta));
}
