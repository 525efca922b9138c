import type { Linear } from '../../src/conversation/encoder/model.ts';

/** Columns of a panel; see kernel.wat. */
const PANEL = 8;
const MOST = 127;
/** Sizes of step that are tried, from the one that cuts nothing down to half of it. */
const TRIES = 40;

/** A matrix of `inputs` rows by `outputs` columns to bytes, a scale a column, in the kernel's order. */
export function roundedMatrix(
  weights: Float32Array,
  bias: Float32Array,
  inputs: number,
  outputs: number,
): Linear {
  const bytes = new Int8Array(inputs * outputs);
  const scale = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const column = Float32Array.from(
      { length: inputs },
      (_, input) => weights[input * outputs + output] ?? 0,
    );
    const { bytes: values, scale: step } = roundedVector(column);
    scale[output] = step;
    const panel = Math.floor(output / PANEL) * inputs * PANEL + (output % PANEL) * 2;
    for (const [input, value] of values.entries())
      bytes[panel + (input >> 1) * PANEL * 2 + (input & 1)] = value;
  }
  return { inputs, outputs, bytes, scale, bias };
}

/** Rows of `width` to bytes in their order, a scale a row. */
export function roundedRows(weights: Float32Array, width: number): { bytes: Int8Array; scale: Float32Array } {
  const bytes = new Int8Array(weights.length);
  const scale = new Float32Array(weights.length / width);
  for (let row = 0; row < scale.length; row++) {
    const { bytes: values, scale: step } = roundedVector(weights.subarray(row * width, (row + 1) * width));
    bytes.set(values, row * width);
    scale[row] = step;
  }
  return { bytes, scale };
}

/** To -127..127 steps, of the size that leaves the least squared error: cutting the few largest often does. */
function roundedVector(vector: Float32Array): { bytes: Int8Array; scale: number } {
  const full = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / MOST || 1;
  const scales = Array.from({ length: TRIES }, (_, i) => Math.fround(full * (1 - i / (2 * TRIES))));
  const errors = scales.map((scale) => squaredError(vector, scale));
  const scale = scales[errors.indexOf(Math.min(...errors))] ?? full;
  return { bytes: Int8Array.from(vector, (x) => inSteps(x, scale)), scale };
}

const inSteps = (x: number, scale: number) => Math.max(-MOST, Math.min(MOST, Math.round(x / scale)));

function squaredError(vector: Float32Array, scale: number): number {
  let sum = 0;
  for (const x of vector) sum += (x - inSteps(x, scale) * scale) ** 2;
  return sum;
}
