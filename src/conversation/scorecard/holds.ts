import { words } from '../moves/index.ts';
import { likely, type Talk } from './talk.ts';

const HELLO =
  /^(?:(?:um|uh|er|so|and|yeah|sorry) )*(?:hello|hullo|you there|are you (?:still )?there|anyone there|anybody there|still there|did i lose you|have i lost you|you still (?:there|on))\b/;
/** A wait of so long, in milliseconds, is one that a customer asks themselves about. */
const LONG_SILENCE = 8_000;
const EVEN = 0.5;
const WAIT =
  /\b(?:hold|moment|second|secs?|minutes?|mins?|ticks?|tick|bear with|hang on|one sec|quiet|while i|let me|lemme|give me|just (?:gonna|going to)|dead air)\b/;

/** A wait: announced before it, or noticed by a customer who had not been told. `turn` is the agent's last before it. */
export interface Wait {
  readonly turn: number;
  readonly words: string;
  readonly announced: boolean;
  readonly silence: number | null;
  readonly sure: number;
}

export function waits({ turns, agent, customer }: Talk): Wait[] {
  const found: Wait[] = [];
  for (const { at, turn } of agent) {
    const silence = silenceAfter(turns, at);
    const next = turns[at + 1];
    const noticed = customer.find(
      (said) =>
        said.at > at &&
        !agent.some((a) => a.at > at && a.at < said.at) &&
        HELLO.test(words(said.turn.text).join(' ')),
    );
    const signpost = likely(turn, 'signpost');
    const announced = signpost >= EVEN && WAIT.test(words(turn.text).join(' '));
    if (announced && !noticed)
      found.push({ turn: at, words: turn.text, announced: true, silence, sure: 2 * signpost - 1 });
    else if (noticed && at > 1)
      found.push({
        turn: noticed.at,
        words: noticed.turn.text,
        announced: signpost >= EVEN,
        silence,
        sure: 1,
      });
    else if (silence !== null && silence >= LONG_SILENCE && next)
      found.push({ turn: at, words: turn.text, announced: signpost >= EVEN, silence, sure: 1 });
  }
  return found;
}

/** Milliseconds from the end of the turn at `at` until anyone speaks; null where times are not known. */
export function silenceAfter(turns: Talk['turns'], at: number): number | null {
  const end = turns[at]?.to;
  const next = turns[at + 1]?.from;
  return end === undefined || next === undefined ? null : Math.max(0, next - end);
}
