import type { SecondStage } from '../../src/conversation/moods/model.ts';
import { flagInputs, moodInputs, PAST_SIZE, SCORES, type Scores } from '../../src/conversation/moods/past.ts';
import { decide } from '../../src/conversation/moods/reader.ts';
import { certainMood } from '../../src/conversation/moves/certain.ts';
import { FLAGS, type LabelledTurn, MOODS, type MoodReading } from '../../src/conversation/moves/types.ts';
import { train } from '../moves/train.ts';
import { chooseLeans, chooseLevels } from './choose.ts';
import { flagBits, moodIndex, type Said } from './examples.ts';

/** A turn and what a first stage that had not seen it makes of it; `opens` when it is the customer's first. */
export interface Scored {
  readonly turn: Said;
  readonly first: Scores;
  readonly opens: boolean;
}

/** Reads turns in the order said, each after its own readings of those before it in the dialogue. */
export function readAll(list: readonly Scored[], model: SecondStage): MoodReading[] {
  let before: LabelledTurn[] = [];
  return list.map(({ turn, first, opens }) => {
    if (opens) before = [];
    const reading = decide(first, before, model);
    before.push({ speaker: 'customer', text: turn.text, ...reading });
    return reading;
  });
}

/**
 * Learns the second stage in two rounds: the history in the first is the annotation, in the second it is what the first
 * round reads, as it will be when nobody annotates.
 */
export function fitSecond(list: readonly Scored[], seed: number): SecondStage {
  const flags = train(
    list.map(({ turn, first }) => ({ x: flagInputs(first), y: flagBits(turn) })),
    { ...OPTIONS, seed, loss: 'logistic', outputs: FLAGS.length, size: SCORES },
  );
  let readings = list.map(({ turn }) => certainMood(turn.mood, turn.flags));
  let stage: SecondStage | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const moods = train(
      withHistory(list, readings).map(({ turn, first, before }) => ({
        x: moodInputs(first, before),
        y: moodIndex(turn),
      })),
      { ...OPTIONS, seed, loss: 'softmax', outputs: MOODS.length, size: PAST_SIZE },
    );
    stage = { moods, flags, moodLeans: MOODS.map(() => 0), flagLevels: FLAGS.map(() => 0.5) };
    readings = readAll(list, stage);
  }
  if (!stage) throw new Error('no round of training');
  return {
    ...stage,
    moodLeans: chooseLeans(
      list.map(({ turn }) => turn.mood),
      readings,
    ),
    flagLevels: chooseLevels(list, readings),
  };
}

const ROUNDS = 2;
const OPTIONS = { epochs: 8, rate: 0.1, decay: 1e-6 } as const;

function withHistory(list: readonly Scored[], readings: readonly MoodReading[]) {
  let before: LabelledTurn[] = [];
  return list.map(({ turn, first, opens }, i) => {
    if (opens) before = [];
    const mine = before;
    const reading = readings[i];
    if (reading) before = [...before, { speaker: 'customer', text: turn.text, ...reading }];
    return { turn, first, before: mine };
  });
}
