import { lineAt, linesOf } from './line-breaks.ts';
import type { Place } from './said.ts';
import type { Found } from './types.ts';

/** A JSON value and where it stands. */
export interface Entry {
  readonly place: Place;
  readonly value: unknown;
}

/** Deeper than any vendor's file; what is nested deeper is refused before it is parsed. */
const DEEPEST = 60;

/** One document, the elements of one array, or the values of JSON lines. A bad line is a fault and stops nothing. */
export function readJson(text: string, faults: Found[]): Entry[] {
  if (isLines(text)) return readLines(text, faults);
  const parsed = parse(text);
  if ('fault' in parsed) faults.push(parsed.fault);
  else if (!Array.isArray(parsed.value)) return [{ place: {}, value: parsed.value }];
  else return parsed.value.map((value: unknown, i) => ({ place: { path: `[${i}]` }, value }));
  return [];
}

/** Two lines and more that are each a whole object: JSON lines, also when one of the first is spoilt. */
function isLines(text: string): boolean {
  const first: string[] = [];
  for (const { text: line } of linesOf(text)) {
    if (line.trim() !== '') first.push(line.trim());
    if (first.length === 5) break;
  }
  const whole = first.filter((line) => line.startsWith('{') && line.endsWith('}')).length;
  return first.length > 1 && whole * 2 >= first.length && first.some(isObject);
}

function isObject(line: string): boolean {
  const parsed = parse(line);
  return 'value' in parsed && typeof parsed.value === 'object' && parsed.value !== null;
}

function readLines(text: string, faults: Found[]): Entry[] {
  const entries: Entry[] = [];
  for (const { line, text: raw } of linesOf(text)) {
    if (raw.trim() === '') continue;
    const parsed = parse(raw);
    if ('fault' in parsed) faults.push({ ...parsed.fault, line });
    else entries.push({ place: { line }, value: parsed.value });
  }
  return entries;
}

function parse(text: string): { value: unknown } | { fault: Found } {
  const deep = tooDeep(text);
  if (deep !== null)
    return {
      fault: {
        line: lineAt(text, deep),
        cause: `nested more than ${DEEPEST} deep`,
        mend: 'no transcript is; take the file as the vendor wrote it',
      },
    };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const cause = (error as Error).message;
    return {
      fault: {
        line: lineAt(text, placeOf(text, cause)),
        cause: `not JSON: ${cause.slice(0, 120)}`,
        mend: /end of JSON/.test(cause) ? 'the file is cut short; fetch it again' : 'mend the place named',
      },
    };
  }
}

/** Where the nesting passes the limit, or null. */
function tooDeep(text: string): number | null {
  let depth = 0;
  let within = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (within) {
      if (code === 0x5c) i++;
      else if (code === 0x22) within = false;
    } else if (code === 0x22) within = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return i;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return null;
}

/** V8 says where a text stops being JSON by its position, by the words around it, or, at the end, not at all. */
function placeOf(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const around = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  const found = around === undefined ? -1 : text.indexOf(around);
  return found < 0 ? text.length : found + Math.min(10, around?.length ?? 0);
}
