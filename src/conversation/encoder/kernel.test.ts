import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compile } from './instantiate.ts';
import { createKernel } from './kernel.ts';

const file = fileURLToPath(new URL('../../../models/encoder.wasm', import.meta.url));
const module = compile(readFileSync(file), file);

it.each([1, 2, 3, 4, 5, 6, 7, 8])('multiplies %i of the largest rows and no sum leaves 32 bits', (rows) => {
  const [inputs, outputs] = [1536, 16];
  const kernel = createKernel(module, 4_000_000);
  const from = kernel.block(inputs);
  const to = kernel.block(outputs);
  const matrix = kernel.place({
    inputs,
    outputs,
    bytes: new Int8Array(inputs * outputs).fill(-127),
    scale: Float32Array.from({ length: outputs }, (_, output) => output + 1),
    bias: new Float32Array(outputs).fill(0.5),
  });
  for (let row = 0; row < rows; row++) from.floats.fill(1000 * row, row * inputs, (row + 1) * inputs);
  kernel.multiply(from, matrix, to, rows);
  for (let row = 0; row < rows; row++)
    for (let output = 0; output < outputs; output++) {
      const exact = -127 * inputs * 1000 * row * (output + 1) + 0.5;
      expect(Math.abs((to.floats[row * outputs + output] ?? 0) / exact - 1)).toBeLessThan(1e-6);
    }
});

it('gives nothing below the floor', () => {
  const kernel = createKernel(module, 1_000_000);
  const [from, to] = [kernel.block(8), kernel.block(8)];
  const bytes = new Int8Array(64).fill(1);
  const bias = Float32Array.of(-4, -3, -2, -1, 1, 2, 3, 4);
  kernel.multiply(
    from,
    kernel.place({ inputs: 8, outputs: 8, bytes, scale: new Float32Array(8), bias }),
    to,
    1,
    0,
  );
  expect([...to.floats.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 2, 3, 4]);
});

it('says that its memory is used up', () => {
  const kernel = createKernel(module, 1_000_000);
  expect(() => kernel.block(512).at + kernel.block(1536).at).toThrow('is used up');
});

it('a module that is none is named', () => {
  expect(() => compile(Buffer.from('hello'), 'm.wasm')).toThrow('m.wasm is damaged');
});
