import { RULES } from './rules.ts';
import { type Evidence, HALVES, type Half, type Mark, type Sighting } from './types.ts';

/** What a sighting weighs when it speaks for the agent, and when it speaks against. */
export type Weights = Readonly<Record<Mark, { readonly kept: number; readonly broken: number }>>;

/** So much weight lies in the middle before anything is seen: what a short talk can't outweigh. */
const PRIOR = 6;
const MIDDLE = 50;

/**
 * Points for every sighting, so that a half's score is 50 and their sum: each gives or takes its part of all that was seen and of
 * PRIOR, as in the mean of a beta distribution. A short talk stays near the middle, a long one isn't paid by the metre, and no sum
 * leaves 0 to 100. Points and scores have one decimal and add up exactly.
 */
export function weigh(
  sightings: readonly Sighting[],
  weights: Weights,
): { scores: Record<Half, number>; evidence: Evidence[] } {
  const scores: Record<Half, number> = { direction: MIDDLE, control: MIDDLE };
  const evidence: Evidence[] = [];
  for (const half of HALVES) {
    const seen = sightings
      .filter(({ mark }) => RULES[mark].for === half)
      .map((sighting) => ({ sighting, weight: signed(sighting, weights) }))
      .filter(({ weight }) => weight !== 0);
    const all = seen.reduce((sum, { weight }) => sum + Math.abs(weight), PRIOR);
    const points = inTenths(seen.map(({ weight }) => (MIDDLE * weight) / all));
    for (const [i, { sighting }] of seen.entries()) evidence.push(evidenceOf(sighting, points[i] ?? 0));
    scores[half] = tenth(MIDDLE + points.reduce((a, b) => a + b, 0));
  }
  return { scores, evidence: evidence.sort((a, b) => a.turn - b.turn) };
}

function signed({ mark, kept, sure }: Sighting, weights: Weights): number {
  return sure * (kept ? weights[mark].kept : -weights[mark].broken);
}

function evidenceOf({ mark, kept, turn, words }: Sighting, points: number): Evidence {
  const rule = RULES[mark];
  const why = kept ? rule.kept : rule.broken;
  return { for: rule.for, rule: mark, move: rule.move, kept, points, turn, words, why };
}

/** Rounded to tenths so that they add up to their rounded sum: those nearest to the next tenth take what is left over. */
function inTenths(values: readonly number[]): number[] {
  const floors = values.map((value) => Math.floor(value * 10));
  const missing = Math.round(values.reduce((a, b) => a + b, 0) * 10) - floors.reduce((a, b) => a + b, 0);
  const byRest = [...values.keys()].sort((a, b) => rest(values[b]) - rest(values[a]) || a - b);
  for (const i of byRest.slice(0, missing)) floors[i] = (floors[i] ?? 0) + 1;
  return floors.map((value) => value / 10);
}

function rest(value = 0): number {
  return value * 10 - Math.floor(value * 10);
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
