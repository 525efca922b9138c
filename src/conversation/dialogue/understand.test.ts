import { expect, test } from 'vitest';
import { catalogue, reasonBook } from '../reasons/index.ts';
import { type Meaning, understand } from './understand.ts';

const names = catalogue.map((reason) => reason.name);
const book = reasonBook();
const read = (speech: string, digits: string) => understand({ speech, digits, named: [] }, names, book, 'en');
const flags = ({ person, repeat, yes, no, bye }: Meaning) =>
  Object.entries({ person, repeat, yes, no, bye })
    .filter(([, set]) => set)
    .map(([name]) => name)
    .join(' ');

test.each([
  ['Yes.', 'yes'],
  ['yeah', 'yes'],
  ['Sure!', 'yes'],
  ['please', 'yes'],
  ['yes, please', 'yes'],
  ["That's right", 'yes'],
  ['That’s right', 'yes'],
  ['um, yeah I would', 'yes'],
  ['okay', 'yes'],
  ['No.', 'no'],
  ['nope', 'no'],
  ['no thank you', 'no'],
  ['not really', 'no'],
  ["that's not it", 'no'],
  ["no, that's all", 'no bye'],
  ["that's all", 'bye'],
  ["that's all right", ''],
  ['goodbye', 'bye'],
  ['AGENT', 'person'],
  ['I want to talk to a representative', 'person'],
  ['real person please', 'person'],
  ['no, a human', 'person no'],
  ['could you say that again', 'repeat'],
  ['pardon?', 'repeat'],
  ['no one told me anything', ''],
  ['I have a personal item', ''],
  ['yesterday I called', ''],
  ['notice', ''],
  ['knowing', ''],
  ['mumble', ''],
])('"%s" means %s', (speech, expected) => {
  expect(flags(read(speech, ''))).toBe(expected);
});

test.each([
  ['', '1', '1'],
  ['', '0', '0'],
  ['', '*', '*'],
  ['', ' 12', '1'],
  ['one', '', '1'],
  ['Press two.', '', '2'],
  ['Option 3', '', '3'],
  ['zero', '', '0'],
  ['one bag is missing', '', null],
  ['constructor', '', null],
  ['yes', '2', '2'],
  ['', '', null],
  ['', 'x', null],
])('speech "%s" and key "%s" choose %s', (speech, digits, digit) => {
  expect(read(speech, digits).digit).toBe(digit);
});
