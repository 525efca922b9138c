import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeModel, encodeModel, type MovesModel } from './model.ts';

const part = (outputs: number) => ({
  outputs,
  bytes: Int8Array.from({ length: outputs * 4 }, (_, i) => i - 7),
  scale: Array.from({ length: outputs }, () => 0.5),
  bias: Array.from({ length: outputs }, (_, i) => i),
});
const model: MovesModel = {
  moves: [part(9), part(9)],
  spans: part(10),
  boundaries: part(1),
  tuning: {
    meaning: 0.4,
    bias: [0, 0.5],
    temperature: 1.1,
    sureFrom: 0.7,
    boundaryCost: -2,
    boundaryLabels: 3,
  },
};

it('a model is read back as it was written, wherever in memory its bytes begin', () => {
  const bytes = encodeModel(model);
  expect(decodeModel(bytes, 'm')).toEqual(model);
  const moved = Buffer.concat([Buffer.from('xyz'), bytes]).subarray(3);
  expect(decodeModel(moved, 'm')).toEqual(model);
});

it('a file that is not a model, or not a whole one, is named', () => {
  const older = gzipSync('BFMV3\n{}\n');
  for (const bytes of [Buffer.from('hello'), encodeModel(model).subarray(0, -2), older])
    expect(() => decodeModel(bytes, 'm.bin')).toThrow(
      /^m\.bin .* of this version; build it with scripts\/build-moves\.ts$/,
    );
});
