/** The nine labels of `data/dialogues/GUIDE.md`; the order is the order of the model's outputs. */
export const MOVES = [
  'signpost',
  'question',
  'listen',
  'acknowledge',
  'backchannel',
  'reassure',
  'explain',
  'social',
  'other',
] as const;
export type Move = (typeof MOVES)[number];

export const MOODS = ['neutral', 'frustrated', 'anxious', 'confused', 'pleased'] as const;
export type Mood = (typeof MOODS)[number];

/** repeat: says it again; lost: does not know what is happening; stop: wants no more messages; escalate: wants a supervisor or threatens to leave. */
export const FLAGS = ['repeat', 'lost', 'stop', 'escalate'] as const;
export type Flag = (typeof FLAGS)[number];

export type Speaker = 'agent' | 'customer';

/** When a turn was said, in milliseconds since the talk began; absent where nobody knows (pasted text, chat exports without times). */
export interface Timing {
  readonly from?: number;
  readonly to?: number;
}

/** What one speaker says before the other does. `stretches` is given when the boundaries are known, and then only labelled. */
export interface Turn extends Timing {
  readonly speaker: Speaker;
  readonly text: string;
  readonly stretches?: readonly string[];
}

/**
 * A stretch of an agent's turn; `probabilities` sum to 1 and `move` is the greatest of them. Not `sure`: better say
 * nothing of this stretch than rely on its move (docs/moves.md says how often either is right).
 */
export interface Stretch {
  readonly text: string;
  readonly move: Move;
  readonly probabilities: Readonly<Record<Move, number>>;
  readonly sure: boolean;
}

export interface AgentTurn extends Timing {
  readonly speaker: 'agent';
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

export interface CustomerTurn extends Timing {
  readonly speaker: 'customer';
  readonly text: string;
  readonly mood: Mood;
  readonly flags: readonly Flag[];
  /** Sum to 1. `mood` leans to the rarer ones, so that it is not always the greatest of them. */
  readonly moodProbabilities: Readonly<Record<Mood, number>>;
  /** Each by itself: a turn may carry several flags. */
  readonly flagProbabilities: Readonly<Record<Flag, number>>;
}

export type LabelledTurn = AgentTurn | CustomerTurn;

export type MoodReading = Pick<CustomerTurn, 'mood' | 'flags' | 'moodProbabilities' | 'flagProbabilities'>;

/** Reads the mood and flags of what a customer says after `before`. Pure and synchronous. */
export interface MoodReader {
  read(text: string, before: readonly LabelledTurn[]): MoodReading;
}

/**
 * The seam: anything that labels one turn, given the turns before it as it labelled them.
 * Pure and synchronous: the same turn after the same turns always gets the same labels.
 */
export interface Labeller {
  label(turn: Turn, before: readonly LabelledTurn[]): LabelledTurn;
}
