import { validateApp, validateVerb } from '@jambonz/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reply } from '../door/types.ts';
import { type JambonzVerb, jambonzFailSafe, jambonzVerbs } from './jambonz.ts';

const WAYS = { next: '/voice/jambonz/turn?step=1', agentNumber: '+15550100' };
const context = { summary: 'A secret.', reason: null, assurance: 'none', said: [] } as const;
const transfer = { do: 'transfer', to: 'anyone', reason: null, context } as const;
const reply = (...actions: Reply['actions']): Reply => ({
  id: 'c1',
  step: 0,
  locale: 'en',
  language: 'en-GB',
  actions,
});

/** As the vendor's own package judges it, as a whole and verb by verb. */
function expectValid(verbs: readonly JambonzVerb[]): void {
  expect(validateApp(verbs)).toEqual({ valid: true, errors: [] });
  for (const { verb, ...data } of verbs) validateVerb(verb, data);
}

test.each([
  ['an input that it does not know', { verb: 'gather', input: ['voice'] }],
  ['keys in words', { verb: 'gather', numDigits: 'one' }],
  ['nobody to dial', { verb: 'dial', target: [] }],
  ['a queue without a name', { verb: 'enqueue' }],
  ['a verb that is none', { verb: 'shout', text: 'Hello' }],
])('the vendor refuses %s', (_, { verb, ...data }) => {
  expect(validateApp([{ verb, ...data }]).valid).toBe(false);
  expect(() => validateVerb(verb, data)).toThrow();
});

const ASK = {
  do: 'ask',
  prompt: 'Hello Ashley, yes & no?',
  choices: [],
  hints: ['yes', 'a,b', ' '],
  digits: 1,
} as const;
const DIAL = {
  verb: 'dial',
  target: [{ type: 'phone', number: '+15550100' }],
  answerOnBridge: true,
  timeout: 30,
  actionHook: WAYS.next,
};
const GATHER = {
  verb: 'gather',
  input: ['speech', 'digits'],
  actionHook: WAYS.next,
  timeout: 5,
  numDigits: 1,
  interDigitTimeout: 5,
  bargein: true,
  dtmfBargein: true,
  say: { text: 'Hello Ashley, yes & no?' },
  recognizer: { vendor: 'default', language: 'en-GB', hints: ['yes', 'a,b'] },
};

test.each<[string, Reply['actions'], object[], Partial<typeof WAYS> | { agentNumber: null }]>([
  [
    'words',
    [{ do: 'say', text: 'Your flight leaves at 6:05 PM.' }],
    [{ verb: 'say', text: 'Your flight leaves at 6:05 PM.' }],
    {},
  ],
  ['a question', [ASK], [GATHER], {}],
  ['a question for a code', [{ ...ASK, digits: 6 }], [{ ...GATHER, numDigits: 6 }], {}],
  ['a person with a number', [transfer], [DIAL], {}],
  ['a person without one', [transfer], [{ verb: 'enqueue', name: 'beforehand' }], { agentNumber: null }],
  [
    'a person who did not answer',
    [{ ...transfer, to: 'queue' }],
    [{ verb: 'enqueue', name: 'beforehand' }],
    {},
  ],
  [
    'the end',
    [{ do: 'say', text: 'Bye.' }, { do: 'hangup' }],
    [{ verb: 'say', text: 'Bye.' }, { verb: 'hangup' }],
    {},
  ],
  ['nothing at all', [], [{ verb: 'hangup' }], {}],
  ['words that are none', [{ do: 'say', text: ' \u0000\ud800 ' }], [{ verb: 'hangup' }], {}],
  [
    'what would be played',
    [{ do: 'say', text: 'https://example.com/a.wav' }],
    [{ verb: 'say', text: 'https,//example.com/a.wav' }],
    {},
  ],
  [
    'what reads as an address',
    [{ do: 'say', text: 'Goodbye: see you' }],
    [{ verb: 'say', text: 'Goodbye, see you' }],
    {},
  ],
  [
    'what would be SSML',
    [{ do: 'say', text: '<speak>Hi<break/></speak>' }],
    [{ verb: 'say', text: 'speak Hi break/ /speak' }],
    {},
  ],
])('%s', (_, actions, expected, ways) => {
  const verbs = jambonzVerbs(reply(...actions), { ...WAYS, ...ways });
  expect(verbs).toEqual(expected);
  expectValid(verbs);
  expect(JSON.stringify(verbs)).not.toContain('secret');
});

test('when we fail, a person takes over, in the language of the call', () => {
  expect(jambonzFailSafe('+15550100').map(({ verb }) => verb)).toEqual(['say', 'dial', 'enqueue']);
  expect(jambonzFailSafe(null).map(({ verb }) => verb)).toEqual(['say', 'enqueue']);
  expect(jambonzFailSafe(null, 'es')[0]).toMatchObject({ text: expect.stringMatching(/^Lo siento/) });
  for (const number of [null, '+15550100']) expectValid(jambonzFailSafe(number));
});

const text = fc.string({ unit: 'binary' });
const action: fc.Arbitrary<Reply['actions'][number]> = fc.oneof(
  fc.record({ do: fc.constant('say' as const), text }),
  fc.record({
    do: fc.constant('ask' as const),
    prompt: text,
    choices: fc.array(fc.record({ key: text, label: text })),
    hints: fc.array(text),
    digits: fc.integer({ min: 1, max: 10 }),
  }),
  fc.constantFrom(transfer, { ...transfer, to: 'queue' as const }),
  fc.constant({ do: 'hangup' as const }),
);

test('whatever is replied is an application that jambonz takes, and says nothing it could misread', () => {
  fc.assert(
    fc.property(
      fc.array(action),
      fc.constantFrom('en-US', 'es-MX', 'en-GB'),
      fc.constantFrom(null, '+15550100'),
      (actions, language, agentNumber) => {
        const verbs = jambonzVerbs({ ...reply(...actions), language }, { ...WAYS, agentNumber });
        expectValid(verbs);
        for (const verb of verbs) {
          const said = verb.verb === 'say' ? verb.text : verb.verb === 'gather' ? verb.say.text : '';
          expect(URL.canParse(said)).toBe(false);
          expect(said).not.toMatch(/[<>\p{Cc}]/u);
          expect(said.isWellFormed()).toBe(true);
        }
      },
    ),
  );
});
