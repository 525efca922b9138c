/** 32 well-mixed bits that stand for a text (FNV-1a with the finish of MurmurHash3). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Distinct things in bounded memory, each with all that was noted of it (P. Gibbons, "Distinct sampling for highly-accurate
 * answers to distinct values queries", VLDB 2001): when there are too many, those stay whose hash begins with one more
 * zero. What stays depends on what there was, never on its order.
 */
export class DistinctSample<T> {
  #level = 0;
  readonly #kept = new Map<number, T>();

  /** The notes on a thing, made when it is new; null when it is not in the sample. */
  note(hash: number, most: number, make: () => T): T | null {
    if (Math.clz32(hash) < this.#level) return null;
    const known = this.#kept.get(hash);
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(hash, made);
    if (this.#kept.size > most) this.trim(most);
    return made;
  }

  trim(most: number): void {
    while (this.#kept.size > most) {
      this.#level++;
      for (const hash of this.#kept.keys()) if (Math.clz32(hash) < this.#level) this.#kept.delete(hash);
    }
  }

  notes(): T[] {
    return [...this.#kept.values()];
  }

  /** How many distinct things there were, about; exact while all of them fit. */
  get distinct(): number {
    return this.#kept.size * 2 ** this.#level;
  }
}
