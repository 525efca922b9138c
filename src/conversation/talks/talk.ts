import { ApiError, type Bell, bucketOf, type Clock, type Db, newId } from '../../platform/index.ts';
import { type CycleSummary, cycleSummary, emptyCycle, follow } from '../cycle/index.ts';
import type { LabelledTurn, Labeller, Turn } from '../moves/index.ts';
import { appendTurns, findTalk, lockTalk, putTalk, type Talk, type TalkTurn, turnsOf } from './store.ts';

const LONGEST_TURN = 10_000;

export type Following = { talk: Talk; turns: TalkTurn[]; cycle: CycleSummary; due: TalkTurn['due'] };

export type Talks = {
  begin(given: { id?: string; customerId: string | null; channel: string }): Promise<Talk>;
  /**
   * Takes turns in the order said, labels them and says what is due. `after` is how many turns the sender knows of:
   * turns it has sent before are recognised by it, so that sending them again changes nothing.
   */
  say(id: string, turns: readonly Turn[], after?: number): Promise<Following>;
  read(id: string): Promise<Following>;
};

/** Live conversations at the desk: each turn is labelled and followed through the cycle as it is said. */
export function openTalks({
  db,
  clock,
  bell,
  labeller,
}: {
  db: Db;
  clock: Clock;
  bell: Bell;
  labeller: Labeller;
}): Talks {
  const read = async (id: string): Promise<Following> => {
    const talk = await findTalk(db, bucketOf(id), id);
    if (!talk) throw missing(id);
    return following(talk, await turnsOf(db, talk.bucket, id));
  };
  return {
    read,
    begin: async ({ id = newId('t'), customerId, channel }) => {
      await putTalk(db, { bucket: bucketOf(id), id, customerId, channel, startedAt: clock.now() });
      bell.ring('conversation');
      return (await read(id)).talk;
    },
    say: async (id, turns, after) => {
      const fault = turns.find(
        (turn) => turn.text.length > LONGEST_TURN || turn.text.includes('\0') || !turn.text.isWellFormed(),
      );
      if (fault) {
        throw new ApiError(
          400,
          `a turn is longer than ${LONGEST_TURN} characters, or holds a character that can't be stored`,
          {
            where: 'text',
            mend: 'send it in parts, as plain text',
          },
        );
      }
      const result = await db.transaction(async (tx) => {
        const talk = await lockTalk(tx, bucketOf(id), id);
        if (!talk) throw missing(id);
        const before = await turnsOf(tx, talk.bucket, id);
        const fresh = newTurns(before, turns, after);
        const labelled = label(labeller, before, fresh, clock.now());
        if (labelled.length) await appendTurns(tx, talk.bucket, id, labelled);
        return following(talk, [...before, ...labelled]);
      });
      bell.ring('conversation');
      return result;
    },
  };
}

/** What of `turns` is not known yet. Throws 409 when a known turn is told differently. */
function newTurns(
  before: readonly TalkTurn[],
  turns: readonly Turn[],
  after = before.length,
): readonly Turn[] {
  const told = before.slice(after);
  const differs = told.findIndex((turn, index) => turns[index] && turns[index].text !== turn.labels.text);
  if (after > before.length || differs >= 0) {
    throw new ApiError(
      409,
      `turn ${after + Math.max(differs, 0) + 1} is told differently from what is known`,
      {
        where: 'after',
        mend: `the conversation has ${before.length} turns; send what follows them`,
      },
    );
  }
  return turns.slice(told.length);
}

function label(
  labeller: Labeller,
  before: readonly TalkTurn[],
  turns: readonly Turn[],
  at: number,
): TalkTurn[] {
  const known: LabelledTurn[] = before.map((turn) => turn.labels);
  let state = known.reduce((cycle, turn) => follow(cycle, turn).state, emptyCycle());
  return turns.map((turn) => {
    const labels = labeller.label(turn, known);
    const next = follow(state, labels);
    state = next.state;
    known.push(labels);
    return { seq: known.length, labels, due: next.due, at };
  });
}

function following(talk: Talk, turns: TalkTurn[]): Following {
  const state = turns.reduce((cycle, turn) => follow(cycle, turn.labels).state, emptyCycle());
  return { talk, turns, cycle: cycleSummary(state), due: turns.at(-1)?.due ?? null };
}

function missing(id: string): ApiError {
  return new ApiError(404, `there is no conversation "${id}"`, {
    mend: 'begin one with POST /v1/conversations',
  });
}
