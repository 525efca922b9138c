import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, type Level, reasonBook } from '../reasons/index.ts';
import { converse } from './converse.ts';
import { type DialogueState, newDialogue } from './state.ts';
import type { Action, Greeted, Input, Need, Started } from './types.ts';

const NAME = 'Zebediah';
const PUBLIC = 'PUBLICFACT of the flight.';
const PRIVATE = 'PRIVATEFACT of the account.';
const CODE = '246810';
const book = reasonBook();

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
const greeted: fc.Arbitrary<Greeted> = fc.record({
  customerId: fc.constantFrom('A1', 'B1'),
  firstName: fc.constantFrom(NAME, null),
  reasons: fc.array(fc.record({ reason, probability: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 6,
  }),
  about: fc.constantFrom<Record<string, string>[]>({}, { flight_status: `your flight ${PUBLIC}` }),
  reached: fc.constantFrom(null, { reason: 'flight_status', channel: 'sms' }),
});
const started: fc.Arbitrary<Started> = fc.record({
  kind: fc.constant('started' as const),
  medium: fc.constantFrom('voice' as const, 'sms' as const, 'chat' as const, 'outbound' as const),
  caller: fc.constantFrom('recognised' as const, 'unknown' as const, 'shared' as const, 'withheld' as const),
  assurance: fc.constantFrom('none' as const, 'number' as const, 'verified' as const),
  locale: fc.constantFrom('en' as const, 'es' as const),
  company: fc.constant('Hawk Air'),
  customer: fc.option(greeted),
  people: fc.constantFrom(
    [],
    [
      { customerId: 'A1', firstName: 'Ann' },
      { customerId: 'B1', firstName: 'Ben' },
    ],
    [{ customerId: 'A1', firstName: 'Ann' }],
  ),
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  baseOrder: fc.array(reason, { maxLength: 9 }),
  zone: fc.constantFrom('America/Chicago', 'Asia/Kolkata'),
  canCallBack: fc.boolean(),
  first: fc.constantFrom(null, { speech: 'where is my refund', digits: '', named: [] }),
  message: fc.constantFrom(null, { reason: 'flight_status', text: PUBLIC }),
  lost: fc.boolean(),
});
const words = fc.constantFrom(
  ...['yes', 'no', 'no thanks', 'agent', 'I lost my bag', 'flight status', 'where is my refund', 'mumble'],
  ...['repeat that', 'yes but my seat', "that's all", 'goodbye', 'one', 'four', 'contract renewal'],
  ...[
    'I lost something',
    'no, my flight',
    'text me this',
    'keep me posted',
    'rebook',
    'Ann',
    'ben',
    'español',
  ],
  ...['call me back', 'tomorrow at nine', 'the second one', 'sí', 'mi reembolso', 'english', CODE, '111111'],
);
const heard = fc.record({
  kind: fc.constant('heard' as const),
  speech: fc.oneof(words, words, words, fc.string({ unit: 'binary' }), fc.constant('')),
  digits: fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '9', '*', '#', '11', 'x', CODE, '111111'),
    },
  ),
  named: fc.constantFrom([], ['refund_status'], ['nonsense'], ['flight_status', 'lost_item']),
});
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'silence' as const }) },
  { weight: 9, arbitrary: heard },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dialled' as const), answered: fc.boolean() }) },
);
/** The world's answers; it answers anything to anyone, so that only the engine stands between a fact and a caller. */
const world = fc.record({
  wait: fc.constantFrom(null, 1, 12),
  code: fc.constantFrom('phone' as const, 'email' as const, null),
  identified: fc.option(greeted),
  private: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const answer = (level: Level, text: string): Answer => ({
  level,
  text,
  followUps: book.of('flight_status').answer?.followUps ?? [],
  subject: { type: 'trip', id: 'T1' },
});

function told(need: Need, given: World): Input {
  switch (need.what) {
    case 'answer':
      return {
        kind: 'answered',
        reason: need.reason,
        answer:
          need.reason === 'refund_status'
            ? answer('verified', PRIVATE)
            : need.reason === 'flight_status'
              ? answer('public', PUBLIC)
              : null,
      };
    case 'wait':
      return { kind: 'waitTold', minutes: given.wait };
    case 'code':
      return { kind: 'coded', to: given.code };
    case 'check':
      return { kind: 'checked', outcome: need.said === CODE ? 'right' : 'wrong' };
    case 'followUp':
      return { kind: 'followedUp', what: need.follow, done: given.private };
    case 'identify':
      return { kind: 'identified', customer: need.customerId ? given.identified : null };
    case 'callBack':
      return { kind: 'calledBack', at: need.at };
    case 'refuse':
      return { kind: 'refused' };
  }
}

const spoken = (actions: readonly Action[]) =>
  actions
    .map((action) =>
      action.do === 'say'
        ? action.text
        : action.do === 'ask'
          ? `${action.prompt} ${JSON.stringify(action.choices)}`
          : '',
    )
    .join(' ');

/** One input with all that it needs; checks that each turn of the engine ends in one way. */
function take(
  state: DialogueState,
  first: Input,
  given: World,
): { state: DialogueState; actions: Action[]; checked: boolean } {
  const all: Action[] = [];
  let next: Input | null = first;
  let after = state;
  let checked = false;
  for (let needs = 0; next; needs++) {
    expect(needs).toBeLessThan(6);
    const [then, actions]: [DialogueState, Action[]] = converse(after, next, 0, book);
    const ends = actions.filter(({ do: what }) => ['ask', 'transfer', 'hangup', 'need'].includes(what));
    if (next.kind !== 'ended') expect(ends).toHaveLength(1);
    all.push(...actions);
    const need = actions.find((action) => action.do === 'need')?.need;
    next = need ? told(need, given) : null;
    checked ||= next?.kind === 'checked' && next.outcome === 'right';
    after = then;
  }
  return { state: after, actions: all, checked };
}

test('a dialogue never meets a dead end, and nobody is told what is above their level', () => {
  fc.assert(
    fc.property(started, fc.array(input, { maxLength: 40 }), world, (start, inputs, given) => {
      let { state, actions, checked } = take(newDialogue(0), start, given);
      let verified = (start.caller === 'recognised' && start.assurance === 'verified') || checked;
      let known = start.caller === 'recognised' && start.assurance !== 'none';
      const look = () => {
        const said = spoken(actions);
        if (!verified) expect(said).not.toContain(PRIVATE);
        known ||= state.caller === 'recognised' && state.assurance !== 'none';
        if (!known) expect(said).not.toContain('PUBLICFACT');
        if (!known) expect(said).not.toContain(NAME);
      };
      look();
      for (const next of inputs) {
        const before = state;
        ({ state, actions, checked } = take(state, next, given));
        verified ||= checked;
        look();
        const end = actions.findLast(({ do: what }) => ['ask', 'transfer', 'hangup'].includes(what));
        if (end?.do === 'ask') {
          expect(end.prompt.trim()).not.toBe('');
          expect(spoken(actions)).not.toMatch(/undefined|null|\[object/);
        }
        if (end?.do === 'hangup') {
          const closed = before.place === 'closed' || (next.kind === 'dialled' && before.place === 'person');
          if (!closed && before.medium !== 'outbound') expect(next.kind).toBe('heard');
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
    }),
    { numRuns: 3000 },
  );
});

test('two turns in a row that are not understood always lead to a person, or to the end of a call we placed', () => {
  fc.assert(
    fc.property(started, fc.array(input, { maxLength: 10 }), world, (start, inputs, given) => {
      let { state } = take(newDialogue(0), start, { ...given, wait: null });
      for (const next of inputs) ({ state } = take(state, next, { ...given, wait: null }));
      if (state.place === 'closed') return;
      ({ state } = take(state, { kind: 'silence' }, { ...given, wait: null }));
      ({ state } = take(
        state,
        { kind: 'heard', speech: 'mumble', digits: '', named: [] },
        { ...given, wait: null },
      ));
      expect(state.medium === 'outbound' && state.place === 'closed' ? 'person' : state.place).toBe('person');
    }),
  );
});

test('no caller goes round for ever', () => {
  const given = { wait: null, code: null, identified: null, private: true };
  const [start] = fc.sample(started, { numRuns: 1, seed: 1 });
  let { state } = take(
    newDialogue(0),
    { ...(start as Started), medium: 'voice', caller: 'unknown', people: [], first: null },
    given,
  );
  for (let i = 0; i < 60; i++)
    ({ state } = take(state, { kind: 'heard', speech: 'repeat that', digits: '', named: [] }, given));
  expect(state.place).toBe('person');
});
