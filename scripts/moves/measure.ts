import type { AnnotatedDialogue, AnnotatedTurn } from '../../src/conversation/moves/annotated.ts';
import type { LabelledTurn, Labeller } from '../../src/conversation/moves/types.ts';
import { asLabelled, startsOf } from './examples.ts';

/** One turn as annotated and as labelled. */
export interface Pair {
  readonly truth: AnnotatedTurn;
  readonly got: LabelledTurn;
}

/** Labels the agent's turns one by one, each after the labeller's own labels and the customer's turns as annotated; `given`: with the true stretches. */
export function labelAll(
  dialogues: readonly AnnotatedDialogue[],
  labeller: Labeller,
  given: boolean,
): Pair[] {
  return dialogues.flatMap(({ turns }) => {
    const before: LabelledTurn[] = [];
    return turns.map((truth) => {
      const got =
        truth.speaker === 'customer'
          ? asLabelled(truth)
          : labeller.label(
              asTurn(
                truth.stretches.map((s) => s.text),
                given,
              ),
              before,
            );
      before.push(got);
      return { truth, got };
    });
  });
}

function asTurn(stretches: readonly string[], given: boolean) {
  return { speaker: 'agent', text: stretches.join(' '), ...(given ? { stretches } : {}) } as const;
}

/** F1 of each class from [true, predicted] pairs; 0 where a class has neither. */
export function f1PerClass<T extends string>(
  classes: readonly T[],
  pairs: readonly (readonly [T, T])[],
): number[] {
  return classes.map((k) => {
    const right = pairs.filter(([truth, got]) => truth === k && got === k).length;
    const both = pairs.filter(([truth]) => truth === k).length + pairs.filter(([, got]) => got === k).length;
    return both === 0 ? 0 : (2 * right) / both;
  });
}

export function mean(values: readonly number[]): number {
  return sum(values) / (values.length || 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Starts of stretches inside turns: found rightly, and true and found together. */
export interface BoundaryCount {
  readonly right: number;
  readonly all: number;
}

export function boundaryCount(truth: ReadonlySet<number>, got: ReadonlySet<number>): BoundaryCount {
  return { right: [...truth].filter((at) => got.has(at)).length, all: truth.size + got.size };
}

export function f1Of({ right, all }: BoundaryCount): number {
  return (2 * right) / (all || 1);
}

/** F1 of the starts of stretches inside turns. */
export function boundaryF1(pairs: readonly Pair[]): number {
  const counts = pairs.flatMap(({ truth, got }) =>
    truth.speaker === 'agent' && got.speaker === 'agent'
      ? [
          boundaryCount(
            startsOf(truth.stretches.map((s) => s.text)),
            startsOf(got.stretches.map((s) => s.text)),
          ),
        ]
      : [],
  );
  return f1Of({ right: sum(counts.map((c) => c.right)), all: sum(counts.map((c) => c.all)) });
}

/** True and labelled move of every word of the agent's turns: what segmentation and labels together get right. */
export function wordMoves(pairs: readonly Pair[]) {
  return pairs.flatMap(({ truth, got }) => {
    if (truth.speaker !== 'agent' || got.speaker !== 'agent') return [];
    const spread = <M>(list: readonly { text: string; move: M }[]) =>
      list.flatMap(({ text, move }) => text.split(/\s+/).map(() => move));
    const labels = spread(got.stretches);
    return spread(truth.stretches).map((move, i) => [move, labels[i] ?? 'other'] as const);
  });
}

/** Expected calibration error of the chosen label's probability in ten equal bins (Naeini et al. 2015). */
export function calibrationError(sure: readonly { p: number; right: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, right: 0 }));
  for (const { p, right } of sure) {
    const bin = bins[Math.min(9, Math.floor(p * 10))];
    if (!bin) continue;
    bin.p += p;
    bin.right += right ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.p - bin.right), 0) / (sure.length || 1);
}
