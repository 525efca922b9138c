import type { Linear } from '../moves/index.ts';
import { calibrate } from './calibrate.ts';
import { fitRows, type Row } from './fit.ts';
import { grams, tokens } from './grams.ts';
import { OFF_TOPIC } from './off-topic.ts';
import { seeded } from './random.ts';
import { roundsFor, runRounds } from './rounds.ts';
import type { Functions } from './svm.ts';
import type { Example, WordingModel } from './types.ts';

/** What an off-topic utterance counts beside an example. */
const OFF_TOPIC_WEIGHT = 0.3;
/** Weights between which the fits are sound; lighter examples are left out, heavier ones count this much. */
const LIGHTEST = 0.001;
const HEAVIEST = 1_000;

export interface TrainOptions {
  readonly seed?: number;
  /** Called after each of the `of` fits. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Learns to tell the reasons of the examples apart, and from anything else. Examples without a word or of a weight
 * below 0.001 are left out; equal ones are one of the sum of their weights. The same examples and seed give the same model.
 */
export function trainWording(examples: readonly Example[], options: TrainOptions = {}): WordingModel {
  const random = seeded(options.seed ?? 1);
  const { reasons, rows } = rowsOf(examples);
  const times = roundsFor(rows.length, reasons.length);
  const of = 1 + times.folds + times.leaving;
  let done = 0;
  const fitted = () => options.onProgress?.(++done, of);
  const calibration = calibrate(runRounds(rows, reasons.length, random, fitted));
  const { vocabulary, functions } = fitRows(rows, reasons.length, random);
  fitted();
  return { reasons, vocabulary, scorer: rounded(functions, vocabulary.keys.length), calibration };
}

function rowsOf(examples: readonly Example[]): { reasons: string[]; rows: Row[] } {
  const merged = new Map<string, Example & { weight: number }>();
  const said = new Set<string>();
  for (const { text, reason, weight = 1 } of examples) {
    const list = tokens(text).join(' ');
    if (list === '' || !(weight >= LIGHTEST)) continue;
    const key = `${list}\n${reason}`;
    said.add(list);
    merged.set(key, { text, reason, weight: Math.min(HEAVIEST, weight + (merged.get(key)?.weight ?? 0)) });
  }
  // In an order of their own, so that the order of the examples does not matter.
  const own = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, example]) => example);
  const reasons = [...new Set(own.map(({ reason }) => reason))].sort();
  const label = new Map(reasons.map((reason, k) => [reason, k]));
  const offTopic = OFF_TOPIC.filter((text) => !said.has(tokens(text).join(' ')));
  return {
    reasons,
    rows: [
      ...own.map(({ text, reason, weight }) => ({
        text: grams(text),
        label: label.get(reason) ?? -1,
        weight,
      })),
      ...offTopic.map((text) => ({ text: grams(text), label: -1, weight: OFF_TOPIC_WEIGHT })),
    ],
  };
}

/** The functions with a byte for each weight. */
function rounded({ weight, bias }: Functions, columns: number): Linear {
  const outputs = weight.length;
  const scale = weight.map((w) => w.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127 || 1);
  const bytes = new Int8Array(columns * outputs);
  for (const [k, w] of weight.entries())
    for (let at = 0; at < columns; at++)
      bytes[at * outputs + k] = Math.round((w[at] as number) / (scale[k] as number));
  return { outputs, bytes, scale, bias };
}
