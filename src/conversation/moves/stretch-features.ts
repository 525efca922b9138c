import { charGrams, wordGrams } from './ngrams.ts';
import { type Sparse, SparseBuilder } from './sparse.ts';
import { type LabelledTurn, MOVES, type Stretch } from './types.ts';
import { contents, isNumber, words } from './words.ts';

/** Number of hashed stretch features (a power of two). */
export const STRETCH_SIZE = 1 << 16;

/** How many turns back an echo of the customer's own content is looked for. */
const MEMORY = 12;

/** What is known when an agent's turn begins. `previous` is the stretch of the same agent just before, if the customer said nothing since. */
export interface StretchContext {
  readonly previous: Stretch | null;
  readonly customer: { readonly words: readonly string[]; readonly mood: string } | null;
  readonly justSaid: ReadonlySet<string>;
  readonly everSaid: ReadonlySet<string>;
  readonly agentTurns: number;
}

export function stretchContext(before: readonly LabelledTurn[]): StretchContext {
  const last = before.at(-1);
  const recent = before.slice(-MEMORY).filter((turn) => turn.speaker === 'customer');
  const customer = recent.at(-1);
  return {
    previous: (last?.speaker === 'agent' && last.stretches.at(-1)) || null,
    customer: customer ? { words: words(customer.text), mood: customer.mood } : null,
    justSaid: new Set(customer ? contents(words(customer.text)) : []),
    everSaid: new Set(recent.flatMap((turn) => contents(words(turn.text)))),
    agentTurns: before.filter((turn) => turn.speaker === 'agent').length,
  };
}

/** The features of one stretch: its words and characters, what it echoes of the customer, and whether it opens the turn. */
export function stretchFeatures(text: string, context: StretchContext, opens: boolean): Sparse {
  const list = words(text);
  const out = new SparseBuilder(STRETCH_SIZE);
  out.group(wordGrams('w', list), 1);
  out.group(charGrams('c', list), 0.7);
  for (const name of echoFeatures(list, context)) out.add(name, 0.3);
  for (const name of placeFeatures(list, context, opens ? 'opens' : 'later')) out.add(name, 0.2);
  return out.build();
}

/** Features of the stretch before, kept apart so that a search over stretches adds them to scores already computed. */
export function previousFeatures(previous: Stretch['probabilities'] | null): Sparse {
  const out = new SparseBuilder(STRETCH_SIZE);
  if (previous) for (const move of MOVES) out.add(`prev ${move}`, 0.3 * previous[move]);
  else out.add('prev none', 0.3);
  return out.build();
}

function* echoFeatures(list: readonly string[], context: StretchContext): Generator<string> {
  const own = contents(list);
  const share = (said: ReadonlySet<string>) => {
    const hits = own.filter((word) => said.has(word)).length;
    return own.length === 0 ? 'none' : `${Math.round((4 * hits) / own.length)}/${Math.min(hits, 3)}`;
  };
  const just = share(context.justSaid);
  yield `echo ${just}`;
  yield `echo-ever ${share(context.everSaid)}`;
  yield `echo ${just} ${Math.min(own.length, 6)}`;
  yield `echo ${just} ${list[0] ?? ''}`;
  const numbers = list.filter(isNumber).length;
  yield `numbers ${numbers === 0 ? 0 : Math.ceil((4 * numbers) / list.length)}`;
}

function* placeFeatures(list: readonly string[], context: StretchContext, place: string): Generator<string> {
  const length = Math.round(2 * Math.log2(1 + list.length));
  const turn = Math.min(context.agentTurns, 2);
  yield `length ${length}`;
  yield `${place} length ${length}`;
  yield `${place} turn ${turn}`;
  yield `first ${list[0] ?? ''} ${place}`;
  const customer = context.customer;
  if (!customer) return;
  const asked = customer.words.at(-1) === '?' || ASKS.has(customer.words[0] ?? '');
  yield `mood ${customer.mood} ${place}`;
  yield `asked ${asked} ${place}`;
  yield `asked ${asked} first ${list[0] ?? ''}`;
}

const ASKS = new Set(
  'what when where who why how which is are can could do does did will would should'.split(' '),
);
