import { type Finding, RULES } from '../cycle/index.ts';
import type { Habits } from './types.ts';

/** How often each rule was kept and broken in one talk; what a talk says of an agent's habits. */
export function habitsOf(findings: readonly Finding[]): Habits {
  const count = (rule: Finding['rule'], kind: Finding['kind']) =>
    findings.filter((one) => one.rule === rule && one.kind === kind).length;
  return Object.fromEntries(
    RULES.flatMap((rule) => {
      const habit = { kept: count(rule, 'kept'), broken: count(rule, 'broken') };
      return habit.kept + habit.broken > 0 ? [[rule, habit]] : [];
    }),
  );
}

/** The habits over several talks. */
export function together(talks: readonly Habits[]): Habits {
  return Object.fromEntries(
    RULES.map((rule) => [
      rule,
      {
        kept: talks.reduce((sum, talk) => sum + (talk[rule]?.kept ?? 0), 0),
        broken: talks.reduce((sum, talk) => sum + (talk[rule]?.broken ?? 0), 0),
      },
    ]),
  );
}
