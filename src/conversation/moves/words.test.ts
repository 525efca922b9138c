import { expect, it } from 'vitest';
import { contents, words } from './words.ts';

it('phone and chat have the same words', () => {
  expect(words('Don’t you have it, e.g. the 7.30? 🙂')).toEqual(words('dont you have it e g the 730 ?'));
  expect(words(' …! ')).toEqual([]);
});

it.each([
  ['4712', 'four seven one two'],
  ['0 4 4 1', 'oh double four one'],
  ['your bags', 'the bag'],
])('%j and %j say the same', (a, b) => {
  expect(contents(words(a))).toEqual(contents(words(b)));
});
