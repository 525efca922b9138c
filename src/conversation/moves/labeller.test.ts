import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import { loadMoves } from './labeller.ts';
import { type LabelledTurn, MOVES } from './types.ts';

const labeller = loadLabeller();
const agent = (text: string, before: readonly LabelledTurn[] = []) => {
  const turn = labeller.label({ speaker: 'agent', text }, before);
  return turn.speaker === 'agent' ? turn.stretches : [];
};

describe('the shipped labeller', () => {
  it.each([
    ['What is your booking reference?', 'question'],
    ['let me just pull that up for you', 'signpost'],
    ["I'm so sorry, that must have been really worrying.", 'acknowledge'],
    ['okay', 'backchannel'],
    ['have a lovely day bye now', 'social'],
    ['Press and hold the reset button for ten seconds.', 'explain'],
  ])('%j is %s', (text, move) => {
    expect(agent(text).map((stretch) => stretch.move)).toEqual([move]);
  });

  it('knows an echo by what the customer said before', () => {
    const before = [labeller.label({ speaker: 'customer', text: 'four two six to knock' }, [])];
    expect(agent('426 to Knock', before)[0]?.move).toBe('listen');
  });

  it('cuts a turn without punctuation where the move changes', () => {
    const before = [
      labeller.label({ speaker: 'customer', text: 'my bag never came i waited three hours' }, []),
    ];
    const stretches = agent(
      'i am so sorry about that let me pull up your booking what is your reference',
      before,
    );
    expect(stretches.map(({ text, move }) => [move, text])).toEqual([
      ['acknowledge', 'i am so sorry about that'],
      ['signpost', 'let me pull up your booking'],
      ['question', 'what is your reference'],
    ]);
  });

  it('keeps to stretches that are given', () => {
    const stretches = ['hello', 'how can i help'];
    const turn = labeller.label({ speaker: 'agent', text: 'hello how can i help', stretches }, []);
    expect(turn).toMatchObject({ stretches: [{ text: 'hello' }, { text: 'how can i help' }] });
  });

  it('hears a mood and a flag', () => {
    const angry = {
      speaker: 'customer',
      text: 'this is ridiculous put me through to your manager now',
    } as const;
    expect(labeller.label(angry, [])).toMatchObject({ mood: 'frustrated', flags: ['escalate'] });
  });

  it('labels any text: probabilities sum to 1, no word is lost, the same again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 30 }), (list) => {
        const text = list.join(' ');
        const stretches = agent(text);
        expect(stretches.flatMap((s) => s.text.match(/\S+/g) ?? [])).toEqual(text.match(/\S+/g) ?? []);
        for (const stretch of stretches) expect(text).toContain(stretch.text);
        for (const { probabilities, move } of stretches) {
          const p = MOVES.map((known) => probabilities[known]);
          expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
          expect(probabilities[move]).toBe(Math.max(...p));
        }
        expect(agent(text)).toEqual(stretches);
      }),
      { numRuns: 150 },
    );
  });

  it('cuts very long turns in bounded work', () => {
    const text = Array.from({ length: 2000 }, (_, i) => (i % 9 ? 'sorry' : 'what is your name')).join(' ');
    expect(agent(text).length).toBeLessThanOrEqual(8);
  });

  it('says which file is missing', () => {
    expect(() => loadMoves('/nowhere/moves.bin')).toThrow('/nowhere/moves.bin');
  });
});
