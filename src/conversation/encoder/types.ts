/** What a text means, as numbers. Do not write to the arrays: they are remembered and given again. */
export interface Encoding {
  /** 512 numbers: the mean over the text's tokens of what the last layer says of each. */
  readonly mean: Float32Array;
  /** 512 numbers of length 1: the dot product of two says how alike their texts are. All zero for a text without tokens. */
  readonly sentence: Float32Array;
}

export interface Encoder {
  /** One encoding a text, in order. Texts are read without case; of each, the first 128 tokens (some 80 words). */
  encode(texts: readonly string[]): Encoding[];
}
