import type { Grams } from './grams.ts';
import { fitScorer, scoreOf } from './scorer.ts';
import { signs } from './signs.ts';
import type { Functions } from './svm.ts';
import { type Vocabulary, vectorOf, vocabularyOf } from './vocabulary.ts';

/** A text as it is fitted: of reason `label`, or of none of them (−1). */
export interface Row {
  readonly text: Grams;
  readonly label: number;
  readonly weight: number;
}

export interface Fitted {
  readonly vocabulary: Vocabulary;
  readonly functions: Functions;
}

/** From this many rows on, what only one text has is left out: it fills the model and hardly helps. */
const MANY = 3_000;
/** Numbers of the model that are not left out for its size: a byte each. */
const LARGEST = 6_000_000;

export function fitRows(rows: readonly Row[], outputs: number, random: () => number): Fitted {
  const texts = rows.map(({ text }) => text);
  const vocabulary = vocabularyOf(texts, rows.length > MANY ? 2 : 1, Math.floor(LARGEST / outputs));
  const table = {
    rows: texts.map((text) => vectorOf(vocabulary, text)),
    labels: rows.map(({ label }) => label),
    weights: rows.map(({ weight }) => weight),
    columns: vocabulary.keys.length,
    outputs,
  };
  return { vocabulary, functions: fitScorer(table, random) };
}

/** How a text that was not fitted scores: the label's place among `scores` is what it should have. */
export interface Judged {
  readonly label: number;
  readonly weight: number;
  readonly scores: readonly number[];
  readonly signs: readonly number[];
}

export function judge({ vocabulary, functions }: Fitted, { text, label, weight }: Row): Judged {
  const scores = scoreOf(functions, vectorOf(vocabulary, text));
  return { label, weight, scores, signs: signs(scores, vocabulary, text) };
}
