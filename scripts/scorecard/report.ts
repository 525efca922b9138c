import type { Grade } from './fit.ts';

export interface Scored {
  readonly grade: Grade;
  readonly score: number;
}

/** The chance that one of `a` scores above one of `b`, ties counting half (Mann & Whitney 1947). */
export function auc(scored: readonly Scored[], a: Grade, b: Grade): number {
  const of = (grade: Grade) => scored.filter((one) => one.grade === grade).map(({ score }) => score);
  const [high, low] = [of(a), of(b)];
  let wins = 0;
  for (const x of high) for (const y of low) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return wins / (high.length * low.length);
}

export function meanScore(scored: readonly Scored[], grade: Grade): number {
  const scores = scored.filter((one) => one.grade === grade).map(({ score }) => score);
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}

/** A Markdown table, a row a left-out part. */
export function table(rows: ReadonlyMap<string, readonly Scored[]>): string {
  const lines = [...rows].map(([name, scored]) => {
    const aucs = [auc(scored, 'good', 'poor'), auc(scored, 'good', 'mixed'), auc(scored, 'mixed', 'poor')];
    const means = (['good', 'mixed', 'poor'] as const).map((grade) => meanScore(scored, grade).toFixed(1));
    return `| ${[name, ...aucs.map((value) => value.toFixed(3)), ...means].join(' | ')} |`;
  });
  return [
    '| left out | AUC good–poor | good–mixed | mixed–poor | mean of good | of mixed | of poor |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}
