import { type Db, type Instant, iso, json, type Row, type Tx } from '../platform/index.ts';

/**
 * Every table that holds something of a customer, with how its rows are found: all in the customer's own bucket. Rows
 * that hang on others come before them, so that erasing finds them. A test compares the list with the schema.
 */
const OWN: { table: string; where: string }[] = [
  {
    table: 'sandbox_outbox',
    // Messages, and one-time codes.
    where: `outreach_id in (select id from outreach where bucket = $1 and customer_id = $2
      union all select id from codes where bucket = $1 and customer_id = $2)`,
  },
  {
    table: 'outreach_log',
    where: 'outreach_id in (select id from outreach where bucket = $1 and customer_id = $2)',
  },
  { table: 'outreach', where: 'customer_id = $2' },
  {
    table: 'opportunity_contacts',
    where: 'contact_id in (select id from contacts where bucket = $1 and customer_id = $2)',
  },
  { table: 'contacts', where: 'customer_id = $2' },
  { table: 'consents', where: 'customer_id = $2' },
  { table: 'codes', where: 'customer_id = $2' },
  { table: 'events', where: 'customer_id = $2' },
  { table: 'subject_versions', where: 'customer_id = $2' },
  { table: 'subjects', where: 'customer_id = $2' },
  { table: 'identities', where: 'customer_id = $2' },
  { table: 'aliases', where: 'customer_id = $2' },
  { table: 'customers', where: 'id = $2' },
];

/** Those who were asked for by name on a call from a number that several have. */
const NAMED = `d.state -> 'dialogue' -> 'people' @> jsonb_build_array(jsonb_build_object('customerId', $1::text))`;
/**
 * Calls, who waits for a person, and conversations are in the bucket of their own id, as the customer may be unknown when
 * they begin. `also`: what is erased beside: from the numbers that only this customer has (`$2`) when it was not known whose
 * they are, and what names the customer to others; it is not the customer's to be shown.
 */
const ELSEWHERE: { table: string; where: string; also?: string }[] = [
  {
    table: 'replies',
    where:
      'exists (select 1 from conversations c where c.bucket = t.bucket and c.id = t.conversation_id and c.customer_id = $1)',
  },
  {
    table: 'scorecards',
    where: `(t.customer_id = $1 or exists (
      select 1 from conversations c where c.bucket = t.bucket and c.id = t.conversation_id and c.customer_id = $1))`,
  },
  {
    table: 'turns',
    where:
      'exists (select 1 from conversations c where c.bucket = t.bucket and c.id = t.conversation_id and c.customer_id = $1)',
  },
  {
    table: 'heard_pieces',
    where:
      'exists (select 1 from conversations c where c.bucket = t.bucket and c.id = t.conversation_id and c.customer_id = $1)',
  },
  { table: 'conversations', where: 't.customer_id = $1' },
  {
    table: 'waiting',
    where: 't.customer_id = $1',
    also: `t.number = any($2::text[]) or ((t.done_at is not null or t.left_at is not null) and exists (
      select 1 from dialogues d where d.bucket = t.bucket and d.id = t.id and ${NAMED}))`,
  },
  {
    table: 'dialogues',
    where: 't.customer_id = $1',
    also: `t.caller = any($2::text[]) or ${NAMED.replace('d.', 't.')}`,
  },
];

/** Texts are kept by address: those from addresses that only this customer has. */
const OWN_ADDRESSES = `select i.value from identities i where i.bucket = $1 and i.customer_id = $2 and not exists (
    select 1 from identities o where o.kind = i.kind and o.value = i.value and o.customer_id <> $2)`;
const TEXTS = `address in (${OWN_ADDRESSES})`;

export type Counts = Record<string, number>;

/** All rows of a customer, by table. */
export async function rowsOf(db: Tx, bucket: number, customerId: string): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const { table, where } of OWN)
    found[table] = await db.query(`select * from ${table} where bucket = $1 and ${where}`, [
      bucket,
      customerId,
    ]);
  for (const { table, where } of ELSEWHERE)
    found[table] = await db.query(`select t.* from ${table} t where ${where}`, [customerId]);
  found.inbound_texts = await db.query(`select * from inbound_texts where ${TEXTS}`, [bucket, customerId]);
  return found;
}

/** Deletes the rows of other buckets, which no transaction of the customer's own can hold; safe to repeat. */
export async function deleteElsewhere(db: Db, bucket: number, customerId: string): Promise<Counts> {
  const counts: Counts = {};
  const texts = await db.query(`delete from inbound_texts where ${TEXTS} returning 1`, [bucket, customerId]);
  counts.inbound_texts = texts.length;
  const own = await db.query<{ value: string }>(OWN_ADDRESSES, [bucket, customerId]);
  const addresses = own.map(({ value }) => value);
  for (const { table, where, also } of ELSEWHERE) {
    const gone = also
      ? await db.query(`delete from ${table} t where ${where} or ${also} returning 1`, [
          customerId,
          addresses,
        ])
      : await db.query(`delete from ${table} t where ${where} returning 1`, [customerId]);
    counts[table] = gone.length;
  }
  return counts;
}

/** Deletes the rows of the customer's bucket, and keeps the proof. */
export async function deleteOwn(
  tx: Tx,
  bucket: number,
  customerId: string,
  proof: { id: string; at: Instant; counts: Counts },
): Promise<Counts> {
  const counts: Counts = { ...proof.counts };
  for (const { table, where } of OWN) {
    const gone = await tx.query(`delete from ${table} where bucket = $1 and ${where} returning 1`, [
      bucket,
      customerId,
    ]);
    counts[table] = gone.length;
  }
  await tx.query(
    `insert into erasures (bucket, id, at, counts) values ($1, $2, $3, $4::jsonb)
     on conflict (bucket, id) do update set at = excluded.at, counts = excluded.counts`,
    [bucket, proof.id, iso(proof.at), json(counts)],
  );
  return counts;
}

/** Names of the tables of which this folder knows how to find a customer's rows. */
export const TABLES = [...OWN, ...ELSEWHERE].map(({ table }) => table).concat('inbound_texts');
