import {
  type LabelledTurn,
  type Labeller,
  labelTurns,
  MOVES,
  type Scorecard,
  scorecard,
  type TalkTranscript,
} from '../../conversation/index.ts';
import { iso } from '../../platform/index.ts';

type Move = (typeof MOVES)[number];

/** A labelled stretch of an agent's turn, or a customer's turn; `turn` counts from 0. */
type Segment =
  | { turn: number; speaker: 'agent'; text: string; move: Move; probability: number }
  | { turn: number; speaker: 'customer'; text: string; mood: string; flags: readonly string[] };

/** One talk as `beforehand score --json` prints it. */
export interface TalkScore
  extends Pick<Scorecard, 'overall' | 'direction' | 'control' | 'cycle' | 'evidence'> {
  readonly file: string;
  readonly id: string;
  readonly about: Omit<TalkTranscript, 'id' | 'turns' | 'startedAt'> & { startedAt?: string };
  readonly segments: readonly Segment[];
  /** How many stretches of each move the agent said. */
  readonly moves: Readonly<Record<Move, number>>;
  readonly scorecard: Scorecard;
}

/** Labels a talk and scores it. Labels that came with it are not looked at. */
export function scoreTalk(file: string, transcript: TalkTranscript, labeller: Labeller): TalkScore {
  const { id, turns, startedAt, ...about } = transcript;
  const labelled = labelTurns(turns, labeller);
  const card = scorecard(labelled);
  const { overall, direction, control, cycle, evidence } = card;
  const segments = labelled.flatMap(segmentsOf);
  const count = (move: Move) => segments.filter((one) => one.speaker === 'agent' && one.move === move).length;
  return {
    file,
    id,
    about: { ...about, ...(startedAt === undefined ? {} : { startedAt: iso(startedAt) }) },
    overall,
    direction,
    control,
    cycle,
    evidence,
    segments,
    moves: Object.fromEntries(MOVES.map((move) => [move, count(move)])) as Record<Move, number>,
    scorecard: card,
  };
}

function segmentsOf(labels: LabelledTurn, turn: number): Segment[] {
  if (labels.speaker === 'customer') {
    const { text, mood, flags } = labels;
    return [{ turn, speaker: 'customer', text, mood, flags }];
  }
  return labels.stretches.map(({ text, move, probabilities }) => ({
    turn,
    speaker: 'agent',
    text,
    move,
    probability: Math.round(probabilities[move] * 1000) / 1000,
  }));
}
