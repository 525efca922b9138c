import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import type { LabelledTurn, Turn } from '../moves/index.ts';
import { type CycleState, emptyCycle, follow, RULES } from './index.ts';

const labeller = loadLabeller();
const WORDS =
  'what is your number four 7 so sorry monday ? . because I hello bye hold worried already said'.split(' ');
const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 20 }).map((list) => list.join(' ')),
);
const time = fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: undefined });
const talk: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    speaker: fc.constantFrom('agent' as const, 'customer' as const),
    text: said,
    from: time,
    to: time,
  }),
  { maxLength: 8 },
);

function run(turns: readonly Turn[]): CycleState[] {
  const before: LabelledTurn[] = [];
  const all: CycleState[] = [];
  for (const turn of turns) {
    const labelled = { ...labeller.label(turn, before), from: turn.from, to: turn.to } as LabelledTurn;
    before.push(labelled);
    all.push(follow(all.at(-1) ?? emptyCycle(), labelled));
  }
  return all;
}

describe('following any text', () => {
  it('never throws, says the same of the same, and only ever adds findings, each with words of the talk', () => {
    fc.assert(
      fc.property(talk, (turns) => {
        const all = run(turns);
        expect(run(turns)).toEqual(all);
        for (const [i, { findings, owed, turns: count }] of all.entries()) {
          expect(count).toBe(i + 1);
          const before = all[i - 1]?.findings ?? [];
          expect(findings.slice(0, before.length)).toEqual(before);
          for (const one of findings.slice(before.length)) {
            expect(one.turn).toBe(i);
            expect(one.said).toBeLessThanOrEqual(i);
            expect(one.sure).toBeGreaterThanOrEqual(0);
            expect(one.sure).toBeLessThanOrEqual(1);
            expect(one.degree).toBeGreaterThanOrEqual(1);
          }
          for (const rule of Object.keys(owed)) expect(RULES).toContain(rule);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('survives being kept as JSON between turns, and leaves the state it was given as it was', () => {
    fc.assert(
      fc.property(talk, (turns) => {
        const last = run(turns).at(-1) ?? emptyCycle();
        const copy = JSON.parse(JSON.stringify(last)) as CycleState;
        const turn = labeller.label({ speaker: 'agent', text: 'what is your account number' }, []);
        expect(JSON.stringify(follow(copy, turn))).toBe(JSON.stringify(follow(last, turn)));
        expect(JSON.stringify(last)).toBe(JSON.stringify(copy));
      }),
      { numRuns: 50 },
    );
  });
});
