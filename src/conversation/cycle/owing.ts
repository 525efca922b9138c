import type { AgentTurn, CustomerTurn, Move, Stretch } from '../moves/index.ts';
import { words } from '../moves/index.ts';
import { asksForData, importantDetail, playsBack } from './details.ts';
import type { CycleState, Debt, Rule } from './types.ts';

type Debts = Partial<Record<Rule, Debt>>;

/** A debt is made when its move is likely, and paid already when a paying one is possible: unsure means silent. */
const LIKELY = 0.5;
const POSSIBLE = 0.25;
/** Data questions that one reason covers, and questions in a row that are too many. */
const COVERS = 3;
const TOO_MANY = 3;
/** An explanation shorter than LONG needs no question after it; one of VERY_LONG needs it at once. */
const LONG_WORDS = 12;
const VERY_LONG_WORDS = 30;
const OWN_REASON = /\b(?:so (?:that )?i|because|cos|cause|to (?:check|find|see|pull|get|make))\b/;

/** What a customer's turn leaves owed. A debt already there stays as it is, so that its prompt is not repeated. */
export function afterCustomer(state: CycleState, turn: CustomerTurn): CycleState {
  const debts: Debts = { ...state.debts };
  if (turn.mood === 'pleased') {
    delete debts.acknowledge_feeling;
    delete debts.question_after_explanation;
  } else if (turn.mood !== 'neutral' || turn.flags.includes('repeat') || turn.flags.includes('escalate')) {
    debts.acknowledge_feeling ??= {
      words: turn.text,
      mood: turn.mood,
      again: turn.flags.includes('repeat'),
      status: 'due',
    };
  }
  const open = debts.question_after_explanation;
  if (open?.status === 'early' && (turn.mood === 'confused' || turn.flags.includes('lost')))
    debts.question_after_explanation = { ...open, status: 'due' };
  const detail = importantDetail(turn.text, state.asked);
  if (detail) debts.play_back_detail = { ...detail, status: debts.play_back_detail?.status ?? 'due' };
  return { ...state, debts, asked: null };
}

/** What an agent's turn pays and what it leaves owed. */
export function afterAgent(state: CycleState, turn: AgentTurn): CycleState {
  const may = (move: Move) => turn.stretches.some((stretch) => stretch.probabilities[move] >= POSSIBLE);
  const debts: Debts = { ...state.debts };
  if (may('acknowledge')) delete debts.acknowledge_feeling;
  if (may('question')) delete debts.question_after_explanation;
  const detail = debts.play_back_detail?.contents ?? [];
  if (
    turn.stretches.some(({ text, probabilities }) =>
      playsBack(text, probabilities.listen >= POSSIBLE, detail),
    )
  )
    delete debts.play_back_detail;

  const first = state.agentTurns === 0;
  const questions = turn.stretches.reduce((n, stretch) => countQuestions(n, stretch, first), state.questions);
  if (questions === 0) delete debts.listen_between_questions;
  if (questions >= TOO_MANY) debts.listen_between_questions ??= { words: lastQuestion(turn), status: 'due' };

  const data = turn.stretches.find((stretch) => isLikely(stretch, 'question') && asksForData(stretch.text));
  const reason = may('signpost') || (data !== undefined && OWN_REASON.test(words(data.text).join(' ')));
  if (reason) delete debts.signpost_before_questions;
  const covered = Math.max(0, (reason ? COVERS : state.covered) - (data ? 1 : 0));
  if (data && !reason && state.covered === 0)
    debts.signpost_before_questions ??= { words: data.text, status: 'due' };

  const explained = unasked(turn);
  if (explained)
    debts.question_after_explanation = explanation(debts.question_after_explanation, explained.text);
  return { ...state, debts, questions, covered, agentTurns: state.agentTurns + 1, asked: data?.text ?? null };
}

function isLikely(stretch: Stretch, move: Move): boolean {
  return stretch.move === move && stretch.probabilities[move] >= LIKELY;
}

/** Giving anything back starts the count again; an opening "how can I help" is not counted. */
function countQuestions(n: number, stretch: Stretch, first: boolean): number {
  const { listen, acknowledge, explain, reassure } = stretch.probabilities;
  if (listen + acknowledge >= POSSIBLE || explain + reassure >= LIKELY) return 0;
  return isLikely(stretch, 'question') && !first ? n + 1 : n;
}

function lastQuestion(turn: AgentTurn): string {
  return turn.stretches.findLast((stretch) => stretch.move === 'question')?.text ?? turn.text;
}

/** One explanation may well be answered; a very long one, or a second with no question between, is a lecture. */
function explanation(before: Debt | undefined, text: string): Debt {
  const lecture = before !== undefined || words(text).length >= VERY_LONG_WORDS;
  return before?.status === 'prompted' ? before : { words: text, status: lecture ? 'due' : 'early' };
}

/** The long explanation that nothing but small signs follow, if the turn ends so. */
function unasked(turn: AgentTurn): Stretch | null {
  const at = turn.stretches.findLastIndex((stretch) => isLikely(stretch, 'explain'));
  const stretch = turn.stretches[at];
  if (!stretch || words(stretch.text).length < LONG_WORDS) return null;
  const after = turn.stretches.slice(at + 1);
  return after.every(({ move, probabilities }) => SMALL.has(move) && probabilities.question < POSSIBLE)
    ? stretch
    : null;
}

const SMALL: ReadonlySet<Move> = new Set(['backchannel', 'reassure', 'other', 'acknowledge']);
