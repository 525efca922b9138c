import type { LanguageModel } from '../../platform/index.ts';
import { isNumber, type LabelledTurn, words } from '../moves/index.ts';
import type { Prompt } from './types.ts';

/** Later than this a suggestion is of no use any more. */
const TIMEOUT_MS = 1500;
const LONGEST = 300;
const LAST_TURNS = 4;

const TASK = `You help a customer-service agent who is talking to a customer. You get a sentence that the agent might say next and
the last words of the talk. Reword the sentence so that it fits what was just said: natural, spoken, at most two short
sentences. Keep its meaning. Promise nothing that it does not promise. Use no number, name, date or fact that is not in
the sentence itself. Answer with the sentence only.`;

/** The suggestion reworded for this talk by the language model. Rejects when it has no usable words in time. */
export async function rewrite(
  model: LanguageModel,
  { do: doing, say }: Prompt,
  turns: readonly LabelledTurn[],
): Promise<string> {
  const talk = turns.slice(-LAST_TURNS).map(({ speaker, text }) => `${speaker}: ${text}`);
  const said = await model.complete(
    [
      { role: 'system', content: TASK },
      {
        role: 'user',
        content: `The talk:\n${talk.join('\n')}\n\nThe agent should: ${doing}\nSentence: ${say}`,
      },
    ],
    { timeoutMs: TIMEOUT_MS },
  );
  const reworded = said
    .replace(/\s+/g, ' ')
    .replace(/^["“]|["”]$/g, '')
    .trim();
  const fault = faultOf(reworded, say);
  if (fault) throw new Error(`the rewording is not used: ${fault}`);
  return reworded;
}

/** Why a rewording can't be shown, or null: it may say nothing that the plain sentence doesn't know. */
export function faultOf(reworded: string, plain: string): string | null {
  if (reworded === '' || reworded.length > LONGEST) return `it has ${reworded.length} characters`;
  const known = new Set(words(plain));
  const number = words(reworded).find((word) => isNumber(word) && !known.has(word) && word !== 'one');
  if (number) return `it brings in the number "${number}"`;
  const name = namesIn(reworded).find((one) => !words(one).every((word) => known.has(word)));
  return name ? `it brings in the name "${name}"` : null;
}

/** With what else than a name a sentence begins. */
const OPENERS = new Set(
  `i im ill ive id let lets so before that thats this it its you your youve we well thank thanks sorry could can may would just
  okay ok right to and does do is are has have what when where first once if for in as my please hello hi there now since while
  from with after the a an of course absolutely sure yes no how shall should by here bear give hold`.split(
    /\s+/,
  ),
);

/** Words written as names: capitals inside a sentence, and what begins one and is no ordinary beginning. */
function namesIn(text: string): string[] {
  const found = [...text.matchAll(/\p{Lu}[\p{L}\p{N}'’-]*/gu)];
  return found.map(([word]) => word).filter((word) => !words(word).every((plain) => OPENERS.has(plain)));
}
