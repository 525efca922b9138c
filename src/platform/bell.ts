/** Tells whoever listens in this process that rows of a kind changed; pages use it to show the new state at once. */
export class Bell {
  readonly #listeners = new Set<(topic: string) => void>();

  ring(topic: string): void {
    for (const listener of this.#listeners) listener(topic);
  }

  /** Returns how to stop listening. */
  listen(listener: (topic: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
