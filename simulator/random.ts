/**
 * Randomness by name: the same seed and keys give the same number, whatever was drawn before. So the world can be
 * generated a day at a time and in any order, and a passenger who receives a message differs from the same
 * passenger who does not by the message alone.
 */

/** A stream of numbers in [0, 1). */
export type Random = () => number;

function scramble(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** 32 bits from a seed and a path of keys. */
export function hash(seed: number, ...keys: (string | number)[]): number {
  let h = scramble(seed ^ 0x9e3779b9);
  for (const key of keys) {
    const text = String(key);
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = scramble(h ^ text.length);
  }
  return h;
}

/** One number strictly between 0 and 1. */
export function uniform(seed: number, ...keys: (string | number)[]): number {
  return (hash(seed, ...keys) + 0.5) / 0x1_0000_0000;
}

/** mulberry32 (Tommy Ettinger, public domain), started at the hash of the keys. */
export function stream(seed: number, ...keys: (string | number)[]): Random {
  let state = hash(seed, ...keys);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One of the choices, by weight. */
export function pick<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  const last = choices.at(-1);
  if (!last) throw new Error('pick: no choices');
  return last[0];
}

/** A lower-case hexadecimal id of `length` digits. */
export function hexId(length: number, seed: number, ...keys: (string | number)[]): string {
  let id = '';
  for (let i = 0; id.length < length; i++)
    id += hash(seed, ...keys, i)
      .toString(16)
      .padStart(8, '0');
  return id.slice(0, length);
}
