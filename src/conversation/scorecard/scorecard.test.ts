import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import type { LabelledTurn, Turn } from '../moves/index.ts';
import { cycleDiagram } from './diagram.ts';
import { isFormula } from './formula.ts';
import { scorecard } from './scorecard.ts';
import { CRITERIA, type Scorecard, type Sighting } from './types.ts';
import { type Weights, weigh } from './weigh.ts';

const labeller = loadLabeller();
function labelled(turns: readonly Turn[]): LabelledTurn[] {
  const before: LabelledTurn[] = [];
  for (const turn of turns)
    before.push({ ...labeller.label(turn, before), from: turn.from, to: turn.to } as LabelledTurn);
  return before;
}
const agent = (text: string, from?: number, to?: number): Turn => ({ speaker: 'agent', text, from, to });
const customer = (text: string, from?: number, to?: number): Turn => ({
  speaker: 'customer',
  text,
  from,
  to,
});
const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...'what is your number four 7 so sorry monday ? because i hello hold worried'.split(' '),
      ),
      {
        maxLength: 30,
      },
    )
    .map((list) => list.join(' ')),
);
const talk = fc.array(
  fc.record({ speaker: fc.constantFrom('agent' as const, 'customer' as const), text: said }),
  { maxLength: 10 },
);
const sum = (card: Pick<Scorecard, 'evidence'>, half: string) =>
  card.evidence.filter((one) => one.for === half).reduce((total, { points }) => total + points, 0);

it('scores any talk from 0 to 100, as 50 and the sum of its evidence', () => {
  fc.assert(
    fc.property(talk, (turns) => {
      const card = scorecard(labelled(turns));
      for (const half of ['direction', 'control'] as const) {
        expect(card[half]).toBeGreaterThanOrEqual(0);
        expect(card[half]).toBeLessThanOrEqual(100);
        expect(50 + sum(card, half)).toBeCloseTo(card[half], 6);
      }
      expect(card.overall).toBeCloseTo((card.direction + card.control) / 2, 0);
    }),
    { numRuns: 60 },
  );
});

const sighting: fc.Arbitrary<Sighting> = fc.record({
  rule: fc.constantFrom(...CRITERIA),
  kind: fc.constantFrom('kept' as const, 'broken' as const),
  sure: fc.double({ min: 0, max: 1, noNaN: true }),
  turn: fc.nat(60),
  words: fc.constant('words'),
});
const ONES = Object.fromEntries(CRITERIA.map((name) => [name, { kept: 1, broken: 1 }])) as Weights;

it('adds up however much was seen, rewards what is kept and takes for what is broken', () => {
  fc.assert(
    fc.property(fc.array(sighting, { maxLength: 300 }), (sightings) => {
      const { scores, evidence } = weigh(sightings, ONES);
      for (const half of ['direction', 'control'] as const)
        expect(50 + sum({ evidence }, half)).toBeCloseTo(scores[half], 6);
      for (const { kind, points } of evidence) expect(kind === 'kept' ? points >= 0 : points <= 0).toBe(true);
    }),
  );
});

it('does not judge a short talk as surely as a long one of the same kind', () => {
  const kept = (times: number): Sighting[] =>
    Array.from({ length: times }, (_, turn) => ({
      rule: 'say_what_comes',
      kind: 'kept',
      sure: 1,
      turn,
      words: 'w',
    }));
  const [one, ten] = [weigh(kept(1), ONES), weigh(kept(10), ONES)];
  expect(one.scores.direction).toBeLessThan(60);
  expect(ten.scores.direction).toBeGreaterThan(75);
  expect(weigh([], ONES).scores).toEqual({ direction: 50, control: 50 });
});

it('rewards the customer’s own words over a formula', () => {
  const opening = [
    agent('thanks for calling how can i help'),
    customer('my blue suitcase never came off the plane and my insulin is in it i am really worried'),
  ];
  const formula = scorecard(
    labelled([...opening, agent('i understand your frustration and i apologise for the inconvenience')]),
  );
  const concrete = scorecard(
    labelled([
      ...opening,
      agent('oh no your blue suitcase with your insulin in it that must be so worrying'),
    ]),
  );
  expect(concrete.control).toBeGreaterThan(formula.control + 5);
});

it.each([
  ['I understand your frustration.', true],
  ['sorry for the inconvenience', true],
  ['sorry your helmet turned out to be a cat fountain', false],
])('%j is a formula: %s', (text, expected) => expect(isFormula(text)).toBe(expected));

it('tells silences, interruptions and shares where times are known, and says nothing where not', () => {
  const timed = scorecard(
    labelled([
      agent('hi this is dana how can i help', 0, 3000),
      customer('my order number is four four seven one and it is late', 3500, 8000),
      agent('four four seven one let me look that up', 8000, 10_000),
      customer('yeah well i have been waiting for a week', 22_000, 27_000),
      agent('i can see it went out on monday', 25_000, 29_000),
    ]),
  );
  expect(timed.silences).toMatchObject([{ turn: 2, silence: 12_000 }]);
  expect(timed.interruptions).toMatchObject([{ turn: 4, by: 'agent', overlap: 2000 }]);
  expect(timed.talk).toMatchObject({ agentTime: 9000, customerTime: 9500 });
  const untimed = scorecard(labelled([agent('hi'), customer('hello there i have a question')]));
  expect(untimed).toMatchObject({
    silences: [],
    interruptions: [],
    talk: { timeShare: null, share: expect.any(Number) },
  });
});

it('draws any talk as well-formed SVG, with a link to each turn', () => {
  fc.assert(
    fc.property(talk, (turns) => {
      const svg = cycleDiagram(scorecard(labelled(turns)).cycle, (turn) => `#turn-${turn}"<&`);
      expect(svg).toMatch(/^<svg [^<>]*>.*<\/svg>$/s);
      expect(svg).not.toMatch(/NaN|undefined|"#turn-\d+"</);
    }),
    { numRuns: 30 },
  );
});
