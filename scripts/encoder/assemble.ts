import wabt from 'wabt';

/** The module of a text in WebAssembly's text format. Throws when it is not valid with fixed-width SIMD. */
export async function assembled(wat: string): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat('kernel.wat', wat, { simd: true, sat_float_to_int: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  return buffer;
}
