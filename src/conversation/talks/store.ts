import { type Db, type Instant, iso, json, type Tx } from '../../platform/index.ts';
import type { Due } from '../cycle/index.ts';
import type { LabelledTurn } from '../moves/index.ts';

export type Talk = {
  bucket: number;
  id: string;
  customerId: string | null;
  channel: string;
  startedAt: Instant;
};

/** A turn as it was labelled, and what was due once it had been said. */
export type TalkTurn = { seq: number; labels: LabelledTurn; due: Due | null; at: Instant };

export async function putTalk(db: Db, talk: Talk): Promise<void> {
  await db.query(
    `insert into conversations (bucket, id, customer_id, channel, started_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [talk.bucket, talk.id, talk.customerId, talk.channel, iso(talk.startedAt)],
  );
}

const SELECT = `select bucket, id, customer_id as "customerId", channel, started_at as "startedAt" from conversations`;

export async function findTalk(db: Tx, bucket: number, id: string): Promise<Talk | null> {
  const rows = await db.query<Talk>(`${SELECT} where bucket = $1 and id = $2`, [bucket, id]);
  return rows[0] ?? null;
}

/** Holds the conversation, so that turns are labelled one after another. */
export async function lockTalk(tx: Tx, bucket: number, id: string): Promise<Talk | null> {
  const rows = await tx.query<Talk>(`${SELECT} where bucket = $1 and id = $2 for update`, [bucket, id]);
  return rows[0] ?? null;
}

export async function latestTalks(db: Db, most: number): Promise<Talk[]> {
  return db.query<Talk>(`${SELECT} order by started_at desc, id limit $1`, [most]);
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
