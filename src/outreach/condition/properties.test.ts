import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConditionInput, checkCondition, knownOf } from './index.ts';

const anything = knownOf(undefined);
const NAMES = ['a', 'fare', 'constructor', 'toString', '__proto__', 'size', 'Flight Delayed', 'has', 'é'];
const name = fc.constantFrom(...NAMES);
const quoted = name.map((text) => JSON.stringify(text));

/** Texts that look like conditions: most parse, many type-check, some hold. */
const { condition } = fc.letrec<{ condition: string; value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('facts.a', 'traits.fare', 'facts.constructor', 'milestones.fare', 'now', 'local.hour'),
    fc.constantFrom(
      '1',
      '2.5',
      '-3',
      '"x"',
      'true',
      'null',
      '[1, 2]',
      '{}',
      'duration("2h")',
      '9999999999999999999',
    ),
    fc.constantFrom(
      'forecast.contact24h',
      'contacts.since()',
      'outreach.count(duration("1h"))',
      'subject.id',
    ),
    quoted.map((text) => `facts[${text}]`),
    quoted.map((text) => `events[${text}]`),
    quoted.map((text) => `milestones.moved(${text})`),
    quoted.map((text) => `forecast.within24h(${text})`),
    quoted.map((text) => `facts[?${text}].orValue(0)`),
    fc
      .tuple(tie('value'), fc.constantFrom('+', '-', '*', '/', '%'), tie('value'))
      .map((parts) => `(${parts.join(' ')})`),
    fc
      .tuple(tie('value'), fc.constantFrom('size()', 'getHours()', 'trim()', 'b', 'filter(i, i == 1)'))
      .map((parts) => parts.join('.')),
  ),
  condition: fc.oneof(
    { maxDepth: 5 },
    fc
      .tuple(tie('value'), fc.constantFrom('<', '==', '!=', '>=', 'in'), tie('value'))
      .map((parts) => parts.join(' ')),
    tie('value'),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('condition').map((part) => `!(${part})`),
    tie('value').map((part) => `${part}.exists(i, i == ${part})`),
    tie('condition').map((part) => `facts.a.all(i, ${part})`),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));

const instant = fc.integer({ min: -8_000_000_000_000, max: 8_000_000_000_000 });
const facts = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);
const times = fc.dictionary(name, instant);
const milestone = fc.record({
  at: instant,
  first: fc.record({ at: instant, knownAt: instant }),
  version: fc.nat(),
  knownAt: instant,
  since: instant,
});
const input: fc.Arbitrary<ConditionInput> = fc.record({
  now: instant,
  customer: fc.record({
    traits: facts,
    locale: fc.option(fc.string()),
    timeZone: fc.option(fc.oneof(fc.constantFrom('Europe/Berlin', 'UTC'), fc.string())),
  }),
  subject: fc.option(
    fc.record({
      type: name,
      id: fc.string(),
      facts,
      milestones: fc.dictionary(name, milestone),
      lastEvents: times,
    }),
  ),
  contacts: fc.array(
    fc.record({
      at: instant,
      reason: fc.option(name),
      channel: fc.string(),
      resolved: fc.option(fc.boolean()),
    }),
  ),
  outreach: fc.array(fc.record({ playId: name, at: instant, channel: fc.string() })),
  forecast: fc.option(
    fc.record({
      contact24h: fc.double({ min: 0, max: 1, noNaN: true }),
      contact7d: fc.double({ min: 0, max: 1, noNaN: true }),
      reasons: fc.array(fc.record({ reason: name, probability: fc.double({ min: 0, max: 1, noNaN: true }) })),
    }),
  ),
});

/** Any text, and conditions of which some letters were lost. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 2500 }),
  condition,
  fc
    .tuple(condition, fc.nat(80), fc.nat(5), fc.string({ maxLength: 3 }))
    .map(([whole, at, lost, put]) => whole.slice(0, at) + put + whole.slice(at + lost)),
);

test('of any text it is told what is wrong and where, or it is a condition that answers whatever it is asked', () => {
  fc.assert(
    fc.property(text, input, (written, asked) => {
      const checked = checkCondition(written, anything);
      if (!checked.ok) {
        expect(checked.faults.length).toBeGreaterThan(0);
        const lines = written.split('\n');
        for (const { message, line, column, mend } of checked.faults) {
          expect(message).not.toBe('');
          expect(['string', 'undefined']).toContain(typeof mend);
          const length = [...(lines[line - 1] ?? '')].length;
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(length + 1);
        }
        return;
      }
      const answer = checked.condition.holds(asked);
      expect(typeof answer.holds).toBe('boolean');
      if (answer.why !== undefined) expect(answer.holds).toBe(false);
    }),
    { numRuns: 1500 },
  );
});

test('the same input has the same answer, whatever was asked between and however lists are ordered', () => {
  fc.assert(
    fc.property(condition, fc.array(input, { minLength: 2, maxLength: 4 }), (written, asked) => {
      const checked = checkCondition(written, anything);
      if (!checked.ok) return;
      const before = asked.map((one) => checked.condition.holds(one));
      const again = checkCondition(written, anything);
      const turned = asked.map((one) => ({ ...one, outreach: [...one.outreach].reverse() }));
      expect(turned.reverse().map((one) => again.ok && again.condition.holds(one))).toEqual(before.reverse());
    }),
    { numRuns: 300 },
  );
});

test('what was asked is left as it was', () => {
  const frozen = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  };
  fc.assert(
    fc.property(condition, input, (written, asked) => {
      frozen(asked);
      const checked = checkCondition(written, anything);
      if (checked.ok) expect(checked.condition.holds(asked)).toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test('generated conditions are worth the name: a good part is accepted, some hold, some can not be decided', () => {
  const came = { refused: 0, holds: 0, not: 0, undecided: 0 };
  for (const [written, asked] of fc.sample(fc.tuple(condition, input), { numRuns: 1000, seed: 5 })) {
    const checked = checkCondition(written, anything);
    const answer = checked.ok ? checked.condition.holds(asked) : null;
    came[!answer ? 'refused' : answer.why ? 'undecided' : answer.holds ? 'holds' : 'not']++;
  }
  expect(Math.min(...Object.values(came)), JSON.stringify(came)).toBeGreaterThan(10);
});
