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
};

const COLUMNS = 'bucket, id, channel, address, body, means, scope, answered, answer, at, applied_at';

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
    `insert into inbound_texts (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null)`,
    [bucket, id, channel, address, body, means, scope, answered, answer, iso(at)],
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
