import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Example,
  packWording,
  readWording,
  trainWording,
  unpackWording,
  type WordingModel,
} from './index.ts';

const SAID: Record<string, string[]> = {
  bag: [
    'my suitcase did not come off the belt',
    'where is my bag it never arrived',
    'The luggage is missing since Lisbon.',
    'no encuentro mi maleta',
    'you have lost my luggage and i want it back',
  ],
  seat: [
    'can i change my seat to the window',
    'I would like to sit next to my daughter',
    'which seat have i got',
    'quiero cambiar de asiento',
    'is there a seat with more room for my legs',
  ],
  refund: [
    'when do i get my money back for the cancelled flight',
    'I am still waiting for the refund',
    'you owe me a refund for two tickets',
    'cuando me devuelven el dinero',
    'how long does a refund take to be paid',
  ],
};
const examples = Object.entries(SAID).flatMap(([reason, texts]) => texts.map((text) => ({ text, reason })));
const model = trainWording(examples);

const top = (of: WordingModel, text: string) => readWording(of, text).reasons[0];

function expectSound(of: WordingModel, text: string): void {
  const { reasons, known, reason } = readWording(of, text);
  const sum = reasons.reduce((total, { probability }) => total + probability, 0);
  expect(sum).toBeCloseTo(known, 6);
  expect(known).toBeGreaterThanOrEqual(0);
  expect(known).toBeLessThanOrEqual(1);
  for (const [i, { probability }] of reasons.entries()) {
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(reasons[i - 1]?.probability ?? 1);
  }
  expect([null, reasons[0]?.reason]).toContain(reason);
}

describe('what is said is told apart', () => {
  test.each([
    ['um yeah hi so my bags they uh they never arrived in lisbon', 'bag'],
    ['YOU LOST MY SUITCASE!!!', 'bag'],
    ['¿Dónde está mi maleta?', 'bag'],
    ["I'd like a different seat, by the window", 'seat'],
    ['i was told id be reimbursed weeks ago', 'refund'],
    ['Devuélvanme el dinero, por favor', 'refund'],
  ])('%s', (text, reason) => {
    expect(top(model, text)?.reason).toBe(reason);
  });

  test.each([
    '',
    '   ',
    '???',
    '🙂',
    '飛行機はどこですか',
    'what is the best way to cook rice',
    'tell me a joke about penguins',
  ])('unknown: "%s"', (text) => {
    expect(readWording(model, text).reason).toBeNull();
  });

  test('what is about a reason is more likely known than what is not', () => {
    const known = (text: string) => readWording(model, text).known;
    expect(known('my luggage is missing')).toBeGreaterThan(known('who won the election of mayor'));
  });
});

describe('with little to learn from', () => {
  test('two reasons of two examples each are told apart, unsurely', () => {
    const small = trainWording([
      { text: 'my internet is down', reason: 'outage' },
      { text: 'no connection since this morning', reason: 'outage' },
      { text: 'why is my bill so high', reason: 'bill' },
      { text: 'i was charged twice this month', reason: 'bill' },
    ]);
    expect(top(small, 'the wifi is not connecting')?.reason).toBe('outage');
    expect(top(small, 'the invoice is too high')?.reason).toBe('bill');
    expect(top(small, 'the invoice is too high')?.probability).toBeLessThan(0.95);
  });

  test('one reason is known or not', () => {
    const one = trainWording(examples.filter(({ reason }) => reason === 'bag'));
    expect(readWording(one, 'my bag is lost').reason).toBe('bag');
    expect(readWording(one, 'what is twelve times fifteen').reason).toBeNull();
  });

  test.each<[string, Example[]]>([
    ['no example', []],
    ['only empty ones', [{ text: ' ', reason: 'a' }]],
    ['one example', [{ text: 'where is my plane', reason: 'a' }]],
    ['weights of 0', [{ text: 'where is my plane', reason: 'a', weight: 0 }]],
    ['one text with two reasons', ['a', 'b'].map((reason) => ({ text: 'where is my plane', reason }))],
    ['one text very often', Array.from({ length: 50 }, () => ({ text: 'where is my plane', reason: 'a' }))],
    ['other scripts', ['飛行機はどこ', 'где мой самолёт'].map((text, i) => ({ text, reason: `${i % 2}` }))],
  ])('%s', (_, few) => {
    const small = unpackWording(packWording(trainWording(few)));
    for (const text of ['', 'where is my plane', 'a '.repeat(100_000), 'где мой самолёт'])
      expectSound(small, text);
  });
});

describe('properties', () => {
  test('any text is read, and the probabilities are probabilities', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => expectSound(model, text)),
    );
  });

  test('any examples can be learnt from', () => {
    const example = fc.record({
      text: fc.oneof(fc.string(), fc.constantFrom(...Object.values(SAID).flat())),
      reason: fc.constantFrom('a', 'b', '', '__proto__'),
      weight: fc.double({ min: 0, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(example, { maxLength: 5 }), (few) =>
        expectSound(trainWording(few), 'where is my bag'),
      ),
      { numRuns: 6 },
    );
  });

  test('the same examples in another order, with the same seed, give the same model', () => {
    const packed = packWording(model);
    expect(Buffer.from(packWording(trainWording(examples))).equals(packed)).toBe(true);
    expect(Buffer.from(packWording(trainWording(examples.toReversed()))).equals(packed)).toBe(true);
  });

  test('progress is told to its end', () => {
    const told: [number, number][] = [];
    trainWording(examples, { seed: 3, onProgress: (done, of) => told.push([done, of]) });
    expect(told.map(([done]) => done)).toEqual(told.map((_, i) => i + 1));
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  });
});

describe('packed', () => {
  const packed = packWording(model);
  const MAGIC_LENGTH = 6;
  const inflated = (bytes: Uint8Array) => inflateSync(bytes.subarray(MAGIC_LENGTH));
  const sameWhenInflated = (bytes: Uint8Array) => {
    try {
      return inflated(bytes).equals(inflated(packed));
    } catch {
      return false;
    }
  };

  test('reads the same', () => {
    const again = unpackWording(packed);
    for (const text of [...Object.values(SAID).flat(), 'something else', ''])
      expect(readWording(again, text)).toEqual(readWording(model, text));
  });

  test('foreign bytes are refused', () => {
    expect(() => unpackWording(new Uint8Array())).toThrow(/not a wording model/);
    expect(() => unpackWording(Buffer.from('PK\u0003\u0004 something'))).toThrow(/not a wording model/);
  });

  test('damaged bytes are refused', () => {
    expect(() => unpackWording(packed.slice(0, packed.length - 9))).toThrow(/damaged/);
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: packed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const wrong = Uint8Array.from(packed);
          wrong[at] = (wrong[at] ?? 0) ^ by;
          // a bit that only fills the last byte of what is packed may change without harm
          if (!sameWhenInflated(wrong)) expect(() => unpackWording(wrong)).toThrow(/damaged/);
        },
      ),
      { numRuns: 20 },
    );
  });
});
