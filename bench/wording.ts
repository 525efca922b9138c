// How well is a contact reason told from words, and what is about none of them?
//   npx tsx bench/wording.ts [--data ../shared/data/reasons] [--seeds 5] [--short]
// The folder has train.csv and test.csv with the columns text,category: Banking77 (PolyAI, CC BY 4.0,
// github.com/PolyAI-LDN/task-specific-datasets, banking_data). --short: one seed, and not with all of train.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  type Example,
  packWording,
  readWording,
  trainWording,
  unpackWording,
} from '../src/conversation/index.ts';
import { trainBaseline } from './wording-baseline.ts';

/** What a model makes of a text; the baseline has no threshold of its own. */
type Read = { reason: string; probability: number; rejected: boolean };
type Data = { train: Example[]; test: Example[]; far: string[] };
type Figures = Record<string, number>;

/** The part of the reasons that is left out to see whether texts about them are rejected. */
const LEFT_OUT = 0.25;
const FALSE_REJECTIONS = 0.05;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/reasons' },
    seeds: { type: 'string', default: '5' },
    short: { type: 'boolean', default: false },
  },
});
const seeds = values.short ? 1 : Number(values.seeds);
const data = load(values.data);
for (const many of values.short ? [10, 30] : [10, 30, 0]) {
  const name = many === 0 ? 'all examples' : `${many} examples a reason`;
  // All examples are the same for every seed.
  table(`${name}, every reason known`, many === 0 ? 1 : seeds, (seed) => run(drawn(many, seed), new Set()));
  table(`${name}, a quarter of the reasons left out`, many === 0 ? Math.min(3, seeds) : seeds, (seed) =>
    run(drawn(many, seed), leftOut(seed)),
  );
}

function load(folder: string): Data {
  const file = (name: string) => join(folder, name);
  if (!existsSync(file('train.csv')) || !existsSync(file('test.csv'))) {
    console.error(
      `There is no train.csv and test.csv in ${folder}. Take both from the folder banking_data of\n` +
        'github.com/PolyAI-LDN/task-specific-datasets (CC BY 4.0) and name where they are with --data FOLDER.',
    );
    process.exit(1);
  }
  const rows = z.array(z.object({ text: z.string(), category: z.string() }));
  const read = (name: string) =>
    rows
      .parse(parse(readFileSync(file(name)), { columns: true }))
      .map(({ text, category }) => ({ text, reason: category }));
  return { train: read('train.csv'), test: read('test.csv'), far: otherIndustries() };
}

/** What customers say in data/dialogues, banks and cards aside: every fifth line of five words and more. */
function otherIndustries(): string[] {
  const lines: string[] = [];
  let bank = false;
  for (const name of readdirSync('data/dialogues').filter((part) => /^part-.*\.txt$/.test(part)))
    for (const line of readFileSync(join('data/dialogues', name), 'utf8').split('\n')) {
      if (line.startsWith('## ')) bank = /bank|card|pay|financ|mortgage/.test(line.split('|')[1] ?? '');
      const said = /^C: \([^)]*\) (.+)$/.exec(line)?.[1];
      if (said && !bank && said.split(' ').length >= 5) lines.push(said);
    }
  return lines.filter((_, i) => i % 5 === 0);
}

/** The same number of every reason's examples, drawn by the seed; 0 is all. */
function drawn(many: number, seed: number): Example[] {
  if (many === 0) return data.train;
  const taken = new Map<string, number>();
  return mixed(data.train, seed).filter(({ reason }) => {
    const before = taken.get(reason) ?? 0;
    taken.set(reason, before + 1);
    return before < many;
  });
}

function leftOut(seed: number): Set<string> {
  const reasons = [...new Set(data.train.map(({ reason }) => reason))].sort();
  return new Set(mixed(reasons, seed).slice(0, Math.round(reasons.length * LEFT_OUT)));
}

/** In an order that the seed determines: mulberry32 (Tommy Ettinger, public domain). */
function mixed<T>(items: readonly T[], seed: number): T[] {
  let state = seed | 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return items
    .map((item) => ({ item, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ item }) => item);
}

