/** Word n-grams (1 to 3) with the ends marked: how a stretch begins and ends says more than its middle. */
export function* wordGrams(prefix: string, list: readonly string[]): Generator<string> {
  const marked = ['^', ...list.map((word) => (/^\p{N}+$/u.test(word) ? '#' : word)), '$'];
  for (let i = 0; i < marked.length; i++) {
    yield `${prefix}1${marked[i]}`;
    if (i + 1 < marked.length) yield `${prefix}2${marked[i]} ${marked[i + 1]}`;
    if (i + 2 < marked.length) yield `${prefix}3${marked[i]} ${marked[i + 1]} ${marked[i + 2]}`;
  }
}

/** Character n-grams (2 to 4) inside words, spaces at their ends: catches inflection and spelling. */
export function* charGrams(prefix: string, list: readonly string[]): Generator<string> {
  for (const word of list) {
    if (/^\p{N}+$/u.test(word)) continue;
    const padded = ` ${word} `;
    for (let n = 2; n <= 4; n++)
      for (let i = 0; i + n <= padded.length; i++) yield prefix + padded.slice(i, i + n);
  }
}
