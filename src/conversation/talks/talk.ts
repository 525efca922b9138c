import {
  ApiError,
  type Bell,
  bucketOf,
  type Clock,
  type Db,
  type LanguageModel,
  type Log,
  newId,
  type Tx,
} from '../../platform/index.ts';
import { type CycleSummary, cycleSummary } from '../cycle/index.ts';
import type { Assurance } from '../dialogue/index.ts';
import {
  type Habits,
  habitsOf,
  type Known,
  putHabits,
  recentHabits,
  rewrite,
  together,
} from '../guidance/index.ts';
import type { Labeller, Turn } from '../moves/index.ts';
import { addTurns, followAll, newTurns, sameTurns, standing } from './add.ts';
import { type Piece, turnsOfPieces } from './pieces.ts';
import {
  appendTurns,
  dropTurns,
  findTalk,
  lockTalk,
  piecesOf,
  putPiece,
  putTalk,
  reword,
  type Talk,
  type TalkTurn,
  turnsOf,
} from './store.ts';

const LONGEST_TURN = 10_000;

export type Following = { talk: Talk; turns: TalkTurn[]; cycle: CycleSummary; due: TalkTurn['due'] };
export type Beginning = {
  id?: string;
  customerId: string | null;
  channel: string;
  /** Who speaks for the company, as the desk calls them. */
  agent?: string | null;
  /** How sure it is that the customer is who speaks; from a number or address when not told. */
  assurance?: Assurance;
};

export type Talks = {
  /** Begins it, or finds it begun; an agent who is told later takes it over. */
  begin(given: Beginning): Promise<Talk>;
  /**
   * Takes turns in the order said, labels them and says what is due. `after` is how many turns the sender knows of:
   * turns it has sent before are recognised by it, so that sending them again changes nothing.
   */
  say(id: string, turns: readonly Turn[], after?: number): Promise<Following>;
  /** Takes a piece of speech, in whatever order it comes: the turn that it belongs to grows, or a turn begins. */
  hear(id: string, piece: Piece): Promise<Following>;
  read(id: string): Promise<Following>;
};

export type TalkDeps = {
  db: Db;
  clock: Clock;
  bell: Bell;
  log: Log;
  labeller: Labeller;
  /** What suggestions may name of a customer. */
  knownOf(customerId: string | null, assurance: Assurance): Promise<Known>;
  /** Rewords suggestions; null: they stay as they are. */
  model: LanguageModel | null;
};

/** Live conversations at the desk: each turn is labelled and followed through the cycle as it is said. */
export function openTalks({ db, clock, bell, log, labeller, knownOf, model }: TalkDeps): Talks {
  const read = async (id: string): Promise<Following> => {
    const talk = await findTalk(db, bucketOf(id), id);
    if (!talk) throw missing(id);
    return following(talk, await turnsOf(db, talk.bucket, id));
  };

  /** Changes what was said, one change after another: the turns from number `from` on become `turns`. */
  const change = async (
    id: string,
    decide: (tx: Tx, talk: Talk, before: TalkTurn[]) => Promise<{ from: number; turns: readonly Turn[] }>,
  ): Promise<Following> => {
    const habits = await habitsFor(id);
    const [result, added] = await db.transaction(async (tx) => {
      const talk = await lockTalk(tx, bucketOf(id), id);
      if (!talk) throw missing(id);
      const before = await turnsOf(tx, talk.bucket, id);
      const { from, turns } = await decide(tx, talk, before);
      const kept = before.slice(0, from);
      const { added: labelled, cycle } = addTurns(
        labeller,
        kept,
        turns,
        { known: talk.known, habits },
        clock.now(),
      );
      if (from < before.length) await dropTurns(tx, talk.bucket, id, from);
      if (labelled.length) await appendTurns(tx, talk.bucket, id, labelled);
      return [following(talk, [...kept, ...labelled], cycle), labelled] as const;
    });
    bell.ring('conversation');
    if (added.length) await after(result);
    return result;
  };

  const habitsFor = async (id: string): Promise<Habits> => {
    const talk = await findTalk(db, bucketOf(id), id);
    return talk?.agent ? together(await recentHabits(db, talk.agent, id)) : {};
  };

  /** What follows from a change, of which no turn has to wait. */
  const after = async (result: Following): Promise<void> => {
    const { talk, turns, cycle } = result;
    const last = turns.at(-1);
    if (talk.agent) await putHabits(db, talk.agent, talk.id, talk.startedAt, habitsOf(cycle.findings));
    if (!model || !last?.due) return;
    const plain = last.due;
    const labels = turns.map((turn) => turn.labels);
    rewrite(model, plain, labels)
      .then(async (say) => {
        if (await reword(db, talk.bucket, talk.id, last.seq, { plain: plain.say, say }))
          bell.ring('conversation');
      })
      .catch((err: unknown) => log.debug({ err, talk: talk.id }, 'a suggestion stays as it is'));
  };

  return {
    read,
    begin: async ({ id = newId('t'), customerId, channel, agent = null, assurance = 'number' }) => {
      const bucket = bucketOf(id);
      const begun = await findTalk(db, bucket, id);
      if (!begun || (agent !== null && agent !== begun.agent)) {
        // Who takes over may know better who is there.
        const known = await knownOf(begun?.customerId ?? customerId, assurance);
        await putTalk(db, { bucket, id, customerId, channel, startedAt: clock.now(), agent, known });
        bell.ring('conversation');
      }
      return (await read(id)).talk;
    },
    say: (id, turns, known) => {
      mustBeStorable(turns);
      return change(id, async (_, __, before) => ({
        from: before.length,
        turns: newTurns(before, turns, known),
      }));
    },
    hear: (id, piece) => {
      mustBeStorable([piece]);
      return change(id, async (tx, talk, before) => {
        const pieces = await piecesOf(tx, talk.bucket, id);
        const base = baseOf(before, pieces, talk.startedAt);
        const fresh = await putPiece(tx, talk.bucket, id, { ...piece, base });
        if (!fresh) return { from: before.length, turns: [] };
        const latest = [...pieces.filter((one) => one.base === base), piece];
        const told = turnsOfPieces(latest, talk.startedAt);
        const from = base + sameTurns(before.slice(base), told);
        return { from, turns: told.slice(from - base) };
      });
    },
  };
}

/** How many turns stand: those before the pieces that still grow. After a turn that was typed pieces begin anew. */
function baseOf(
  before: readonly TalkTurn[],
  pieces: readonly (Piece & { base: number })[],
  startedAt: number,
): number {
  const base = Math.max(-1, ...pieces.map((piece) => piece.base));
  const grown = turnsOfPieces(
    pieces.filter((piece) => piece.base === base),
    startedAt,
  );
  return base >= 0 && base + grown.length === before.length ? base : before.length;
}

function mustBeStorable(turns: readonly { text: string }[]): void {
  const fault = turns.find(
    ({ text }) => text.length > LONGEST_TURN || text.includes('\0') || !text.isWellFormed(),
  );
  if (!fault) return;
  throw new ApiError(
    400,
    `a turn is longer than ${LONGEST_TURN} characters, or holds a character that can't be stored`,
    { where: 'text', mend: 'send it in parts, as plain text' },
  );
}

function following(talk: Talk, turns: TalkTurn[], cycle = followAll(turns)): Following {
  return { talk, turns, cycle: cycleSummary(cycle), due: standing(turns) };
}

function missing(id: string): ApiError {
  return new ApiError(404, `there is no conversation "${id}"`, {
    mend: 'begin one with POST /v1/conversations',
  });
}
