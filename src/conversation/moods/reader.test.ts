import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadEncoder } from '../encoder/index.ts';
import { FLAGS, type LabelledTurn, MOODS } from '../moves/index.ts';
import { loadMoods } from './index.ts';

const encoder = loadEncoder();
const moods = loadMoods(encoder);

/** Reads a talk written "A: …" and "C: …", a line a turn, and gives the reading of its last turn. */
function last(...lines: string[]) {
  const before: LabelledTurn[] = [];
  for (const line of lines) {
    const text = line.slice(3);
    before.push(
      line.startsWith('A: ')
        ? { speaker: 'agent', text, stretches: [] }
        : { speaker: 'customer', text, ...moods.read(text, before) },
    );
  }
  const turn = before.at(-1);
  if (turn?.speaker !== 'customer') throw new Error('the last turn is not the customer’s');
  return turn;
}

describe('moods', () => {
  it.each([
    ['neutral', ['A: And the postcode?', 'C: LS6 2QT']],
    ['neutral', ['A: which day suits you best', 'C: wednesday']],
    [
      'frustrated',
      ['A: It will be another ten days.', 'C: This is absolutely ridiculous, I have been waiting since May!'],
    ],
    [
      'frustrated',
      [
        'A: you would have to call the warehouse',
        'C: unbelievable nobody in your company ever takes any responsibility',
      ],
    ],
    ['frustrated', ['A: The fee stays.', 'C: your website is broken and you charged me twice. what a joke']],
    [
      'anxious',
      [
        'A: hello how can i help',
        'C: hi um im really worried my mum is alone and her oxygen alarm keeps going off',
      ],
    ],
    ['anxious', ['A: How can I help?', "C: I'm scared someone has got into my account, there's money gone"]],
    ['confused', ['A: It is on the meter.', "C: Sorry, I don't understand, which meter do you mean?"]],
    ['confused', ['A: press the reset on the hub', 'C: i dont know what that is sorry what is a hub']],
    ['pleased', ['A: That is refunded.', 'C: Oh brilliant, thank you so much!']],
    ['pleased', ['A: youre all booked in for friday', 'C: perfect thats a weight off thanks ever so much']],
  ])('%s: %j', (mood, lines) => {
    expect(last(...lines).mood).toBe(mood);
  });

  it('outlasts the turn: the same words are heard after what went before', () => {
    const calm = last(
      'A: hello',
      'C: hi just checking my delivery day',
      'A: it is monday',
      'C: and how long will that take',
    );
    const cross = last(
      'A: hello',
      'C: this is the third time i am calling you people about a sofa nobody delivered it is a disgrace',
      'A: it is monday',
      'C: and how long will that take',
    );
    expect(cross.moodProbabilities.frustrated).toBeGreaterThan(calm.moodProbabilities.frustrated + 0.1);
  });
});

const opening = [
  'A: hello how can i help',
  'C: my parcel number eight eight two one four never came it was due monday',
];

describe('flags', () => {
  it.each([
    [
      'repeat',
      [...opening, 'A: and what is the parcel number', 'C: i just told you eight eight two one four'],
    ],
    ['repeat', [...opening, 'A: When was it due?', 'C: Like I said, Monday. It never came.']],
    ['repeat', [...opening, 'A: what is the problem', 'C: as i already mentioned the parcel never came']],
    ['lost', ['A: what is your date of birth', 'C: why do you need that']],
    ['lost', ['A: Which router lights are on?', "C: What's that got to do with my bill?"]],
    ['lost', ['A: okay', 'C: hello are you still there']],
    ['lost', ['A: um right', "C: Hello? What's happening? Are you doing something?"]],
    [
      'lost',
      ['A: it needs the p two form before the seven day window', 'C: you have lost me what does that mean'],
    ],
    ['stop', ['A: How can I help?', 'C: Please stop texting me, take me off your list.']],
    ['stop', ['A: anything else', 'C: yeah i dont want any more of your emails or calls']],
    ['escalate', ['A: i cannot do that', 'C: right get me your manager please']],
    ['escalate', ['A: It is policy.', 'C: I want to speak to a supervisor. Now.']],
    [
      'escalate',
      ['A: that is the charge', 'C: fine then i am closing my account and going to the ombudsman'],
    ],
  ])('%s: %j', (flag, lines) => {
    expect(last(...lines).flags).toContain(flag);
  });

  it.each([
    [['A: what is the parcel number', 'C: eight eight two one four']],
    [['A: Which day suits you?', 'C: Thursday morning, please.']],
    [['A: is there anything else', 'C: no thats everything thank you']],
    [['A: how can i help', 'C: is there a nonstop flight to Lisbon on Friday']],
    [['A: How can I help?', 'C: Hi, I ordered a lamp last week and would like to change the colour.']],
  ])('none: %j', (lines) => {
    expect(last(...lines).flags).toEqual([]);
  });
});

it('reads any text after any turns: probabilities, the same again, and no others than it says', () => {
  const said = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom('i', 'said', 'why', '7', 'hello', '?', 'stop', 'texts', 'WHAT', '!!', 'thanks'),
        { maxLength: 12 },
      )
      .map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), (texts) => {
      const lines = texts.map((text, i) => `${(texts.length - i) % 2 ? 'C' : 'A'}: ${text}`);
      const turn = last(...lines);
      expect(last(...lines)).toEqual(turn);
      const p = MOODS.map((mood) => turn.moodProbabilities[mood]);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      for (const value of [...p, ...FLAGS.map((flag) => turn.flagProbabilities[flag])]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(FLAGS.filter((flag) => turn.flags.includes(flag))).toEqual(turn.flags);
    }),
    { numRuns: 100 },
  );
});

it('case and punctuation change no flag of plain words', () => {
  const phone = last('A: ok', 'C: why do you need my date of birth');
  const chat = last('A: ok', 'C: Why do you need my date of birth?');
  expect(chat.flags).toEqual(phone.flags);
});

it('says which file is missing', () => {
  expect(() => loadMoods(encoder, '/nowhere/moods.bin')).toThrow('/nowhere/moods.bin');
});
