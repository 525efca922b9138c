const NEWLINE = 10;

/** Bytes of a line at most; what is longer is no message, and a file without line ends would not fit into memory. */
export const LONGEST_LINE = 16_000_000;

/** The bytes of a text, without what goes beyond `longest` in any of its lines. */
export async function* cutLongLines(
  text: AsyncIterable<Buffer | string>,
  longest = LONGEST_LINE,
): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const part of text) {
    const chunk = Buffer.isBuffer(part) ? part : Buffer.from(part);
    for (let from = 0; from < chunk.length; ) {
      const rest = chunk.subarray(from);
      if (length + rest.length <= longest) {
        length = rest.length - 1 - rest.lastIndexOf(NEWLINE) + (rest.includes(NEWLINE) ? 0 : length);
        yield rest;
        break;
      }
      const end = rest.indexOf(NEWLINE);
      const line = end < 0 ? rest : rest.subarray(0, end);
      yield line.subarray(0, Math.max(0, longest - length));
      length += line.length;
      if (end < 0) break;
      yield rest.subarray(end, end + 1);
      length = 0;
      from += end + 1;
    }
  }
}
