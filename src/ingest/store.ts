import { COMPANY_BUCKET, type Db, type Instant, idOf, iso, json, type Tx } from '../platform/index.ts';
import type { Consent, Contact, Identify, Track } from './messages.ts';

/** Appends to the log; returns the keys (customer, message) of those that were not in it yet. */
export async function appendEvents(
  tx: Tx,
  bucket: number,
  messages: readonly (Identify | Track)[],
  now: Instant,
): Promise<{ customer_id: string; message_id: string }[]> {
  const rows = messages.map((message) => ({
    customer_id: message.customerId,
    message_id: message.messageId,
    kind: message.kind,
    name: message.kind === 'identify' ? 'identify' : message.name,
    at: iso(message.at),
    properties: message.kind === 'identify' ? message.traits : message.properties,
  }));
  return tx.query(
    `insert into events (bucket, customer_id, message_id, kind, name, at, received_at, properties)
     select $1, r.customer_id, r.message_id, r.kind, r.name, r.at, $3, r.properties
     from jsonb_to_recordset($2::jsonb) as r(customer_id text, message_id text, kind text, name text, at timestamptz, properties jsonb)
     order by r.customer_id, r.message_id
     on conflict do nothing
     returning customer_id, message_id`,
    [bucket, json(rows), iso(now)],
  );
}

/**
 * Writes contacts; one that is known is brought up to date, and what is known of it is never unlearned. One whose id is
 * another customer's is left out. Returns those that are new or changed.
 */
export async function putContacts(
  tx: Tx,
  bucket: number,
  contacts: readonly Contact[],
): Promise<{ id: string; customer_id: string }[]> {
  const rows = contacts.map((contact) => ({
    id: contact.contactId,
    customer_id: contact.customerId,
    channel: contact.channel,
    reason: contact.reason,
    started_at: iso(contact.at),
    handle_seconds: contact.handleSeconds,
    resolved: contact.resolved,
    offered_reason: contact.offeredReason,
    offer_taken: contact.offerTaken,
    note: contact.note ?? null,
  }));
  return tx.query(
    `insert into contacts as c (bucket, id, customer_id, channel, reason, started_at, handle_seconds, resolved, offered_reason, offer_taken, note)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r(id text, customer_id text, channel text, reason text,
       started_at timestamptz, handle_seconds double precision, resolved boolean, offered_reason text, offer_taken boolean, note text)
     order by r.id
     on conflict (bucket, id) do update set
       reason = coalesce(excluded.reason, c.reason),
       handle_seconds = coalesce(excluded.handle_seconds, c.handle_seconds),
       resolved = coalesce(excluded.resolved, c.resolved),
       offered_reason = coalesce(excluded.offered_reason, c.offered_reason),
       offer_taken = coalesce(excluded.offer_taken, c.offer_taken),
       note = coalesce(excluded.note, c.note)
     where c.customer_id = excluded.customer_id and
       (coalesce(excluded.reason, c.reason), coalesce(excluded.handle_seconds, c.handle_seconds),
        coalesce(excluded.resolved, c.resolved), coalesce(excluded.offered_reason, c.offered_reason),
        coalesce(excluded.offer_taken, c.offer_taken), coalesce(excluded.note, c.note))
       is distinct from (c.reason, c.handle_seconds, c.resolved, c.offered_reason, c.offer_taken, c.note)
     returning c.id, c.customer_id`,
    [bucket, json(rows)],
  );
}

/** Whose contacts the given ids are. */
export async function holdersOf(
  tx: Tx,
  bucket: number,
  contacts: readonly Contact[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; customer_id: string }>(
    'select id, customer_id from contacts where bucket = $1 and id = any($2::text[])',
    [bucket, contacts.map((contact) => contact.contactId)],
  );
  return new Map(rows.map((row) => [row.id, row.customer_id]));
}

/** Keeps the evidence of consents; returns those that were not known yet. */
export async function appendConsents(
  tx: Tx,
  bucket: number,
  consents: readonly Consent[],
): Promise<{ customer_id: string; channel: string; purpose: string; status: string; at: Instant }[]> {
  const rows = consents.map(({ kind, customerId, at, ...rest }) => ({
    customer_id: customerId,
    at: iso(at),
    ...rest,
  }));
  return tx.query(
    `insert into consents (bucket, customer_id, channel, purpose, status, source, wording, at)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r(customer_id text, channel text, purpose text, status text,
       source text, wording text, at timestamptz)
     on conflict do nothing returning customer_id, channel, purpose, status, at`,
    [bucket, json(rows)],
  );
}

/** Keeps what could not be taken, as it came, with the reason, so that it can be mended and sent again. */
export async function keepRejects(
  db: Db,
  source: string,
  rejects: readonly { error: string; body: string }[],
  now: Instant,
): Promise<void> {
  const rows = rejects.map((reject) => ({
    id: idOf('reject', source, reject.error, reject.body),
    error: reject.error,
    // PostgreSQL's text holds no NUL: shown as the replacement character, the rest stays as it came.
    body: reject.body.replaceAll('\\u0000', '\\ufffd').replaceAll('\0', '\ufffd').toWellFormed(),
  }));
  await db.query(
    `insert into rejects (bucket, id, source, error, body, received_at)
     select $1, r.id, $2, r.error, r.body, $4 from jsonb_to_recordset($3::jsonb) as r(id text, error text, body text)
     on conflict do nothing`,
    [COMPANY_BUCKET, source, json(rows), iso(now)],
  );
}

export type Reject = { id: string; source: string; error: string; body: string; received_at: Instant };

export async function latestRejects(db: Db, most: number): Promise<Reject[]> {
  return db.query(
    'select id, source, error, body, received_at from rejects where bucket = $1 order by received_at desc, id limit $2',
    [COMPANY_BUCKET, most],
  );
}
