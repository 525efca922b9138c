import { type Scorecard, scorecard } from '../scorecard/index.ts';
import { spokenTurns } from './practise.ts';
import type { Scenario } from './scenario.ts';
import type { Change, CoachState, PracticeOutcome, Temper } from './types.ts';

export interface Task {
  readonly label: string;
  readonly kind: 'find' | 'tell' | 'promise';
  readonly done: boolean;
}

/** How a practice went. Scores are the scorecard's, 0 to 100, as a real conversation gets them; null when nothing was said. */
export interface PracticeResult {
  readonly outcome: PracticeOutcome | null;
  readonly score: Pick<Scorecard, 'overall' | 'direction' | 'control'> | null;
  readonly well: { readonly words: string; readonly why: string } | null;
  /** One thing to practise, and a sentence of this scenario that shows it. */
  readonly practise: {
    readonly words: string;
    readonly advice: string;
    readonly example: string | null;
  } | null;
  readonly tasks: readonly Task[];
  readonly before: Temper;
  readonly after: Temper;
}

export function resultOf(state: CoachState, scenario: Scenario): PracticeResult {
  const turns = spokenTurns(state);
  const said = turns.some((turn) => turn.speaker === 'agent');
  const card = said ? scorecard(turns) : null;
  const worst = worstOf(state);
  const advice = card?.practise ?? null;
  return {
    outcome: state.ended,
    score: card && { overall: card.overall, direction: card.direction, control: card.control },
    well: card?.well ? { words: card.well.words, why: card.well.why } : null,
    practise: advice
      ? { words: advice.words, advice: advice.advice, example: worst?.better ?? null }
      : worst && { words: worst.words, advice: worst.better ?? '', example: null },
    tasks: tasksOf(state, scenario),
    before: state.start,
    after: state.temper,
  };
}

/** What is to be found out, told and promised, and what of it is done. */
export function tasksOf(state: CoachState, scenario: Scenario): Task[] {
  return [
    ...scenario.facts
      .filter(({ optional }) => !optional)
      .map(({ id, label }): Task => ({ label, kind: 'find', done: state.told[id] !== undefined })),
    ...scenario.points.map(({ id, label, kind }): Task => ({ label, kind, done: state.points.includes(id) })),
  ];
}

/** What the trainee's screen shows by now: the lines whose facts are known. */
export function screenOf(state: CoachState, scenario: Scenario): string[] {
  return scenario.screen
    .filter(({ after }) => after.every((id) => state.told[id] !== undefined))
    .map(({ shows }) => shows);
}

/** The change that hurt most and could have been otherwise. */
function worstOf(state: CoachState): Change | null {
  const hurts = state.exchanges.flatMap((one) => one.changes).filter(({ better }) => better !== null);
  const size = ({ by }: Change) =>
    (by.frustration ?? 0) + (by.worry ?? 0) - (by.thread ?? 0) - (by.trust ?? 0);
  return hurts.reduce<Change | null>(
    (worst, one) => (worst === null || size(one) > size(worst) ? one : worst),
    null,
  );
}
