import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeModel } from './model.ts';
import { createTokeniser } from './tokeniser.ts';

const file = fileURLToPath(new URL('../../../models/encoder.bin', import.meta.url));
const tokenise = createTokeniser(decodeModel(readFileSync(file), file).vocabulary);

describe('tokeniser', () => {
  // What the tokeniser of TensorFlow's universal-sentence-encoder gives for the lower-cased text.
  it.each<[string, number[]]>([
    ['', []],
    ['hello world', [2002, 102, 311]],
    ['Hello, World!', [2002, 102, 8, 311, 78]],
    [' ', [30, 30]],
    ['  two  spaces ', [30, 30, 174, 30, 1016, 7, 30]],
    ['tabs\tand\nnewlines', [5520, 7, 0, 381, 0, 2664, 721, 7]],
    ['😀', [30, 0]],
    ['😀😀☃ ok', [30, 0, 2303]],
    ['a😀b', [11, 0, 151]],
    ['ﬁne １２ ①', [839, 575, 207]],
    ["What's the order no. 48-2210?", [87, 13, 7, 9, 641, 104, 6, 5565, 24, 3581, 1302, 54]],
    ['the refund: £20.00', [9, 137, 5906, 57, 3011, 817, 3990]],
    ['naïve café ÅNGSTRÖM', [1216, 0, 105, 976, 209, 1133, 30, 7685, 1143, 2194, 6781, 47]],
    ['http://a.b :)', [290, 255, 86, 6, 151, 658]],
  ])('%j', (text, tokens) => {
    expect(tokenise(text)).toEqual(tokens);
  });

  it('reads a very long text to its end', () => {
    expect(tokenise('hello '.repeat(20_000))).toEqual([...Array(20_000).fill([2002, 102]).flat(), 30]);
  });
});
