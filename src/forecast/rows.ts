import type { Features } from './types.ts';

/** Feature rows kept compactly: only what is known, as (name, value) pairs; texts as negative codes of `texts`. */
export class Rows {
  readonly names: string[] = [];
  readonly texts: string[] = [];
  readonly starts: number[] = [0];
  readonly labels: number[] = [];
  readonly weights: number[] = [];
  readonly times: number[] = [];
  #nameIds = new Map<string, number>();
  #textIds = new Map<string, number>();
  #name = new Int32Array(1024);
  #value = new Float64Array(1024);
  #size = 0;

  get length(): number {
    return this.labels.length;
  }

  add(features: Features, label: number, weight: number, at: number): void {
    for (const name in features) {
      if (this.#size === this.#name.length) this.#grow();
      const value = features[name] as number | string;
      this.#name[this.#size] = idIn(this.#nameIds, this.names, name);
      this.#value[this.#size++] =
        typeof value === 'number' ? Math.max(value, LOWEST) : codeOf(idIn(this.#textIds, this.texts, value));
    }
    this.starts.push(this.#size);
    this.labels.push(label);
    this.weights.push(weight);
    this.times.push(at);
  }

  /** Calls `see(row, name id, number or text)` for every known value. */
  each(see: (row: number, name: number, value: number | string) => void): void {
    for (let row = 0; row < this.length; row++) {
      for (let i = this.starts[row] as number; i < (this.starts[row + 1] as number); i++) {
        const value = this.#value[i] as number;
        see(row, this.#name[i] as number, value <= TEXT ? (this.texts[TEXT - value] as string) : value);
      }
    }
  }

  #grow(): void {
    const names = new Int32Array(this.#name.length * 2);
    names.set(this.#name);
    this.#name = names;
    const values = new Float64Array(names.length);
    values.set(this.#value);
    this.#value = values;
  }
}

/** Texts are numbered downwards from here, where no measured number lies. */
const TEXT = -(2 ** 52);
const LOWEST = TEXT / 2;
const codeOf = (id: number) => TEXT - id;

function idIn(ids: Map<string, number>, names: string[], name: string): number {
  let id = ids.get(name);
  if (id === undefined) {
    id = names.length;
    ids.set(name, id);
    names.push(name);
  }
  return id;
}
