import type { Fault } from './types.ts';

/** A fault at an offset of the text. */
export function faultAt(text: string, offset: number, message: string, mend?: string | null): Fault {
  const before = text.slice(0, offset).split('\n');
  const place = { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
  return mend ? { message, ...place, mend } : { message, ...place };
}

/** "line 1, column 7: no fact `cabn` of trip; did you mean `cabin`?" */
export function faultText({ message, line, column, mend }: Fault): string {
  return `line ${line}, column ${column}: ${message}${mend ? `; ${mend}` : ''}`;
}
