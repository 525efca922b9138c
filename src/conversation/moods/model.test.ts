import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeMoods, encodeMoods, type MoodsModel } from './model.ts';

const part = (outputs: number) => ({
  outputs,
  bytes: Int8Array.from({ length: outputs * 4 }, (_, i) => i - 9),
  scale: Array.from({ length: outputs }, () => 0.25),
  bias: Array.from({ length: outputs }, (_, i) => 1 - i),
});
const model: MoodsModel = {
  moodWords: part(5),
  flagWords: part(4),
  moodMeaning: part(5),
  flagMeaning: part(4),
  moods: part(5),
  flags: part(4),
  moodLeans: [0, 0.1, 0.5, 0.4, 0],
  flagLevels: [0.3, 0.3, 0.2, 0.2],
};

it('a model is read back as it was written, wherever in memory its bytes begin', () => {
  const bytes = encodeMoods(model);
  expect(decodeMoods(bytes, 'm')).toEqual(model);
  const moved = Buffer.concat([Buffer.from('xyz'), bytes]).subarray(3);
  expect(decodeMoods(moved, 'm')).toEqual(model);
});

it('a file that is not a model, or not a whole one, is named', () => {
  const older = gzipSync('BFMD1\n{}\n');
  for (const bytes of [Buffer.from('hello'), encodeMoods(model).subarray(0, -2), older])
    expect(() => decodeMoods(bytes, 'm.bin')).toThrow(
      /^m\.bin .* of this version; build it with scripts\/build-moods\.ts$/,
    );
});
