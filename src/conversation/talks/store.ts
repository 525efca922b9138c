import { type Db, type Instant, iso, json, type Tx } from '../../platform/index.ts';
import { type Known, NOTHING_KNOWN, type Prompt } from '../guidance/index.ts';
import type { LabelledTurn } from '../moves/index.ts';
import type { Piece } from './pieces.ts';

export type Talk = {
  bucket: number;
  id: string;
  customerId: string | null;
  channel: string;
  startedAt: Instant;
  /** Who speaks for the company, as the desk calls them; null: nobody has said. */
  agent: string | null;
  /** What suggestions may name of the customer. */
  known: Known;
};

/** A turn as it was labelled, and what was prompted once it had been said. */
export type TalkTurn = { seq: number; labels: LabelledTurn; due: Prompt | null; at: Instant };

export async function putTalk(db: Db, talk: Talk): Promise<void> {
  await db.query(
    `insert into conversations (bucket, id, customer_id, channel, started_at, agent, known)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb)
     on conflict (bucket, id) do update set agent = coalesce(excluded.agent, conversations.agent)`,
    [talk.bucket, talk.id, talk.customerId, talk.channel, iso(talk.startedAt), talk.agent, json(talk.known)],
  );
}

const SELECT = `select bucket, id, customer_id as "customerId", channel, started_at as "startedAt", agent, known from conversations`;

type TalkRow = Omit<Talk, 'known'> & { known: Known | null };
const talkOf = (row: TalkRow | undefined): Talk | null =>
  row ? { ...row, known: row.known ?? NOTHING_KNOWN } : null;

export async function findTalk(db: Tx, bucket: number, id: string): Promise<Talk | null> {
  return talkOf((await db.query<TalkRow>(`${SELECT} where bucket = $1 and id = $2`, [bucket, id]))[0]);
}

/** Holds the conversation, so that turns are labelled one after another. */
export async function lockTalk(tx: Tx, bucket: number, id: string): Promise<Talk | null> {
  return talkOf(
    (await tx.query<TalkRow>(`${SELECT} where bucket = $1 and id = $2 for update`, [bucket, id]))[0],
  );
}

export async function latestTalks(db: Db, most: number): Promise<Talk[]> {
  const rows = await db.query<TalkRow>(`${SELECT} order by started_at desc, id limit $1`, [most]);
  return rows.flatMap((row) => talkOf(row) ?? []);
}

export async function turnsOf(db: Tx, bucket: number, id: string): Promise<TalkTurn[]> {
  return db.query<TalkTurn>(
    'select seq, labels, due, at from turns where bucket = $1 and conversation_id = $2 order by seq',
    [bucket, id],
  );
}

export async function appendTurns(
  tx: Tx,
  bucket: number,
  id: string,
  turns: readonly TalkTurn[],
): Promise<void> {
  const rows = turns.map(({ seq, labels, due, at }) => ({
    seq,
    speaker: labels.speaker,
    text: labels.text,
    labels,
    due,
    at: iso(at),
  }));
  await tx.query(
    `insert into turns (bucket, conversation_id, seq, speaker, text, labels, due, at)
     select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r(seq int, speaker text, text text, labels jsonb, due jsonb, at timestamptz)`,
    [bucket, id, json(rows)],
  );
}

/** Turns from number `from` on, which are told anew. */
export async function dropTurns(tx: Tx, bucket: number, id: string, from: number): Promise<void> {
  await tx.query('delete from turns where bucket = $1 and conversation_id = $2 and seq > $3', [
    bucket,
    id,
    from,
  ]);
}

/** The suggestion in other words, unless the turn has changed meanwhile; whether it was taken. */
export async function reword(
  db: Db,
  bucket: number,
  id: string,
  seq: number,
  { plain, say }: { plain: string; say: string },
): Promise<boolean> {
  const rows = await db.query(
    `update turns set due = jsonb_set(due, '{say}', to_jsonb($4::text))
     where bucket = $1 and conversation_id = $2 and seq = $3 and due ->> 'say' = $5 returning seq`,
    [bucket, id, seq, say, plain],
  );
  return rows.length > 0;
}

type KeptPiece = Piece & { base: number };

export async function piecesOf(tx: Tx, bucket: number, id: string): Promise<KeptPiece[]> {
  return tx.query<KeptPiece>(
    `select source, base, speaker, text, began_at as "beganAt", ended_at as "endedAt"
     from heard_pieces where bucket = $1 and conversation_id = $2`,
    [bucket, id],
  );
}

/** False when it was heard before. */
export async function putPiece(tx: Tx, bucket: number, id: string, piece: KeptPiece): Promise<boolean> {
  const rows = await tx.query(
    `insert into heard_pieces (bucket, conversation_id, source, base, speaker, text, began_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning source`,
    [bucket, id, piece.source, piece.base, piece.speaker, piece.text, iso(piece.beganAt), iso(piece.endedAt)],
  );
  return rows.length > 0;
}
