/** Universal Sentence Encoder Lite (Cer et al. 2018, arXiv 1803.11175). */
export const WIDTH = 512;
export const EMBEDDING_WIDTH = 256;
export const HIDDEN = 1536;
export const HEADS = 4;
/** Tokens of a text that are read; the original clips there too. */
export const MOST_TOKENS = 128;
/** What comes in to each of the two layers; both give WIDTH. */
export const LAYER_WIDTHS = [EMBEDDING_WIDTH, WIDTH] as const;
/** Tokens that go through the matrices together: at least MOST_TOKENS, a multiple of 4 for the kernel. More would be no faster. */
export const MOST_ROWS = 128;
