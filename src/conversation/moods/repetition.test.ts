import { expect, it } from 'vitest';
import { certainMood, type LabelledTurn, words } from '../moves/index.ts';
import { repetition } from './repetition.ts';

const customer = (text: string): LabelledTurn => ({ speaker: 'customer', text, ...certainMood('neutral') });
const agent = (text: string): LabelledTurn => ({ speaker: 'agent', text, stretches: [] });
const talk = [
  customer('the boiler has been leaking since sunday'),
  agent('what is your account number'),
  customer('four four one nine seven'),
  agent('and what is wrong with the boiler'),
];

it.each([
  ['nothing said before', 'my name is Petra Lund', { hits: 0, digits: 0, fresh: 3 }],
  ['words said before', 'it is leaking i said since sunday', { hits: 3, ownHits: 3, older: 3 }],
  ['what the agent has just said counts less', 'the boiler', { hits: 1, ownHits: 0, share: 1, ownShare: 0 }],
  ['digits, however they are said', '44197', { digits: 1, numbers: 1 }],
  ['two words running', 'leaking since sunday', { pairs: 2 }],
])('%s', (_, text, expected) => {
  expect(repetition(words(text), talk)).toMatchObject(expected);
});

it('sees that the agent asks for what was told', () => {
  expect(repetition(words('yes'), talk)).toMatchObject({ askedTold: 1, askedBefore: 0 });
});
