import type { Encoder } from '../../src/conversation/encoder/index.ts';
import { type Seen, seen } from '../../src/conversation/moods/reader.ts';
import { FLAGS, type Flag, type LabelledTurn, MOODS, type Mood } from '../../src/conversation/moves/types.ts';
import type { Part } from '../corpus.ts';
import { asLabelled } from '../moves/examples.ts';

/** A customer's turn as annotated, with what the first stage sees of it. `dialogue` counts within the part. */
export interface Said {
  readonly seen: Seen;
  readonly text: string;
  readonly mood: Mood;
  readonly flags: readonly Flag[];
  readonly dialogue: number;
}

export interface MoodPart {
  readonly name: string;
  readonly said: readonly Said[];
}

export function moodPart({ name, dialogues }: Part, encoder: Encoder): MoodPart {
  const said = dialogues.flatMap(({ turns }, dialogue) => {
    const before: LabelledTurn[] = [];
    return turns.flatMap((turn) => {
      const own = turn.speaker === 'customer' ? seen(turn.text, before, encoder) : null;
      before.push(asLabelled(turn));
      if (turn.speaker === 'agent' || !own) return [];
      return [{ seen: own, text: turn.text, mood: turn.mood, flags: turn.flags, dialogue }];
    });
  });
  return { name, said };
}

export const moodIndex = (turn: Said): number => MOODS.indexOf(turn.mood);
export const moodBit = (turn: Said): number => 1 << moodIndex(turn);
export const flagBits = (turn: Said): number =>
  turn.flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0);
