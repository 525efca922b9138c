/** A sparse vector over hashed features; `size` is a power of two. */
export interface Sparse {
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** Collects named features into a hashed sparse vector. A group of n equal features weighs the same as one: each gets 1/√n. */
export class SparseBuilder {
  private readonly index: number[] = [];
  private readonly value: number[] = [];
  private readonly mask: number;
  private readonly from: number;

  /** `from`: the bit of a name's hash at which its index begins. From 16 on, other names share an index than from 0 on. */
  constructor(size: number, from = 0) {
    this.mask = size - 1;
    this.from = from;
  }

  add(name: string, value: number): void {
    this.index.push((hash(name) >>> this.from) & this.mask);
    this.value.push(value);
  }

  /** Adds every distinct name once; the group's length is `weight`. */
  group(names: Iterable<string>, weight: number): void {
    const distinct = new Set(names);
    const each = weight / Math.sqrt(distinct.size || 1);
    for (const name of distinct) this.add(name, each);
  }

  build(): Sparse {
    return { index: Int32Array.from(this.index), value: Float32Array.from(this.value) };
  }
}

/** 32 bits: FNV-1a over UTF-16 units with a final mix (MurmurHash3's), so that low bits depend on every unit. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
