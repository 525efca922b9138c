import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';

import { shippedScenarios } from './catalogue.ts';
import { hintFor } from './hint.ts';
import { LINES } from './lines/index.ts';
import { beginPractice, labelAgent, respond } from './practise.ts';
import { replayOf } from './replay.ts';
import { resultOf } from './result.ts';
import { factsOf, type Scenario } from './scenario.ts';
import { says, tokens } from './tokens.ts';
import { type CoachState, MOST_EXCHANGES, type Temper } from './types.ts';

const labeller = loadLabeller();
const RUNS = { numRuns: 40 };
const scenario = fc.constantFrom(...shippedScenarios());
const seed = fc.integer({ min: 0, max: 2 ** 31 });

/** What any agent may say, and what none would. */
const SMALL = [
  '',
  '...',
  '(hold)',
  'okay',
  'mm-hm',
  'I understand your frustration.',
  'We apologize for any inconvenience.',
  'Please hold the line for a moment.',
  'Let me check that for you.',
  'What happened?',
  'Is that right?',
  'Does that make sense?',
  "What's your name?",
  'What is your phone number?',
  'What colour is your cat?',
  'Is there anything else?',
  'Goodbye.',
  "I'll put you through to my supervisor.",
  'The policy of the company says that charges of this kind are handled by the department that handles charges of this kind, which in turn writes to the department that they were handled by, and after some time you will get a letter that says so.',
];
const lineOf = (one: Scenario) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...one.facts.flatMap(({ ask, asked }) => [ask, `${asked[0]}?`])),
    },
    { weight: 2, arbitrary: fc.constantFrom(...one.points.map(({ say }) => say), one.feeling.answer) },
    { weight: 4, arbitrary: fc.constantFrom(...SMALL) },
    { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'grapheme' }) },
  );
const talks = scenario.chain((one) =>
  fc.record({
    one: fc.constant(one),
    seed,
    lines: fc.array(lineOf(one), { minLength: 1, maxLength: MOST_EXCHANGES + 5 }),
  }),
);

function run(one: Scenario, from: number, lines: readonly string[]): CoachState[] {
  let state = beginPractice(one, from);
  return lines.map((line) => {
    state = respond(state, labelAgent(labeller, state, line), one);
    return state;
  });
}

/** What the customer has not been asked for: words of facts that are not told, unless a fact that is says the same. */
function untold(one: Scenario, { told }: CoachState): string[] {
  const known = factsOf(one)
    .filter(({ id }) => told[id])
    .flatMap(({ value }) => value.map(tokens));
  return one.facts
    .filter(({ id }) => !told[id])
    .flatMap(({ value }) => value)
    .filter((words) => !known.some((other) => says(other, tokens(words))));
}

const inRange = (temper: Temper) => Object.values(temper).every((value) => value >= 0 && value <= 1);

it.each(shippedScenarios())('no line of $id names what another fact is to tell', (one) => {
  const general = Object.values(LINES).flatMap((pool) => Object.values(pool).flat());
  const own = [one.opening, one.feeling.say, one.pleased, one.cold, ...one.points.map(({ reply }) => reply)];
  for (const fact of one.facts) {
    const others = one.facts
      .filter((other) => other !== fact)
      .flatMap(({ say, again }) => [...say, ...again]);
    for (const line of [...general, ...own.flat(), ...others])
      expect(
        fact.value.filter((words) => says(tokens(line), tokens(words))),
        line,
      ).toEqual([]);
  }
});

describe('whatever is said', () => {
  it('the customer answers, once, in a range, without a line twice, and gives nothing away', () => {
    fc.assert(
      fc.property(talks, ({ one, seed: from, lines }) => {
        const states = run(one, from, lines);
        const last = states.at(-1);
        if (!last) return;
        const replies = last.exchanges.map(({ customer }) => customer.text);
        expect(replies.every((text) => text.trim() !== '')).toBe(true);
        expect(new Set(replies).size).toBe(replies.length);
        for (const state of states) {
          expect(inRange(state.temper)).toBe(true);
          const said = tokens(state.exchanges.at(-1)?.customer.text ?? '');
          expect(untold(one, state).filter((words) => says(said, tokens(words)))).toEqual([]);
          hintFor(state, one);
        }
        expect(replayOf(last, one)).toHaveLength(last.exchanges.length);
        resultOf(last, one);
        expect(JSON.parse(JSON.stringify(last))).toEqual(last);
      }),
      RUNS,
    );
  });

  it.each([3, 5, 8])(
    'who is left in silence loses the thread without naming what was not asked (%i)',
    (empty) => {
      for (const one of shippedScenarios())
        for (let from = 1; from < 40; from++) {
          const state = run(one, from, [...Array<string>(empty).fill(''), '!']).at(-1);
          const said = tokens(state?.exchanges.map(({ customer }) => customer.text).join(' ') ?? '');
          for (const { id, value } of one.facts)
            if (!state?.told[id]) expect(value.filter((words) => says(said, tokens(words)))).toEqual([]);
        }
    },
  );

  it('it ends, and who hears the same words again and again does not answer so', () => {
    fc.assert(
      fc.property(scenario, seed, fc.constantFrom(...SMALL), (one, from, line) => {
        const states = run(
          one,
          from,
          Array.from({ length: MOST_EXCHANGES }, () => line),
        );
        expect(states.at(-1)?.ended).not.toBeNull();
        const replies = states.at(-1)?.exchanges.map(({ customer }) => customer.text) ?? [];
        expect(new Set(replies).size).toBe(replies.length);
      }),
      RUNS,
    );
  });

  it('nothing is told to who asks nothing', () => {
    const statements = SMALL.filter((line) => !line.includes('?'));
    fc.assert(
      fc.property(
        scenario,
        seed,
        fc.array(fc.constantFrom(...statements), { maxLength: 20 }),
        (one, from, lines) => {
          for (const state of run(one, from, lines)) expect(state.told).toEqual({});
        },
      ),
      RUNS,
    );
  });

  it('the same words and seed give the same talk', () => {
    fc.assert(
      fc.property(talks, ({ one, seed: from, lines }) => {
        expect(run(one, from, lines).at(-1)).toEqual(run(one, from, lines).at(-1));
      }),
      { numRuns: 5 },
    );
  });
});
