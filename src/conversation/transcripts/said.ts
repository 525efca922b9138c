import type { Timing } from '../moves/index.ts';

/** Where in its file something stands. */
export interface Place {
  readonly line?: number;
  readonly path?: string;
}

/** Words under the name of a speaker, before it is known who is the agent. */
export interface Said extends Timing {
  readonly place: Place;
  /** The speaker's name; null when none stands before the words. */
  readonly name: string | null;
  /** The name has a field of its own; otherwise it is what stands before a colon, and may be no name at all. */
  readonly sure: boolean;
  readonly text: string;
  /** The text with what may be a name, for when it is none. */
  readonly whole: string;
}

/** More than anybody says in one go: longer than this it is no conversation, and would hold up every turn after it. */
export const LONGEST_TEXT = 20_000;

export function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function quoted(text: string): string {
  const short = clean(text.slice(0, 80));
  return `"${short.length > 40 ? `${short.slice(0, 40)}…` : short}"`;
}
