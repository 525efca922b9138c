import fc from 'fast-check';
import { NUMBERS, nameOf, type Who } from './town.ts';

/** Someone on a line: who they are taken for at most, and of whom they may ever hear what. */
export type Line = {
  medium: 'voice' | 'jambonz' | 'sms' | 'chat';
  from: string;
  as: Who[];
  names: Who[];
  extra?: Record<string, string>;
};
const line = (medium: Line['medium'], from: string, as: Who[] = [], names: Who[] = as): Line => ({
  medium,
  from,
  as,
  names,
});
export const LINES: Line[] = [
  line('voice', NUMBERS.vera, ['vera']),
  line('voice', NUMBERS.will, ['will']),
  line('jambonz', NUMBERS.vera, ['vera']),
  line('sms', NUMBERS.vera, ['vera']),
  line('sms', NUMBERS.will, ['will']),
  // One of the two at most, of whom both may be named: they know of each other.
  line('voice', NUMBERS.sam, ['sam', 'sid']),
  line('sms', NUMBERS.sam),
  line('voice', NUMBERS.o1),
  line('jambonz', NUMBERS.o1),
  line('voice', '+13125550199'),
  line('sms', '+13125550199'),
  line('sms', 'HAWKAIR'),
  line('voice', 'anonymous'),
  line('jambonz', '+266696687'),
  { ...line('voice', NUMBERS.vera), extra: { StirVerstat: 'TN-Validation-Failed-A' } },
  { ...line('voice', `sip:${NUMBERS.vera}@evil.example`) },
  line('chat', ''),
  { ...line('chat', 'vera', ['vera']), extra: { login: 'vera' } },
];

export const WORDS = [
  'balance',
  'plan',
  'saldo',
  'tarifa',
  'yes',
  'no',
  'sí',
  'repeat',
  'agent',
  'español',
  'english',
  'text me this',
  'refund',
  'bye',
  'call me back',
  'as soon as possible',
  'tomorrow at nine',
  nameOf('sam'),
  nameOf('sid'),
  nameOf('vera'),
  'my balance please',
  'no, the plan',
  'STOP',
  'START',
  'HELP',
  'ok thanks',
  '👍',
  `${'a'.repeat(199)}😀😀`,
  'x'.repeat(5000),
  "'; drop table dialogues; --",
  '{{ card }}',
  '<Say>hello</Say>',
  '\u0000\u0007\ud800',
  'null',
  '[object Object]',
  '000000',
];
export type Step =
  | { do: 'say'; words: string }
  | { do: 'key'; key: string }
  | { do: 'code'; which: 'right' | 'wrong' | 'another’s'; late: boolean }
  | { do: 'silence' | 'repeat' | 'stale' | 'ahead' | 'begin' | 'end' | 'dialled' };
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), words: fc.constantFrom(...WORDS) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      words: fc.constantFrom('balance', 'plan', 'yes'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('key' as const),
      key: fc.constantFrom('0', '1', '2', '3', '9', '*', '#', '12', 'a'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('code' as const),
      which: fc.constantFrom('right' as const, 'wrong' as const, 'another’s' as const),
      late: fc.nat(5).map((n) => n === 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      words: fc.string({ unit: 'binary', maxLength: 300 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...(['silence', 'repeat', 'stale', 'ahead', 'begin', 'end', 'dialled'] as const))
      .map((what) => ({ do: what })),
  },
);
