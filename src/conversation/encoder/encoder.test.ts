import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadEncoder } from './encoder.ts';
// The first 16 numbers that the weights in 32 bits give, by a PyTorch copy of the original graph.
import golden from './fixture/golden.json' with { type: 'json' };
import type { Encoding } from './types.ts';

const encoder = loadEncoder();
const one = (text: string, by = encoder): Encoding => {
  const [encoding] = by.encode([text]);
  if (!encoding) throw new Error('no encoding');
  return encoding;
};
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const alike = (a: string, b: string) => dot(one(a).sentence, one(b).sentence);

describe('encoder', () => {
  it.each(golden)('gives what the original gives: $text', ({ text, mean, sentence }) => {
    const encoding = one(text);
    expect(cosine(encoding.sentence.subarray(0, 16), sentence)).toBeGreaterThan(0.999);
    expect(cosine(encoding.mean.subarray(0, 16), mean)).toBeGreaterThan(0.999);
    for (const [i, x] of sentence.entries()) expect(encoding.sentence[i]).toBeCloseTo(x, 2);
  });

  it('gives sentences of length 1 that are near when their meanings are', () => {
    const text = 'i want my money back';
    expect(alike(text, text)).toBeCloseTo(1, 5);
    expect(alike(text, 'please refund me')).toBeGreaterThan(alike(text, 'the weather is lovely today'));
  });

  it('encodes texts together as it does alone', () => {
    const texts = [
      ...golden.map(({ text }) => text),
      '',
      'yes',
      'hello '.repeat(300),
      'a b c d e f g',
      'No.',
      'yes',
    ];
    const together = loadEncoder().encode(texts);
    for (const [i, text] of texts.entries()) expect(one(text)).toEqual(together[i]);
  });

  it('remembers what it encoded', () => {
    expect(one('where is my parcel')).toBe(one('where is my parcel'));
  });

  it('gives zeros for a text without tokens', () => {
    expect(one('')).toEqual({ mean: new Float32Array(512), sentence: new Float32Array(512) });
    expect(encoder.encode([])).toEqual([]);
  });

  it('does not read past 128 tokens', () => {
    expect(one('hello '.repeat(64))).toEqual(one(`${'hello '.repeat(64)}and so on`));
  });

  it('gives 512 finite numbers for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 6 }), (texts) => {
        for (const { mean, sentence } of encoder.encode(texts))
          for (const numbers of [mean, sentence]) {
            expect(numbers).toHaveLength(512);
            expect(numbers.every(Number.isFinite)).toBe(true);
          }
      }),
    );
  });
});

describe('a file that is not there or not whole', () => {
  const whole = readFileSync(fileURLToPath(new URL('../../../models/encoder.bin', import.meta.url)));
  const mend = 'build it with npx tsx scripts/build-encoder.ts';
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(3_000_000) ^ 4, 3_000_000);

  it.each<[string, Uint8Array, string]>([
    ['cut short', whole.subarray(0, 1_000_000), 'is damaged'],
    ['with one bit changed', flipped, 'is damaged'],
    ['empty', new Uint8Array(), 'is not a sentence encoder of this version'],
    ['of another kind', Buffer.from('BFMV3\n{}\n'), 'is not a sentence encoder of this version'],
  ])('%s', (_, bytes, fault) => {
    const file = join(mkdtempSync(join(tmpdir(), 'encoder-')), 'encoder.bin');
    writeFileSync(file, bytes);
    expect(() => loadEncoder(file)).toThrow(`${file} ${fault}; ${mend}`);
  });

  it('missing', () => {
    expect(() => loadEncoder('/nowhere/encoder.bin')).toThrow(`cannot read /nowhere/encoder.bin; ${mend}`);
  });
});
