import { boundaryFeatures, isPunctuated, type Token, tokens } from './boundary-features.ts';
import type { StretchContext } from './context.ts';
import { scores, softmax, weighed } from './linear.ts';
import type { MovesModel } from './model.ts';
import { previousFeatures, SPAN_VIEW, stretchFeatures } from './stretch-features.ts';
import { MOVES } from './types.ts';

/** Gaps scored below this are never boundaries, and of the others only the best are tried: it bounds the work of a turn. */
const LEAST_SCORE = -1;
const MOST_GAPS = 7;

/**
 * Cuts an agent's turn into stretches of one move each: the cut with the best sum of boundary scores and of the
 * log-probabilities of the labels its stretches would get, where two neighbours never share a label
 * (a semi-Markov search, Sarawagi & Cohen 2004).
 */
export function segment(text: string, context: StretchContext, model: MovesModel): string[] {
  const list = tokens(text);
  const gaps = candidates(list, model);
  if (gaps.length === 0) return [text.trim()];
  const ends = [...gaps.map((gap) => gap.at), list.length];
  const starts = [{ at: 0, score: 0 }, ...gaps];
  const best: Cell[][] = ends.map(() => []);
  for (const [j, end] of ends.entries())
    for (let i = 0; i <= j; i++) {
      const { at, score } = starts[i] ?? { at: 0, score: 0 };
      const z = scores(
        model.spans,
        stretchFeatures(cut(text, list, at, end), context, i === 0 && !context.previous, SPAN_VIEW),
      );
      extend(best[j] ?? [], i === 0 ? null : (best[i - 1] ?? []), { i, score, z }, context, model);
    }
  return walkBack(best, starts, text, list);
}

interface Cell {
  readonly value: number;
  readonly start: number;
  readonly before: number;
}

function candidates(list: readonly Token[], model: MovesModel) {
  const punctuated = isPunctuated(list);
  const all = list.slice(1).map((_, i) => ({
    at: i + 1,
    score:
      (scores(model.boundaries, boundaryFeatures(list, i + 1, punctuated))[0] ?? 0) -
      model.tuning.boundaryCost,
  }));
  const likely = all.filter((gap) => gap.score > LEAST_SCORE).sort((a, b) => b.score - a.score);
  return likely.slice(0, MOST_GAPS).sort((a, b) => a.at - b.at);
}

/** Tries the stretch that begins at start `i` as the last one of `cells`, after every label the stretch before may have. */
function extend(
  cells: Cell[],
  before: readonly Cell[] | null,
  stretch: { i: number; score: number; z: readonly number[] },
  context: StretchContext,
  model: MovesModel,
): void {
  const { boundaryLabels } = model.tuning;
  const consider = (added: readonly number[], value: number, label: number) => {
    const p = softmax(stretch.z.map((score, k) => score + (added[k] ?? 0)));
    for (const k of MOVES.keys()) {
      if (k === label) continue;
      const probability = p[k] ?? 0;
      const total = value + stretch.score + boundaryLabels * Math.log(probability + 1e-9);
      if (total > (cells[k]?.value ?? -Infinity))
        cells[k] = { value: total, start: stretch.i, before: label };
    }
  };
  if (!before)
    consider(weighed(model.spans, previousFeatures(context.previous?.probabilities ?? null)), 0, -1);
  else
    for (const [label, cell] of before.entries())
      if (cell) consider(afterMove(model, label), cell.value, label);
}

const memo = new WeakMap<MovesModel, number[][]>();

/** What the scores gain when the stretch before had the label `label` for certain. */
function afterMove(model: MovesModel, label: number): readonly number[] {
  const known =
    memo.get(model) ?? MOVES.map((move) => weighed(model.spans, previousFeatures(certainly(move))));
  memo.set(model, known);
  return known[label] ?? [];
}

function certainly(move: string) {
  return Object.fromEntries(MOVES.map((known) => [known, known === move ? 1 : 0])) as Record<
    (typeof MOVES)[number],
    number
  >;
}

function walkBack(
  best: readonly Cell[][],
  starts: readonly { at: number }[],
  text: string,
  list: readonly Token[],
): string[] {
  const stretches: string[] = [];
  let j = best.length - 1;
  let end = list.length;
  let label = (best[j] ?? []).reduce(
    (top, cell, k, all) => (cell.value > (all[top]?.value ?? -Infinity) ? k : top),
    0,
  );
  while (j >= 0) {
    const cell = best[j]?.[label];
    if (!cell) break;
    const at = starts[cell.start]?.at ?? 0;
    stretches.unshift(cut(text, list, at, end));
    end = at;
    label = cell.before;
    j = cell.start - 1;
  }
  return stretches;
}

function cut(text: string, list: readonly Token[], first: number, after: number): string {
  return text.slice(list[first]?.from ?? 0, list[after - 1]?.to ?? 0);
}
