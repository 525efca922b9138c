import { type Db, type Instant, iso, json } from '../../platform/index.ts';
import type { Outgoing } from '../port.ts';

export type OutboxMessage = {
  seq: number;
  id: string;
  channel: string;
  to: string;
  subject: string | null;
  text: string;
  at: Instant;
  customerId: string | null;
};

/** Keeps messages of one bucket; returns the ids of those that were new: a second one under the same id is not kept. */
export async function putInOutbox(
  db: Db,
  channel: string,
  bucket: number,
  messages: readonly Outgoing[],
  at: Instant,
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `insert into sandbox_outbox (bucket, outreach_id, channel, recipient, subject, body, at)
     select $1, r.id, $2, r."to", r.subject, r.text, $4
     from jsonb_to_recordset($3::jsonb) as r(id text, "to" text, subject text, text text)
     on conflict do nothing returning outreach_id as id`,
    [bucket, channel, json(messages), iso(at)],
  );
  return new Set(rows.map((row) => row.id));
}

export async function isInOutbox(db: Db, message: Pick<Outgoing, 'id' | 'bucket'>): Promise<boolean> {
  const rows = await db.query('select 1 from sandbox_outbox where bucket = $1 and outreach_id = $2', [
    message.bucket,
    message.id,
  ]);
  return rows.length > 0;
}

/** Messages after the given sequence number, oldest first. */
export async function readOutbox(db: Db, after: number, most: number): Promise<OutboxMessage[]> {
  return db.query(
    `select b.seq, b.outreach_id as id, b.channel, b.recipient as "to", b.subject, b.body as text, b.at,
            o.customer_id as "customerId"
     from sandbox_outbox b left join outreach o on o.bucket = b.bucket and o.id = b.outreach_id
     where b.seq > $1 order by b.seq limit $2`,
    [after, most],
  );
}
