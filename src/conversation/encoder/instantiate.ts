/** The part of WebAssembly used here: its types come with the DOM's, which the product does not have. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: unknown) => { readonly exports: unknown };
};

const PAGE = 65_536;

/** Throws an Error naming `file` when the bytes are no module. */
export function compile(wasm: Uint8Array, file: string): object {
  try {
    return new WebAssembly.Module(wasm);
  } catch (cause) {
    throw new Error(`${file} is damaged; build it with npx tsx scripts/build-encoder.ts`, { cause });
  }
}

/** A module over a memory of at least `bytes`, which does not grow. */
export function instantiate(module: object, bytes: number): { memory: ArrayBuffer; exports: unknown } {
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { encoder: { memory } });
  return { memory: memory.buffer, exports };
}
