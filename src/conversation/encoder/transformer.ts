import { attend, type Span } from './attention.ts';
import { createEmbedding } from './embedding.ts';
import { type Block, createKernel, type Kernel, type Placed, type PlacedNorm } from './kernel.ts';
import type { EncoderModel, Layer, Linear } from './model.ts';
import { add, average, squashed } from './rows.ts';
import { EMBEDDING_WIDTH, HIDDEN, MOST_ROWS, WIDTH } from './shape.ts';
import type { Encoding } from './types.ts';

/** Encodes texts of tokens together; none is empty and together they have at most MOST_ROWS tokens. */
export type Transform = (texts: readonly (readonly number[])[]) => Encoding[];

interface PlacedLayer extends Record<'attention' | 'attended' | 'hidden' | 'narrowed', Placed> {
  readonly width: number;
  readonly beforeAttention: PlacedNorm;
  readonly beforeHidden: PlacedNorm;
  readonly carried: Placed | undefined;
}

/** What the layers work in, a row a token; `weights` a number a token. */
type Desk = Record<'stream' | 'next' | 'normal' | 'wide' | 'change' | 'weights', Block>;

/** The two pre-norm layers of Universal Sentence Encoder Lite, its mean over tokens and its head. `module`: models/encoder.wasm, compiled. */
export function createTransformer(model: EncoderModel, module: object): Transform {
  const kernel = createKernel(module, memoryFor(model));
  const embed = createEmbedding(model);
  const layers = model.layers.map((layer) => placed(kernel, layer));
  const head = kernel.place(model.head);
  const desk: Desk = {
    stream: kernel.block(WIDTH),
    next: kernel.block(WIDTH),
    normal: kernel.block(WIDTH),
    wide: kernel.block(HIDDEN),
    change: kernel.block(WIDTH),
    weights: kernel.block(1),
  };
  return (texts) => {
    let rows = 0;
    const spans = texts.map((tokens): Span => {
      const from = rows;
      for (const [position, token] of tokens.entries())
        embed(token, position, desk.stream.floats, rows++ * EMBEDDING_WIDTH);
      return { from, count: tokens.length };
    });
    const last = layers.reduce(
      (stream, layer) => through(kernel, layer, stream, desk, spans, rows),
      desk.stream,
    );
    const { normal: means, change: heads } = desk;
    for (const [row, { from, count }] of spans.entries())
      average(last.floats, from, count, means.floats, row, WIDTH);
    kernel.multiply(means, head, heads, texts.length);
    return texts.map((_, row) => ({
      mean: means.floats.slice(row * WIDTH, (row + 1) * WIDTH),
      sentence: squashed(heads.floats.subarray(row * WIDTH, (row + 1) * WIDTH)),
    }));
  };
}

/** One layer; gives the block that the next goes on from. */
function through(
  kernel: Kernel,
  layer: PlacedLayer,
  before: Block,
  desk: Desk,
  spans: readonly Span[],
  rows: number,
): Block {
  const { normal, wide, change, weights } = desk;
  kernel.normalise(before, layer.beforeAttention, normal, rows);
  kernel.multiply(normal, layer.attention, wide, rows);
  for (const span of spans) attend(kernel, wide, normal, weights, span, layer.width);
  kernel.multiply(normal, layer.attended, change, rows);
  const stream = layer.carried ? desk.next : before;
  if (layer.carried) kernel.multiply(before, layer.carried, stream, rows);
  add(stream.floats, change.floats, rows * WIDTH);

  kernel.normalise(stream, layer.beforeHidden, normal, rows);
  kernel.multiply(normal, layer.hidden, wide, rows, 0);
  kernel.multiply(wide, layer.narrowed, change, rows);
  add(stream.floats, change.floats, rows * WIDTH);
  return stream;
}

function placed(kernel: Kernel, layer: Layer): PlacedLayer {
  return {
    width: layer.width,
    beforeAttention: kernel.placeNorm(layer.beforeAttention),
    beforeHidden: kernel.placeNorm(layer.beforeHidden),
    attention: kernel.place(layer.attention),
    attended: kernel.place(layer.attended),
    carried: layer.carried && kernel.place(layer.carried),
    hidden: kernel.place(layer.hidden),
    narrowed: kernel.place(layer.narrowed),
  };
}

/** Room for the matrices, for the blocks of the desk and for the kernel's own rows in 16 bits, with some to spare. */
function memoryFor({ layers, head }: EncoderModel): number {
  const matrices = layers.flatMap((l) => [l.attention, l.attended, l.carried, l.hidden, l.narrowed]);
  const size = ({ bytes, scale, bias }: Linear) => bytes.byteLength + scale.byteLength + bias.byteLength;
  const weights = [...matrices, head].reduce((sum, matrix) => sum + (matrix ? size(matrix) : 0), 0);
  return weights + MOST_ROWS * (4 * (4 * WIDTH + HIDDEN) + 2 * HIDDEN) + 2 ** 16;
}
