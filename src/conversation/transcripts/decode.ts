import type { Found } from './types.ts';

/**
 * The text of a file's bytes: UTF-8, UTF-16 with its mark (or with the zero bytes that give it away), and, with a fault
 * that says so, Windows-1252, which is what a file that is no UTF-8 nearly always is.
 */
export function decodeText(bytes: Uint8Array): { text: string; faults: Found[] } {
  const wide = utf16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), faults: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), faults: [] };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text, faults: [notUtf8(bytes)] };
  }
}

const LOOKED_AT = 2000;

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [i, byte] of start.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd * 4 > start.length && even === 0) return 'utf-16le';
  return even * 4 > start.length && odd === 0 ? 'utf-16be' : null;
}

/** Names the first line that can't be UTF-8, by decoding line by line. */
function notUtf8(bytes: Uint8Array): Found {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      strict.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      break;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return { line, cause: 'is not UTF-8; read as Windows-1252 (Latin-1)', mend: 'save the file as UTF-8' };
}
