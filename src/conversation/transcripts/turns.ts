import type { Speaker, Timing } from '../moves/index.ts';
import { LONGEST_TEXT } from './said.ts';
import type { SpokenTurn } from './types.ts';

export interface Utterance extends Timing {
  readonly speaker: Speaker;
  readonly text: string;
}

/**
 * Milliseconds of silence that part two turns of one speaker. On the phone it is what Contact Lens counts as non-talk
 * time (Amazon Connect Administrator Guide, "non-talk time"); in a chat people type.
 */
const PAUSE = { phone: 3_000, chat: 60_000 } as const;

/**
 * What one speaker says in a row is one turn, from the first word to the last, unless a silence lies between: that must
 * stay to be seen. Utterances that all have a beginning are put in its order; overlaps stay as they are.
 */
export function joinTurns(
  utterances: readonly Utterance[],
  channel: 'phone' | 'chat' = 'phone',
): SpokenTurn[] {
  const turns: Utterance[] = [];
  for (const utterance of inOrder(utterances)) {
    const last = turns.at(-1);
    if (last && last.speaker === utterance.speaker && follows(last, utterance, channel))
      turns[turns.length - 1] = joined(last, utterance);
    else turns.push(utterance);
  }
  return turns.map(bare);
}

function inOrder(utterances: readonly Utterance[]): readonly Utterance[] {
  if (!utterances.every(({ from }) => from !== undefined)) return utterances;
  return [...utterances].sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
}

function follows(last: Utterance, next: Utterance, channel: 'phone' | 'chat'): boolean {
  if (last.text.length + next.text.length > LONGEST_TEXT) return false;
  // A message takes no time; how long somebody speaks is not known from when they began.
  const end = channel === 'chat' ? (last.to ?? last.from) : last.to;
  return end === undefined || next.from === undefined || next.from - end < PAUSE[channel];
}

function joined(last: Utterance, next: Utterance): Utterance {
  const untimed = next.from === undefined && next.to === undefined;
  const ends = [last.to, untimed ? last.to : next.to];
  const to = ends.every((end) => end !== undefined) ? Math.max(...ends) : undefined;
  return { ...last, text: `${last.text} ${next.text}`, to };
}

/** Without the keys that nobody knows. */
function bare({ speaker, text, from, to }: Utterance): SpokenTurn {
  return { speaker, text, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
