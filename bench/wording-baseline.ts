import type { Example } from '../src/conversation/index.ts';

const EPOCHS = 20;
const RATE = 4;
const DECAY = 1e-5;

type Row = { columns: number[]; values: number[] };

/**
 * What anyone would do in an afternoon: multinomial logistic regression on tf-idf of words, pairs of words and 3 to 4
 * characters, by stochastic gradient descent. Unknown is a low top probability.
 */
export function trainBaseline(
  examples: readonly Example[],
): (text: string) => { reason: string; probability: number } {
  const reasons = [...new Set(examples.map(({ reason }) => reason))];
  const columns = new Map<string, number>();
  const texts: number[] = [];
  for (const { text } of examples)
    for (const name of new Set(namesOf(text))) {
      const column = columns.get(name) ?? columns.size;
      columns.set(name, column);
      texts[column] = (texts[column] ?? 0) + 1;
    }
  const rarity = texts.map((n) => Math.log((examples.length + 1) / (n + 1)) + 1);
  const row = (text: string): Row => {
    const found = [...new Set(namesOf(text))].flatMap((name) => columns.get(name) ?? []);
    const length = Math.sqrt(found.reduce((sum, column) => sum + (rarity[column] ?? 0) ** 2, 0)) || 1;
    return { columns: found, values: found.map((column) => (rarity[column] ?? 0) / length) };
  };
  const weights = new Float32Array(columns.size * reasons.length);
  const rows = examples.map(({ text, reason }) => ({ ...row(text), label: reasons.indexOf(reason) }));
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (let i = 0; i < rows.length; i++) {
      // 7919 is prime, so that every row has its turn, far from its neighbours.
      const one = rows[(i * 7919) % rows.length] as (typeof rows)[number];
      const rate = RATE / (1 + epoch / 4);
      const p = probabilities(one, weights, reasons.length);
      p[one.label] = (p[one.label] ?? 0) - 1;
      for (const [j, column] of one.columns.entries())
        for (let k = 0; k < p.length; k++) {
          const at = column * p.length + k;
          const w = weights[at] ?? 0;
          weights[at] = w - rate * ((p[k] ?? 0) * (one.values[j] ?? 0) + DECAY * w);
        }
    }
  return (text) => {
    const p = probabilities(row(text), weights, reasons.length);
    const probability = p.reduce((a, b) => Math.max(a, b), 0);
    return { reason: reasons[p.indexOf(probability)] ?? '', probability };
  };
}

function probabilities({ columns, values }: Row, weights: Float32Array, outputs: number): Float64Array {
  const p = new Float64Array(outputs);
  for (const [j, column] of columns.entries())
    for (let k = 0; k < outputs; k++)
      p[k] = (p[k] ?? 0) + (weights[column * outputs + k] ?? 0) * (values[j] ?? 0);
  const top = p.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const e = p.map((score) => Math.exp(score - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / sum);
}

function namesOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const parts = words.flatMap((word) =>
    [3, 4].flatMap((n) => Array.from({ length: word.length + 3 - n }, (_, i) => ` ${word} `.slice(i, i + n))),
  );
  return [...words, ...pairs, ...parts.map((part) => `_${part}`)];
}