function run(
  examples: readonly Example[],
  without: ReadonlySet<string>,
): { ours: Figures; baseline: Figures } {
  const train = examples.filter(({ reason }) => !without.has(reason));
  const begun = process.cpuUsage().user;
  const packed = packWording(trainWording(train));
  const trained = process.cpuUsage().user;
  const model = unpackWording(packed);
  const ours = measured(without, (text) => {
    const { reasons, reason, known } = readWording(model, text);
    const top = reasons[0] ?? { reason: '', probability: 0 };
    // Given that it is about a reason: the test texts are, and `known` is for a company that also hears others.
    return { reason: top.reason, probability: top.probability / (known || 1), rejected: reason === null };
  });
  const before = process.cpuUsage().user;
  const other = trainBaseline(train);
  const after = process.cpuUsage().user;
  const inside = data.test
    .filter(({ reason }) => !without.has(reason))
    .map(({ text }) => other(text).probability);
  // Generous: its threshold is taken from the test texts themselves.
  const threshold = inside.sort((a, b) => a - b)[Math.floor(inside.length * FALSE_REJECTIONS)] ?? 0;
  const baseline = measured(without, (text) => {
    const read = other(text);
    return { ...read, rejected: read.probability < threshold };
  });
  return {
    ours: {
      ...ours,
      'training, s of processor time': (trained - begun) / 1e6,
      'packed, MB': packed.length / 1e6,
    },
    baseline: { ...baseline, 'training, s of processor time': (after - before) / 1e6 },
  };
}

function measured(without: ReadonlySet<string>, read: (text: string) => Read): Figures {
  const begun = performance.now();
  const reads = data.test.map(({ text, reason }) => ({ ...read(text), wanted: reason }));
  const each = (performance.now() - begun) / data.test.length;
  const inside = reads.filter(({ wanted }) => !without.has(wanted));
  const near = reads.filter(({ wanted }) => without.has(wanted));
  return {
    accuracy: share(inside, ({ reason, wanted }) => reason === wanted),
    'calibration error': calibrationError(inside),
    'falsely rejected': share(inside, ({ rejected }) => rejected),
    ...(near.length > 0 && { 'near rejected': share(near, ({ rejected }) => rejected) }),
    'far rejected': share(data.far.map(read), ({ rejected }) => rejected),
    'reading, µs': each * 1000,
  };
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

/** Expected calibration error of the top probability in 15 bins of as many texts each. */
function calibrationError(reads: readonly (Read & { wanted: string })[]): number {
  const sorted = [...reads].sort((a, b) => a.probability - b.probability);
  let error = 0;
  for (let bin = 0; bin < 15; bin++) {
    const part = sorted.slice((bin * sorted.length) / 15, ((bin + 1) * sorted.length) / 15);
    const surplus = part.reduce((sum, one) => sum + one.probability - (one.reason === one.wanted ? 1 : 0), 0);
    error += Math.abs(surplus) / sorted.length;
  }
  return error;
}

function table(
  title: string,
  times: number,
  once: (seed: number) => { ours: Figures; baseline: Figures },
): void {
  const runs = Array.from({ length: times }, (_, i) => once(i + 1));
  const mean = (of: 'ours' | 'baseline', name: string) =>
    runs.reduce((sum, one) => sum + (one[of][name] ?? Number.NaN), 0) / runs.length;
  console.log(`\n${title} (${times} ${times === 1 ? 'run' : 'runs'})`);
  console.log(`${''.padEnd(31)}${'ours'.padStart(9)}${'baseline'.padStart(11)}`);
  for (const name of Object.keys(runs[0]?.ours ?? {})) {
    const cell = (of: 'ours' | 'baseline', width: number) => {
      const figure = mean(of, name);
      return (Number.isNaN(figure) ? '' : figure.toFixed(figure > 20 ? 0 : 3)).padStart(width);
    };
    console.log(`${name.padEnd(31)}${cell('ours', 9)}${cell('baseline', 11)}`);
  }
}
