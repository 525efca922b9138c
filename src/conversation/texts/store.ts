import { type Db, type Instant, iso, type Tx } from '../../platform/index.ts';
import type { Before } from './answer.ts';

/** A text that came in, with the answer it got. */
export type InboundText = {
  bucket: number;
  id: string;
  channel: string;
  address: string;
  body: string;
  means: 'stop' | 'start' | 'help' | 'none';
  scope: 'all' | 'marketing' | null;
  answered: boolean;
  /** TwiML. */
  answer: string;
  at: Instant;
  applied_at: Instant | null;
  /** The dialogue that it is part of, and at which step; null for a wish about our messages. */
  dialogue_id: string | null;
  dialogue_step: number | null;
};

const COLUMNS =
  'bucket, id, channel, address, body, means, scope, answered, answer, at, applied_at, dialogue_id, dialogue_step';

export async function loadText(tx: Tx, bucket: number, id: string): Promise<InboundText | null> {
  const [row] = await tx.query<InboundText>(
    `select ${COLUMNS} from inbound_texts where bucket = $1 and id = $2`,
    [bucket, id],
  );
  return row ?? null;
}

export async function insertText(tx: Tx, text: InboundText): Promise<void> {
  const { bucket, id, channel, address, body, means, scope, answered, answer, at } = text;
  await tx.query(
    `insert into inbound_texts (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, $11, $12)`,
    [
      bucket,
      id,
      channel,
      address,
      body,
      means,
      scope,
      answered,
      answer,
      iso(at),
      text.dialogue_id,
      text.dialogue_step,
    ],
  );
}

/** The last word of an address on whether it wants messages. */
export async function lastWish(
  tx: Tx,
  bucket: number,
  channel: string,
  address: string,
): Promise<Before['last']> {
  const [row] = await tx.query<NonNullable<Before['last']>>(
    `select means, scope, at from inbound_texts where bucket = $1 and address = $2 and channel = $3
       and means in ('stop', 'start') order by at desc, id desc limit 1`,
    [bucket, address, channel],
  );
  return row ?? null;
}

/** Texts that came in and whose consequences are not all written, oldest first. */
export async function unapplied(db: Db, most: number): Promise<InboundText[]> {
  return db.query(`select ${COLUMNS} from inbound_texts where applied_at is null order by at, id limit $1`, [
    most,
  ]);
}

export async function markApplied(db: Db, text: InboundText, now: Instant): Promise<void> {
  await db.query('update inbound_texts set applied_at = $3 where bucket = $1 and id = $2', [
    text.bucket,
    text.id,
    iso(now),
  ]);
}

/** The last step of the last dialogue that an address has had by text. */
export async function lastThread(
  db: Tx,
  bucket: number,
  channel: string,
  address: string,
): Promise<{ id: string; step: number; at: Instant } | null> {
  const [row] = await db.query<{ id: string; step: number; at: Instant }>(
    `select dialogue_id as id, dialogue_step as step, at from inbound_texts
     where bucket = $1 and address = $2 and channel = $3 and dialogue_id is not null
     order by at desc, dialogue_step desc, id desc limit 1`,
    [bucket, address, channel],
  );
  return row ?? null;
}

/** How many dialogues an address has begun by text since then. */
export async function threadsSince(
  tx: Tx,
  bucket: number,
  channel: string,
  address: string,
  since: Instant,
): Promise<number> {
  const [row] = await tx.query<{ begun: number }>(
    `select count(*)::int as begun from inbound_texts
     where bucket = $1 and address = $2 and channel = $3 and dialogue_step = 0 and at > $4`,
    [bucket, address, channel, iso(since)],
  );
  return row?.begun ?? 0;
}

/** The texts of a dialogue up to a step that have no answer yet, in order. */
export async function unansweredOf(
  db: Db,
  bucket: number,
  dialogueId: string,
  upTo: number,
): Promise<InboundText[]> {
  return db.query(
    `select ${COLUMNS} from inbound_texts
     where bucket = $1 and dialogue_id = $2 and dialogue_step <= $3 and applied_at is null order by dialogue_step`,
    [bucket, dialogueId, upTo],
  );
}

export async function keepAnswer(
  db: Db,
  { bucket, id }: InboundText,
  answered: boolean,
  answer: string,
): Promise<void> {
  await db.query('update inbound_texts set answered = $3, answer = $4 where bucket = $1 and id = $2', [
    bucket,
    id,
    answered,
    answer,
  ]);
}
