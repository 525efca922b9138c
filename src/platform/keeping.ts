/** The function with what it answered kept, the last `most` or so of its arguments: for what is asked over and over. */
export function keeping<K, V>(most: number, work: (key: K) => V): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const before = kept.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    if (kept.size >= most) kept.clear();
    kept.set(key, value);
    return value;
  };
}
