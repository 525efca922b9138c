import { type Db, type Instant, iso } from '../../platform/index.ts';
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

/** Returns whether the message was new; a second one under the same id is not kept. */
export async function putInOutbox(db: Db, channel: string, message: Outgoing, at: Instant): Promise<boolean> {
  const rows = await db.query(
    `insert into sandbox_outbox (bucket, outreach_id, channel, recipient, subject, body, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
    [message.bucket, message.id, channel, message.to, message.subject, message.text, iso(at)],
  );
  return rows.length > 0;
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
