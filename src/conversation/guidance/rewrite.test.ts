import { expect, it } from 'vitest';
import { fakeLanguageModel } from '../../../test/support/language-model.ts';
import { rewrite } from './rewrite.ts';

const PLAIN = {
  rule: 'acknowledge_feeling',
  move: 'acknowledge',
  do: 'Name what they feel before you go on',
  why: 'why',
  say: "I'm sorry, Ashley. I'm looking at your flight to Denver at 6:05 now.",
} as const;
const worded = (answer: string | Error) => rewrite(fakeLanguageModel([answer]), PLAIN, []);

it.each([
  ["I'm so sorry, Ashley. Let me look at your flight to Denver at 6:05 right now."],
  ['That must be hard with the wedding ahead. I am looking at your flight now.'],
])('takes %j', async (words) => {
  expect(await worded(`"${words}"\n`)).toBe(words);
});

it.each<[string | Error, RegExp]>([
  ["I'm sorry, Ashley. It leaves at 8:05.", /number "805"/],
  ["I'm sorry, you will have two vouchers.", /number "two"/],
  ["I'm sorry, Ashley. Priya will ring you.", /name "Priya"/],
  ['Bob, I am sorry.', /name "Bob"/],
  ['I will look at your flight to Chicago.', /name "Chicago"/],
  ['x'.repeat(400), /400 characters/],
  [new Error('timed out'), /timed out/],
])('does not take %j', async (answer, fault) => {
  await expect(worded(answer)).rejects.toThrow(fault);
});
