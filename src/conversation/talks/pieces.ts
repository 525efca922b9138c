import type { Instant } from '../../platform/index.ts';
import type { Speaker, Turn } from '../moves/index.ts';

/** A piece of speech that a transcription is sure of. `source`: its own id, the same however often it is told. */
export interface Piece {
  readonly source: string;
  readonly speaker: Speaker;
  readonly text: string;
  readonly beganAt: Instant;
  readonly endedAt: Instant;
}

/** A pause this short, ms, is a breath: what comes after it goes on with the turn. */
export const BREATH = 2000;

/**
 * The turns that pieces make, in the order in which they were spoken, whatever order they came in: neighbouring pieces of
 * one speaker are one turn, as long as hardly a breath lies between. Times are from `startedAt` on. Pure.
 */
export function turnsOfPieces(pieces: readonly Piece[], startedAt: Instant): Turn[] {
  const spoken = [...pieces].sort((a, b) => a.endedAt - b.endedAt || (a.source < b.source ? -1 : 1));
  const turns: { speaker: Speaker; text: string; from: number; to: number }[] = [];
  for (const { speaker, text, beganAt, endedAt } of spoken) {
    const [from, to] = [Math.max(0, beganAt - startedAt), Math.max(0, endedAt - startedAt)];
    const last = turns.at(-1);
    if (last?.speaker === speaker && from - last.to <= BREATH) {
      last.text = `${last.text} ${text}`;
      last.to = to;
    } else turns.push({ speaker, text, from, to });
  }
  return turns;
}

/** Slow speech, ms a word: from when a piece that only says when it ended is taken to have lasted. */
const MS_A_WORD = 400;

/** When words that ended at an instant began, at an ordinary pace. */
export function likelyBegin(text: string, endedAt: Instant): Instant {
  return endedAt - text.trim().split(/\s+/).length * MS_A_WORD;
}
