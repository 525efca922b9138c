import { contents, type LabelledTurn, words } from '../moves/index.ts';
import { type AgentCue, agentCues } from './agent-cues.ts';

/** What later turns ask of an earlier one. */
export interface Facts {
  readonly words: readonly string[];
  readonly contents: ReadonlySet<string>;
  /** Content words two by two, as "a b". */
  readonly pairs: ReadonlySet<string>;
  /** Its digits, with spaces where something else stands between. */
  readonly digits: string;
  readonly cues: readonly AgentCue[];
}

// A turn is looked at again after each that follows it: without this a talk's work would grow with its square.
const known = new WeakMap<LabelledTurn, Facts>();

export function factsOf(turn: LabelledTurn): Facts {
  const found = known.get(turn);
  if (found) return found;
  const list = words(turn.text);
  const facts = { ...factsOfWords(list), cues: turn.speaker === 'agent' ? agentCues(list) : [] };
  known.set(turn, facts);
  return facts;
}

export function factsOfWords(list: readonly string[]): Omit<Facts, 'cues'> {
  const full = contents(list);
  return {
    words: list,
    contents: new Set(full),
    pairs: new Set(full.slice(1).map((word, i) => `${full[i]} ${word}`)),
    digits: full.map((word) => (/^\d$/.test(word) ? word : ' ')).join(''),
  };
}
