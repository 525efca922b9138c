import {
  type AgentTurn,
  type CustomerTurn,
  contents,
  type LabelledTurn,
  type Move,
  type Stretch,
  words,
} from '../moves/index.ts';

/** A customer's turn so short ("yeah", "okay thanks") leaves the word with the agent: what follows still answers the turn before. */
const SHORT = 3;

/** How likely it is that the turn has a stretch of one of the moves: of its likeliest stretch. */
export function likely(turn: AgentTurn, ...moves: readonly Move[]): number {
  return Math.max(0, ...turn.stretches.map((stretch) => likelihood(stretch, moves)));
}

export function likelihood(stretch: Stretch, moves: readonly Move[]): number {
  return moves.reduce((sum, move) => sum + stretch.probabilities[move], 0);
}

/** The stretch of the turn that is likeliest to be one of the moves. */
export function likeliest(turn: AgentTurn, ...moves: readonly Move[]): Stretch | undefined {
  return turn.stretches.reduce<Stretch | undefined>(
    (top, next) => (!top || likelihood(next, moves) > likelihood(top, moves) ? next : top),
    undefined,
  );
}

/** An agent's turn with where it stands, its words counted, and what it refers to. */
export interface Said<T extends LabelledTurn> {
  readonly at: number;
  readonly turn: T;
  readonly count: number;
  readonly contents: readonly string[];
}

export interface Talk {
  readonly turns: readonly LabelledTurn[];
  readonly agent: readonly Said<AgentTurn>[];
  readonly customer: readonly Said<CustomerTurn>[];
}

export function talkOf(turns: readonly LabelledTurn[]): Talk {
  const agent: Said<AgentTurn>[] = [];
  const customer: Said<CustomerTurn>[] = [];
  for (const [at, turn] of turns.entries()) {
    const list = words(turn.text).filter((word) => word !== '?');
    const said = { at, count: list.length, contents: contents(list) };
    if (turn.speaker === 'agent') agent.push({ ...said, turn });
    else customer.push({ ...said, turn });
  }
  return { turns, agent, customer };
}

/** The agent's turns that answer the customer's turn at `at`: those before the customer says more than a word or two. */
export function replyTo({ agent, customer }: Talk, at: number): readonly Said<AgentTurn>[] {
  const next = customer.find(
    (said) => said.at > at && said.count > SHORT && agent.some((a) => a.at > at && a.at < said.at),
  );
  return agent.filter((said) => said.at > at && (!next || said.at < next.at));
}
