export type Dice = ReturnType<typeof openDice>;

/** Random numbers that come again with the same seed (mulberry32). What processes do with them is up to their timing. */
export function openDice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    upTo: (most: number) => Math.floor(next() * most),
    chance: (share: number) => next() < share,
    one: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
  };
}
