import { type Instant, iso, type Tx } from '../platform/index.ts';

/** Customers with a subject whose milestone lies at or after `from`, in order of id, after the given one. */
export async function customersAhead(
  tx: Tx,
  bucket: number,
  ahead: { type: string; milestone: string; from: Instant },
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ customer_id: string }>(
    `select distinct customer_id from subjects
     where bucket = $1 and type = $2 and (milestones -> $3::text ->> 'at')::numeric >= $4 and customer_id > $5
     order by customer_id limit $6`,
    [bucket, ahead.type, ahead.milestone, ahead.from, after, most],
  );
  return rows.map((row) => row.customer_id);
}

/** Customers with a subject on which an event was last seen at or after `from`, in order of id, after the given one. */
export async function customersWithSubjectEvent(
  tx: Tx,
  bucket: number,
  seen: { type: string; event: string; from: Instant },
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ customer_id: string }>(
    `select distinct customer_id from subjects
     where bucket = $1 and type = $2 and (last_events ->> $3::text)::numeric >= $4 and customer_id > $5
     order by customer_id limit $6`,
    [bucket, seen.type, seen.event, seen.from, after, most],
  );
  return rows.map((row) => row.customer_id);
}

/** Customers to whom an event happened at or after `from`, in order of id, after the given one. */
export async function customersWithEvent(
  tx: Tx,
  bucket: number,
  seen: { event: string; from: Instant },
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ customer_id: string }>(
    `select distinct customer_id from events
     where bucket = $1 and kind = 'track' and name = $2 and at >= $3 and customer_id > $4
     order by customer_id limit $5`,
    [bucket, seen.event, iso(seen.from), after, most],
  );
  return rows.map((row) => row.customer_id);
}
