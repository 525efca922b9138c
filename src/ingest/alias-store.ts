import { bucketOf, type Db, type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { Alias, Message } from './messages.ts';

export async function putAlias(
  tx: Tx,
  bucket: number,
  previousId: string,
  { customerId, at }: Alias,
): Promise<void> {
  await tx.query(
    `insert into aliases (bucket, previous_id, customer_id, at) values ($1, $2, $3, $4)
     on conflict (bucket, previous_id) do update set customer_id = excluded.customer_id, at = excluded.at`,
    [bucket, previousId, customerId, iso(at)],
  );
}

/** Within one bucket a contact keeps its row, as its key does not name its customer. */
export async function moveContacts(
  db: Db,
  bucket: number,
  previousId: string,
  customerId: string,
): Promise<void> {
  await db.query('update contacts set customer_id = $3 where bucket = $1 and customer_id = $2', [
    bucket,
    previousId,
    customerId,
  ]);
}

/** Where the given ids lead; those that lead nowhere are left out. */
export async function followAliases(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ previous_id: string; customer_id: string }>(
    `select a.previous_id, a.customer_id from aliases a
     join jsonb_to_recordset($1::jsonb) as r(bucket smallint, id text) on a.bucket = r.bucket and a.previous_id = r.id`,
    [json(ids.map((id) => ({ bucket: bucketOf(id), id })))],
  );
  return new Map(rows.map((row) => [row.previous_id, row.customer_id]));
}

/** All records of a customer, as they were taken in. */
export async function recordsOf(db: Db, bucket: number, customerId: string): Promise<Message[]> {
  const events = await db.query<{
    kind: string;
    messageId: string;
    at: Instant;
    name: string;
    properties: Record<string, unknown>;
  }>(
    `select kind, message_id as "messageId", at, name, properties from events
     where bucket = $1 and customer_id = $2 order by at, received_at, message_id`,
    [bucket, customerId],
  );
  const contacts = await db.query<Message>(
    `select 'contact' as kind, id as "contactId", customer_id as "customerId", channel, reason, started_at as at,
       handle_seconds as "handleSeconds", resolved, offered_reason as "offeredReason", offer_taken as "offerTaken", note
     from contacts where bucket = $1 and customer_id = $2`,
    [bucket, customerId],
  );
  const consents = await db.query<Message>(
    `select 'consent' as kind, customer_id as "customerId", channel, purpose, status, source, wording, at
     from consents where bucket = $1 and customer_id = $2`,
    [bucket, customerId],
  );
  return [
    ...events.map(({ kind, messageId, at, name, properties }): Message => {
      if (kind === 'identify') return { kind, messageId, customerId, at, traits: properties };
      return {
        kind: kind === 'outreach' ? 'outreach' : 'track',
        messageId,
        customerId,
        at,
        name,
        properties,
      };
    }),
    ...contacts,
    ...consents,
  ];
}

/** Deletes the given records of a customer, and no others: more may have come meanwhile. */
export async function forgetRecords(
  tx: Tx,
  bucket: number,
  customerId: string,
  records: readonly Message[],
): Promise<void> {
  const events = records.flatMap((record) => ('messageId' in record ? [record.messageId] : []));
  await tx.query(
    'delete from events where bucket = $1 and customer_id = $2 and message_id = any($3::text[])',
    [bucket, customerId, events],
  );
  const contacts = records.flatMap((record) => (record.kind === 'contact' ? [record.contactId] : []));
  await tx.query('delete from contacts where bucket = $1 and customer_id = $2 and id = any($3::text[])', [
    bucket,
    customerId,
    contacts,
  ]);
  const consents = records.flatMap((record) =>
    record.kind === 'consent'
      ? [{ channel: record.channel, purpose: record.purpose, status: record.status, at: iso(record.at) }]
      : [],
  );
  await tx.query(
    `delete from consents c using jsonb_to_recordset($3::jsonb) as r(channel text, purpose text, status text, at timestamptz)
     where c.bucket = $1 and c.customer_id = $2 and c.channel = r.channel and c.purpose = r.purpose
       and c.status = r.status and c.at = r.at`,
    [bucket, customerId, json(consents)],
  );
}
