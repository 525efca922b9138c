/** Passes a stream on `count` items late, and shows each item to `seen` when it comes in. */
export async function* readAhead<T>(
  input: AsyncIterable<T>,
  count: number,
  seen: (item: T) => void,
): AsyncGenerator<T> {
  const waiting: T[] = [];
  for await (const item of input) {
    seen(item);
    waiting.push(item);
    if (waiting.length > count) yield waiting.shift() as T;
  }
  yield* waiting;
}
