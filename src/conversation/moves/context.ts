import type { LabelledTurn, Stretch } from './types.ts';
import { contents, words } from './words.ts';

/** How many turns back an echo of the customer's own content is looked for. */
const MEMORY = 12;

/** A question stands in the customer's last so many words, if anywhere. */
const LATELY = 12;

/** What is known when an agent's turn begins. `previous` is the stretch of the same agent just before, if the customer said nothing since. */
export interface StretchContext {
  readonly previous: Stretch | null;
  /** The customer's last turn, '' before the first. */
  readonly said: string;
  /** Its words. */
  readonly heard: readonly string[];
  /** That turn reads like a question: as a whole, or somewhere near its end. */
  readonly asked: boolean;
  readonly asking: boolean;
  readonly justSaid: ReadonlySet<string>;
  /** How the longer words just said begin: "delivery" nearly echoes "delivered". */
  readonly nearlySaid: ReadonlySet<string>;
  /** Pairs of words just said, as they were and as they are said back: "my bag" is "your bag". */
  readonly phrases: ReadonlySet<string>;
  readonly everSaid: ReadonlySet<string>;
  readonly agentTurns: number;
}

export function stretchContext(before: readonly LabelledTurn[]): StretchContext {
  const last = before.at(-1);
  const recent = before.slice(-MEMORY).filter((turn) => turn.speaker === 'customer');
  const said = recent.at(-1)?.text ?? '';
  const heard = words(said);
  const justSaid = contents(heard);
  return {
    previous: (last?.speaker === 'agent' && last.stretches.at(-1)) || null,
    said,
    heard,
    asked: heard.at(-1) === '?' || ASKS.has(heard[0] ?? ''),
    asking: ASKING.test(heard.slice(-LATELY).join(' ')),
    justSaid: new Set(justSaid),
    nearlySaid: new Set(justSaid.flatMap(beginning)),
    phrases: new Set([...pairs(heard), ...pairs(heard.map((word) => SAID_BACK.get(word) ?? word))]),
    everSaid: new Set(recent.flatMap((turn) => contents(words(turn.text)))),
    agentTurns: before.filter((turn) => turn.speaker === 'agent').length,
  };
}

export function beginning(word: string): string[] {
  return word.length > 3 ? [word.slice(0, 4)] : [];
}

export function pairs(list: readonly string[]): string[] {
  return list.slice(1).map((word, i) => `${list[i]} ${word}`);
}

const ASKS = new Set(
  'what when where who why how which is are can could do does did will would should'.split(' '),
);

const ASKING =
  /\b(?:do|does|did|can|could|will|would|is|are|was|has|have|should|am|isnt|dont|cant|wont) (?:i|it|you|they|we|that|there|he|she|this|my|the)\b|\b(?:what|when|where|why|how|who|which|whats|wheres|whos|hows)\b|\?/;

const SAID_BACK = new Map(
  [
    'i you',
    'im youre',
    'ive youve',
    'id youd',
    'ill youll',
    'me you',
    'my your',
    'mine yours',
    'we you',
    'our your',
    'us you',
    'weve youve',
    'were youre',
    'am are',
  ].map((pair) => pair.split(' ') as [string, string]),
);
