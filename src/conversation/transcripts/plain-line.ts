import { readStamp, STAMP, type Stamp } from './stamps.ts';

/** A line of a conversation written down: when, who (or what stands before the first colon), what. */
export interface PlainLine {
  readonly from: Stamp | null;
  readonly to: Stamp | null;
  readonly name: string | null;
  readonly said: string;
  /** The words when the name is none. */
  readonly whole: string;
}

const BEFORE = new RegExp(
  String.raw`^[[(<]?\s*(${STAMP})(?:\s*(?:-->|-|–|to)\s*(${STAMP}))?\s*[\])>]?\s*(?:[-–|,]\s*)?`,
);
const BRACKETED = /^[[(<]/;
/** "Agent [00:01:05]: hello", "Dana (0:05) hello". */
const WITHIN = new RegExp(String.raw`^([^:()[\]]{1,60}?)\s*[[(]\s*(${STAMP})\s*[\])]\s*:?\s*(.*)$`);
/** "Speaker 1  0:05" over the words, as note takers export. */
const OVER = new RegExp(String.raw`^([^:()[\]]{1,60}?)\s+(${STAMP})$`);
const TIMED = /\d:\d\d/;
const NAMED = /^\*{0,2}\s*([\p{L}][^:?!\t]{0,60}?)\s*\*{0,2}\s*:(?!\/\/)\*{0,2}\s*(.*)$/u;
const BRACKET_NAME = /^[[<]([\p{L}][^:\]>]{0,60})[\]>]\s*:?\s*(.*)$/u;
const MOST_WORDS = 6;

export function plainLine(raw: string): PlainLine {
  const line = raw.trim();
  const before = BEFORE.exec(line);
  const rest = before ? line.slice(before[0].length) : line;
  if (before && (BRACKETED.test(line) || named(rest))) {
    const [, from = '', to] = before;
    return { ...bodyOf(rest), from: readStamp(from), to: to === undefined ? null : readStamp(to) };
  }
  const timed = TIMED.test(line) ? (WITHIN.exec(line) ?? OVER.exec(line)) : null;
  if (timed && isName(timed[1] ?? '')) {
    const [, name = '', at = '', said = ''] = timed;
    return { from: readStamp(at), to: null, name, said, whole: line };
  }
  return { from: null, to: null, ...bodyOf(line) };
}

function bodyOf(line: string): Pick<PlainLine, 'name' | 'said' | 'whole'> {
  return { ...(named(line) ?? { name: null, said: line }), whole: line };
}

function named(line: string): { name: string; said: string } | null {
  const match = NAMED.exec(line) ?? BRACKET_NAME.exec(line);
  const name = match?.[1] ?? '';
  return match && isName(name) ? { name: name.trim(), said: match[2] ?? '' } : null;
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.trim().split(/\s+/).length <= MOST_WORDS;
}
