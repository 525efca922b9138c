import { beginning, pairs, type StretchContext } from './context.ts';
import { contents, isNumber } from './words.ts';

/** How much of a stretch the customer said before: content words, numbers digit by digit. */
export function* echoFeatures(list: readonly string[], context: StretchContext): Generator<string> {
  const own = contents(list);
  const just = share(own, context.justSaid);
  yield `echo ${just}`;
  yield `echo-ever ${share(own, context.everSaid)}`;
  yield `echo ${just} ${Math.min(own.length, 6)}`;
  yield `echo ${just} ${list[0] ?? ''}`;
  const numbers = list.filter(isNumber).length;
  yield `numbers ${numbers === 0 ? 0 : Math.ceil((4 * numbers) / list.length)}`;
}

/** How it is said back: in the same phrases, nearly the same words, at which end of the stretch. */
export function* phraseFeatures(list: readonly string[], context: StretchContext): Generator<string> {
  const own = contents(list);
  const just = share(own, context.justSaid);
  const again = share(pairs(list), context.phrases);
  const nearly = own.filter(
    (word) => !context.justSaid.has(word) && beginning(word).some((start) => context.nearlySaid.has(start)),
  ).length;
  const echoes = (part: readonly string[]) =>
    part.some((word) => contents([word]).some((piece) => context.justSaid.has(piece)));
  yield `again ${again}`;
  yield `again ${again} ${just}`;
  yield `nearly ${Math.min(nearly, 2)} ${just}`;
  yield `opens with echo ${echoes(list.slice(0, 2))} ${just}`;
  yield `ends with echo ${echoes(list.slice(-2))} ${just}`;
}

function share(own: readonly string[], said: ReadonlySet<string>): string {
  const hits = own.filter((piece) => said.has(piece)).length;
  return own.length === 0 ? 'none' : `${Math.round((4 * hits) / own.length)}/${Math.min(hits, 3)}`;
}
