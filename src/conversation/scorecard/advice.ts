import { RULES } from './rules.ts';
import type { Evidence, Mark, Scorecard } from './types.ts';

/** What went well first: the evidence that gave most. Then the one thing to practise: the rule that cost most, with its dearest words. */
export function adviseOn(evidence: readonly Evidence[]): Pick<Scorecard, 'well' | 'practise'> {
  const well = evidence.reduce<Evidence | null>(
    (top, next) => (next.points > (top?.points ?? 0) ? next : top),
    null,
  );
  const costs = new Map<Mark, number>();
  for (const { rule, points } of evidence) if (points < 0) costs.set(rule, (costs.get(rule) ?? 0) + points);
  const [worst] = [...costs].sort((a, b) => a[1] - b[1])[0] ?? [];
  const shown = evidence
    .filter(({ rule, points }) => rule === worst && points < 0)
    .reduce<Evidence | null>((top, next) => (next.points < (top?.points ?? 0) ? next : top), null);
  if (!worst || !shown) return { well, practise: null };
  const { move, advice } = RULES[worst];
  return { well, practise: { rule: worst, move, turn: shown.turn, words: shown.words, advice } };
}
