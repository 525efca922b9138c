import { fitRows, type Judged, judge, type Row } from './fit.ts';
import { shuffle } from './random.ts';

/** What was not fitted when it was judged. */
export interface Rounds {
  /** Rows of reasons, with all reasons fitted from other rows. */
  readonly all: Judged[];
  /** The same with a quarter of the reasons left out, and what is then outside: rows of those, and off-topic talk. */
  readonly inside: Judged[];
  readonly near: Judged[];
  readonly far: Judged[];
}

const FOLDS = 5;
/** The part of the reasons that is left out at a time. */
const LEFT_OUT = 0.25;

/** How often rows are held back and how often reasons are left out: the more rows, the less often it takes. */
export function roundsFor(rows: number, outputs: number): { folds: number; leaving: number } {
  if (outputs === 0) return { folds: 0, leaving: 0 };
  const times = rows > 6_000 ? 1 : rows > 600 ? 3 : FOLDS;
  return { folds: times, leaving: outputs < 2 ? 1 : Math.max(2, times) };
}

/** Fits on parts of the rows again and again and judges the rest; `fitted` is called after each fit. */
export function runRounds(
  rows: readonly Row[],
  outputs: number,
  random: () => number,
  fitted: () => void,
): Rounds {
  const found: Rounds = { all: [], inside: [], near: [], far: [] };
  const folds = foldsOf(rows, random);
  const times = roundsFor(rows.length, outputs);
  for (let round = 0; round < times.folds; round++) {
    const model = fitRows(
      rows.filter((_, i) => folds[i] !== round),
      outputs,
      random,
    );
    for (const [i, row] of rows.entries())
      if (folds[i] === round && row.label >= 0) found.all.push(judge(model, row));
    fitted();
  }
  const order = shuffle(
    Uint32Array.from({ length: outputs }, (_, k) => k),
    random,
  );
  const many = outputs < 2 ? 0 : Math.max(1, Math.round(outputs * LEFT_OUT));
  for (let round = 0; round < times.leaving; round++) {
    const out = new Set(
      Array.from({ length: many }, (_, j) => order[(round * many + j) % outputs] as number),
    );
    const place = placesWithout(out, outputs);
    const moved = rows.map((row) => ({ ...row, label: row.label < 0 ? -1 : (place[row.label] as number) }));
    const model = fitRows(
      moved.filter((_, i) => folds[i] !== round && !out.has(rows[i]?.label ?? -1)),
      outputs - many,
      random,
    );
    for (const [i, row] of moved.entries()) {
      const { label } = rows[i] as Row;
      if (out.has(label)) found.near.push(judge(model, row));
      else if (folds[i] === round) (label < 0 ? found.far : found.inside).push(judge(model, row));
    }
    fitted();
  }
  return found;
}

/** A fold of each row, dealt out within its reason; −1, never held back, for the only row of a reason. */
function foldsOf(rows: readonly Row[], random: () => number): Int32Array {
  const folds = new Int32Array(rows.length).fill(-1);
  const dealt = new Map<number, number[]>();
  for (const i of shuffle(Uint32Array.from(rows.keys()), random)) {
    const label = rows[i]?.label ?? -1;
    const own = dealt.get(label) ?? [];
    own.push(i);
    dealt.set(label, own);
  }
  for (const own of dealt.values())
    if (own.length > 1) for (const [at, i] of own.entries()) folds[i] = at % FOLDS;
  return folds;
}

function placesWithout(out: ReadonlySet<number>, outputs: number): number[] {
  let next = 0;
  return Array.from({ length: outputs }, (_, k) => (out.has(k) ? -1 : next++));
}
