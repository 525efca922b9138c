import {
  type CycleState,
  emptyCycle,
  type Finding,
  follow,
  RULES,
  type Rule,
} from '../../src/conversation/cycle/index.ts';
import { type Given, guide, NOTHING_KNOWN } from '../../src/conversation/guidance/index.ts';
import type { AnnotatedDialogue } from '../../src/conversation/moves/annotated.ts';
import type { LabelledTurn, Labeller } from '../../src/conversation/moves/types.ts';
import { asLabelled } from '../moves/examples.ts';

/** A prompt names a fault when by the annotator's own labels the same rule was broken within so many turns of it. */
const NEAR = 2;

/** What guidance did in one annotated conversation, by labels that were predicted, and what was broken in it by the true ones. */
export interface Judged {
  readonly grade: AnnotatedDialogue['grade'];
  readonly agentTurns: number;
  readonly prompts: readonly Given[];
  /** Prompts that name a fault. */
  readonly right: number;
  /** Breaches by predicted labels, by rule. */
  readonly breaches: Readonly<Record<Rule, number>>;
}

export function judge(dialogue: AnnotatedDialogue, labeller: Labeller): Judged {
  const truth = dialogue.turns.map(asLabelled);
  const faults = broken(truth.reduce(follow, emptyCycle()));
  const before: LabelledTurn[] = [];
  const prompts: Given[] = [];
  let state = emptyCycle();
  for (const [turn, { speaker, text }] of truth.entries()) {
    const labelled = labeller.label({ speaker, text }, before);
    before.push(labelled);
    state = follow(state, labelled);
    const prompt = guide(state, prompts, { known: NOTHING_KNOWN, habits: {} });
    if (prompt) prompts.push({ ...prompt, turn });
  }
  const isRight = ({ rule, turn }: Given) =>
    faults.some((fault) => fault.rule === rule && Math.abs(fault.turn - turn) <= NEAR);
  const count = (rule: Rule) => broken(state).filter((one) => one.rule === rule).length;
  return {
    grade: dialogue.grade,
    agentTurns: truth.filter(({ speaker }) => speaker === 'agent').length,
    prompts,
    right: prompts.filter(isRight).length,
    breaches: Object.fromEntries(RULES.map((rule) => [rule, count(rule)])) as Record<Rule, number>,
  };
}

function broken({ findings }: CycleState): Finding[] {
  return findings.filter(({ kind }) => kind === 'broken');
}

/** The probability that a poor conversation has more breaches a turn of the agent's than a good one; ties are half. */
export function separation(judged: readonly Judged[], breaches: (one: Judged) => number): number {
  const rates = (grade: Judged['grade']) =>
    judged.filter((one) => one.grade === grade).map((one) => breaches(one) / one.agentTurns);
  const [poor, good] = [rates('poor'), rates('good')];
  const wins = poor.flatMap((p) => good.map((g) => (p > g ? 1 : p === g ? 0.5 : 0)));
  return wins.reduce<number>((a, b) => a + b, 0) / (wins.length || 1);
}
