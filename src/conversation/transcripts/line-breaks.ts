/** The lines of a text one by one, numbered from 1, without an array of them: a file may be a hundred megabytes. */
export function* linesOf(text: string): Generator<{ line: number; text: string }> {
  const breaks = /\r\n|\r|\n/g;
  let start = 0;
  let line = 1;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) {
    yield { line: line++, text: text.slice(start, match.index) };
    start = breaks.lastIndex;
  }
  yield { line, text: text.slice(start) };
}

/** The number of the line that a place in a text is in. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (const match of text.slice(0, at).matchAll(/\r\n|\r|\n/g)) if (match.index < at) line++;
  return line;
}
