/**
 * One computation for all who ask at once. Who asks while it runs gets its result, unless something has `changed`
 * since it began: then the next one is theirs, and begins when this has ended.
 */
export function shared<K, V>(compute: (key: K) => Promise<V>, changed: () => number): (key: K) => Promise<V> {
  type Run = { began: number | null; result: Promise<V> };
  const runs = new Map<K, Run>();
  return (key) => {
    const before = runs.get(key);
    if (before && (before.began === null || before.began === changed())) return before.result;
    const run: Run = { began: null, result: begin() };
    runs.set(key, run);
    return run.result;

    async function begin(): Promise<V> {
      await before?.result.catch(() => {});
      // Whoever asks before this line is served by what is read after it.
      await Promise.resolve();
      run.began = changed();
      try {
        return await compute(key);
      } finally {
        if (runs.get(key) === run) runs.delete(key);
      }
    }
  };
}
