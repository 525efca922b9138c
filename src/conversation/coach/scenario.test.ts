import { describe, expect, it } from 'vitest';
import { findScenario, shippedScenarios } from './catalogue.ts';
import { checkScenario, parseScenario } from './scenario.ts';
import { says, tokens } from './tokens.ts';

const all = shippedScenarios();

describe('the scenarios that ship', () => {
  it('are eight, of eight industries, each harder than the one before', () => {
    expect(all.map(({ difficulty }) => difficulty)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(all.map(({ industry }) => industry)).size).toBe(8);
    expect(findScenario('8')?.id).toBe('card-blocked');
    expect(findScenario('card-blocked')?.difficulty).toBe(8);
    expect(findScenario('9')).toBeUndefined();
  });

  it.each(all.map((scenario) => [scenario.id, scenario] as const))(
    '%s gives nothing away unasked',
    (_, scenario) => {
      const always = [
        ...scenario.opening,
        ...scenario.feeling.say,
        ...scenario.points.flatMap(({ reply }) => reply),
      ];
      for (const line of always)
        for (const { id, value } of scenario.facts)
          expect({
            line,
            gives: value.some((words) => says(tokens(line), tokens(words))) ? id : null,
          }).toEqual({ line, gives: null });
    },
  );

  it.each(all.map((scenario) => [scenario.id, scenario] as const))(
    '%s is told so that it can be given back',
    (_, scenario) => {
      for (const { say, again, value } of scenario.facts)
        for (const line of [...say, ...again])
          expect({ line, told: value.some((words) => says(tokens(line), tokens(words))) }).toEqual({
            line,
            told: true,
          });
    },
  );
});

describe('a scenario of one’s own', () => {
  const [first] = all;

  it('says where it is wrong and how', () => {
    expect(() => parseScenario('{', 'mine.json')).toThrow(/^mine\.json: not JSON/);
    expect(() => checkScenario({ ...first, difficulty: 9 }, 'mine.json')).toThrow(
      /mine\.json: difficulty: .*8/,
    );
    expect(() => checkScenario({ ...first, opnening: [] }, 'mine.json')).toThrow(
      /mine\.json: the scenario: .*opnening/,
    );
    expect(() =>
      checkScenario({ ...first, facts: [{ ...first?.facts[0], say: ['one line'] }] }, 'mine.json'),
    ).toThrow(/facts\[0\]\.say/);
    expect(() =>
      checkScenario({ ...first, screen: [{ after: ['nothing'], shows: 'x' }] }, 'mine.json'),
    ).toThrow(/screen\[0\]\.after: "nothing" is none of the facts: flight, reference/);
    expect(() =>
      checkScenario({ ...first, opening: ['My reference is KRT9B2, hello.', 'Hi.'] }, 'mine.json'),
    ).toThrow(/opening\[0\]: gives "reference" away/);
    expect(() =>
      checkScenario({ ...first, points: [{ ...first?.points[0], say: 'Something else.' }] }, 'mine.json'),
    ).toThrow(/points\[0\]\.say: does not say the words/);
  });
});

describe('words as they are compared', () => {
  it.each([
    ['K R T nine B two', 'krt9b2'],
    ['KRT9B2', 'krt9b2'],
    ['four four zero, nine one seven', '440917'],
    ['four four oh nine one seven', '440917'],
    ['double four zero 917', '440917'],
    ['twenty forty', '2040'],
    ['forty two', '42'],
    ['eight eighty-four', '884'],
  ])('%s is %s', (said, code) => {
    expect(tokens(said)).toEqual([code]);
  });
});
