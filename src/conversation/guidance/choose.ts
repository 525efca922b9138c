import { type CycleState, type Finding, lastFindings, RULES, type Rule } from '../cycle/index.ts';
import type { Habits } from './types.ts';

/** What to speak about: the finding, or, for who often breaks the rule, what is owed before it is broken. */
export type Choice = Pick<Finding, 'rule' | 'words' | 'said' | 'degree'> & {
  readonly mood?: Finding['mood'];
};
/** What was prompted before in this talk. */
export type Given = { readonly rule: Rule; readonly turn: number; readonly say: string };

type Level = {
  /** How far beyond the rule's threshold it is spoken of, and how sure it has to be. */
  readonly degree: number;
  readonly sure: number;
};

/** Tuned on parts 1, 2, 4, 7, 9, 10 and 11 of data/dialogues, so that good conversations are left in peace. */
export const LEVELS: Readonly<Record<Rule, Level>> = {
  announce_silence: { degree: 1, sure: 0.8 },
  acknowledge_feeling: { degree: 2, sure: 0.4 },
  ask_once: { degree: 1, sure: 0.6 },
  signpost_before_questions: { degree: 1, sure: 0.6 },
  listen_between_questions: { degree: 1, sure: 0.6 },
  play_back_detail: { degree: 2, sure: 0.65 },
  question_after_explanation: { degree: 1.5, sure: 0.7 },
  say_next_step: { degree: 1, sure: 0.6 },
};

/** A habit is told from so many occasions on; who keeps this share has it, who keeps no more than that one lacks it. */
const OCCASIONS = 8;
const HAS_IT = 0.7;
const LACKS_IT = 0.3;
/** How much further an agent has to go who has the habit. */
const FADED = 2;

/** Times that one rule is spoken of in a talk, and only after it was kept in between. */
const MOST_TIMES = 2;

/**
 * The one thing to speak of after the last turn, the most pressing first, or null: nothing was broken far or surely enough
 * for this agent, or it has been said. Pure.
 */
export function choose(cycle: CycleState, given: readonly Given[], habits: Habits): Choice | null {
  const found = lastFindings(cycle).filter(({ kind }) => kind === 'broken');
  for (const rule of RULES) {
    if (!mayBeSaid(rule, cycle, given)) continue;
    const { degree, sure } = LEVELS[rule];
    const habit = habitOf(habits, rule);
    const needed = habit === 'has' ? degree * FADED : degree;
    const breach = found.find((one) => one.rule === rule && one.sure >= sure && one.degree >= needed);
    if (breach) return breach;
    const owed = habit === 'lacks' && cycle.owed[rule];
    if (owed && owed.said === cycle.turns - 1 && owed.sure >= sure) return { rule, degree: 0, ...owed };
  }
  return null;
}

function mayBeSaid(rule: Rule, { findings }: CycleState, given: readonly Given[]): boolean {
  const before = given.filter((one) => one.rule === rule);
  const last = before.at(-1);
  if (!last) return true;
  const since = findings.some((one) => one.rule === rule && one.kind === 'kept' && one.turn > last.turn);
  return since && before.length < MOST_TIMES;
}

function habitOf(habits: Habits, rule: Rule): 'has' | 'lacks' | null {
  const { kept = 0, broken = 0 } = habits[rule] ?? {};
  if (kept + broken < OCCASIONS) return null;
  const share = kept / (kept + broken);
  return share >= HAS_IT ? 'has' : share <= LACKS_IT ? 'lacks' : null;
}
