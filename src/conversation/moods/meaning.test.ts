import { expect, test } from 'vitest';
import type { Encoder } from '../encoder/index.ts';
import { certainMood, type LabelledTurn } from '../moves/index.ts';
import { MEANING_SIZE, meaningFeatures } from './meaning.ts';

test('in a talk however long, a turn is compared with those of late only', () => {
  const asked: string[] = [];
  const counting: Encoder = {
    encode: (texts) => {
      asked.push(...texts);
      return texts.map(() => ({ mean: new Float32Array(512).fill(1), sentence: new Float32Array(512) }));
    },
  };
  const before: LabelledTurn[] = Array.from({ length: 1000 }, (_, i) => ({
    speaker: 'customer',
    text: `turn ${i}`,
    ...certainMood('neutral'),
  }));
  const { index } = meaningFeatures('Now!', before, counting);
  expect(asked).toEqual(['now', ...Array.from({ length: 30 }, (_, i) => `turn ${970 + i}`)]);
  expect(Math.max(...index)).toBeLessThan(MEANING_SIZE);
});
