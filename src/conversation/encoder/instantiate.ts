/** The part of WebAssembly used here: its types come with the DOM's, which the product does not have. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: unknown) => { readonly exports: unknown };
};

const PAGE = 65_536;

/** A module over a memory of at least `bytes`, which does not grow. Throws what WebAssembly throws for bytes that are no module. */
export function instantiate(wasm: Uint8Array, bytes: number): { memory: ArrayBuffer; exports: unknown } {
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { encoder: { memory } });
  return { memory: memory.buffer, exports };
}
