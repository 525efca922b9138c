import type { EncoderModel, Layer, Norm } from '../../src/conversation/encoder/model.ts';
import { EMBEDDING_WIDTH, HIDDEN, LAYER_WIDTHS, WIDTH } from '../../src/conversation/encoder/shape.ts';
import type { Original } from './original.ts';
import { roundedMatrix, roundedRows } from './round.ts';

const JOINED = '/ConcatPartitions/concat';

/** The model as src/conversation/encoder has it, from the tensors of the original. */
export function rounded({ vocabulary, floats }: Original): EncoderModel {
  const linear = (weights: string, bias: string, inputs: number, outputs: number) =>
    roundedMatrix(floats(weights, inputs * outputs), floats(`${bias}${JOINED}`, outputs), inputs, outputs);
  const norm = (prefix: string, width: number): Norm => ({
    scale: floats(`${prefix}layer_prepostprocess/layer_norm/layer_norm_scale${JOINED}`, width),
    bias: floats(`${prefix}layer_prepostprocess/layer_norm/layer_norm_bias${JOINED}`, width),
  });
  const layer = (width: number, i: number): Layer => {
    const at = `Encode/Layer_${i}/TransformerLayer/`;
    const stack = `Encode/TransformerStack/Layer_${i}/TransformerLayer/`;
    const heads = `${at}MultiheadAttention/`;
    const transform = (which: string, outputs: number) =>
      linear(`${heads}${which}/kernel/part_0`, `${heads}${which}/bias`, width, outputs);
    return {
      width,
      beforeAttention: norm(at, width),
      attention: transform('qkv_transform_single', 3 * width),
      attended: transform('output_transform_single', WIDTH),
      carried:
        width === WIDTH ? undefined : linear(`${at}dense/kernel${JOINED}`, `${at}dense/bias`, width, WIDTH),
      beforeHidden: norm(`${at}FFN/`, WIDTH),
      hidden: linear(`${stack}FFN/conv1/Tensordot/Reshape_1`, `${at}FFN/conv1/bias`, WIDTH, HIDDEN),
      narrowed: linear(`${stack}FFN/conv2/Tensordot/Reshape_1`, `${at}FFN/conv2/bias`, HIDDEN, WIDTH),
    };
  };
  const tokens = vocabulary.pieces.length;
  const head = 'hidden_layers/tanh_layer_0/';
  return {
    vocabulary,
    // The original has rows for two tokens more than its vocabulary.
    embedding: roundedRows(
      floats('module/Embeddings_en', (tokens + 2) * EMBEDDING_WIDTH).subarray(0, tokens * EMBEDDING_WIDTH),
      EMBEDDING_WIDTH,
    ),
    frequencies: floats('AddTimingSignal/TimingSignal/ExpandDims_1', EMBEDDING_WIDTH / 2),
    layers: LAYER_WIDTHS.map(layer),
    head: roundedMatrix(floats(`${head}weights`, WIDTH * WIDTH), floats(`${head}bias`, WIDTH), WIDTH, WIDTH),
  };
}
