import fc from 'fast-check';
import { expect, test } from 'vitest';
import { converse, newDialogue } from './dialogue.ts';
import type { Action, Input, Started } from './dialogue-types.ts';

const NAME = 'Zebediah';
const PUBLIC = 'PUBLICFACT of the flight.';
const PRIVATE = 'PRIVATEFACT of the account.';

const reason = fc.constantFrom(
  'flight_status',
  'change_booking',
  'refund_status',
  'lost_item',
  'other',
  'contract_renewal',
  '__proto__',
  'constructor',
  '',
);
const started: fc.Arbitrary<Started> = fc.record({
  kind: fc.constant('started' as const),
  caller: fc.constantFrom('recognised' as const, 'unknown' as const, 'shared' as const, 'withheld' as const),
  firstName: fc.constantFrom(NAME, null),
  company: fc.constant('Hawk Air'),
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  reasons: fc.array(fc.record({ reason, probability: fc.double({ min: 0, max: 1 }) }), { maxLength: 6 }),
  baseOrder: fc.array(reason, { maxLength: 9 }),
  lost: fc.boolean(),
});
const words = fc.constantFrom(
  'yes',
  'no',
  'no thanks',
  'agent',
  'I lost my bag',
  'flight status',
  'where is my refund',
  'mumble',
  'repeat that',
  'yes but my seat',
  "that's all",
  'goodbye',
  'one',
  'four',
  'contract renewal',
  'I lost something',
  'no, my flight',
);
const answers = {
  flight_status: { level: 'public' as const, text: PUBLIC },
  refund_status: { level: 'verified' as const, text: PRIVATE },
};
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'silence' as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('heard' as const),
      speech: fc.oneof(words, words, fc.string({ unit: 'binary' }), fc.constant('')),
      digits: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('0', '1', '2', '3', '5', '6', '9', '*', '#', '11', 'x') },
      ),
      answers: fc.constant(answers),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dialled' as const), answered: fc.boolean() }) },
);

const spoken = (actions: readonly Action[]) =>
  actions
    .map((action) => (action.do === 'say' ? action.text : action.do === 'ask' ? action.prompt : ''))
    .join(' ');

test('a call never meets a dead end, and nobody is told what is not theirs', () => {
  fc.assert(
    fc.property(started, fc.array(input, { maxLength: 60 }), (start, inputs) => {
      let [state, actions] = converse(newDialogue(0), start, 0);
      let said = spoken(actions);
      expect(actions.filter((action) => action.do === 'ask')).toHaveLength(1);
      for (const next of inputs) {
        const before = state;
        [state, actions] = converse(state, next, 0);
        said += ` ${spoken(actions)}`;
        const ends = actions.filter((action) => ['ask', 'transfer', 'hangup'].includes(action.do));
        expect(ends).toHaveLength(1);
        const end = ends[0];
        if (end?.do === 'ask') expect(end.prompt.trim()).not.toBe('');
        if (end?.do === 'hangup') {
          // Only after the caller closed it, or after a person had them.
          const closed = before.place === 'closed' || (next.kind === 'dialled' && before.place === 'person');
          if (!closed) {
            expect(next.kind).toBe('heard');
            expect(said).toContain('Goodbye');
          }
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
      expect(said).not.toContain(PRIVATE);
      if (start.caller !== 'recognised') {
        expect(said).not.toContain(NAME);
        expect(said).not.toContain(PUBLIC);
        expect(state.offered).toBeNull();
      }
    }),
    { numRuns: 2000 },
  );
});

test('two turns in a row that are not understood always lead to a person', () => {
  fc.assert(
    fc.property(started, fc.array(input, { maxLength: 10 }), (start, inputs) => {
      let [state] = converse(newDialogue(0), start, 0);
      for (const next of inputs) [state] = converse(state, next, 0);
      if (state.place === 'closed') return;
      [state] = converse(state, { kind: 'silence' }, 0);
      [state] = converse(state, { kind: 'heard', speech: 'mumble', digits: '', answers }, 0);
      expect(state.place).toBe('person');
    }),
  );
});

test('no caller goes round for ever', () => {
  let [state] = converse(
    newDialogue(0),
    {
      kind: 'started',
      caller: 'unknown',
      firstName: null,
      company: 'X',
      threshold: 1,
      reasons: [],
      baseOrder: [],
      lost: false,
    },
    0,
  );
  for (let i = 0; i < 60; i++)
    [state] = converse(state, { kind: 'heard', speech: 'repeat that', digits: '', answers }, 0);
  expect(state.place).toBe('person');
});
