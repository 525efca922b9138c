import { type Db, groupBy, type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { ConsentRecord } from './consent.ts';
import type { Identity } from './identities.ts';
import type { Customer, Subject, SubjectChange } from './types.ts';

type CustomerRow = {
  bucket: number;
  id: string;
  traits: Record<string, unknown>;
  trait_times: Record<string, Instant>;
  time_zone: string | null;
  locale: string | null;
  first_seen: Instant;
};
export type LockedCustomer = Customer & { traitTimes: Record<string, Instant> };

const COLUMNS = 'bucket, id, traits, trait_times, time_zone, locale, first_seen';

function asCustomer(row: CustomerRow): LockedCustomer {
  return {
    bucket: row.bucket,
    id: row.id,
    traits: row.traits,
    traitTimes: row.trait_times,
    timeZone: row.time_zone,
    locale: row.locale,
    firstSeen: row.first_seen,
  };
}

/** Makes sure that the customers exist, first seen no later than told. Writes and holds nothing where they do. */
export async function seeCustomers(
  tx: Tx,
  bucket: number,
  firstSeen: ReadonlyMap<string, Instant>,
): Promise<void> {
  const seen = await tx.query<{ id: string; first_seen: Instant }>(
    'select id, first_seen from customers where bucket = $1 and id = any($2::text[])',
    [bucket, [...firstSeen.keys()]],
  );
  const since = new Map(seen.map((row) => [row.id, row.first_seen]));
  const news = [...firstSeen].filter(([id, at]) => at < (since.get(id) ?? Infinity));
  if (news.length) await putFirstSeen(tx, bucket, new Map(news));
}

async function putFirstSeen(tx: Tx, bucket: number, firstSeen: ReadonlyMap<string, Instant>): Promise<void> {
  const rows = [...firstSeen].map(([id, at]) => ({ id, first_seen: iso(at) }));
  await tx.query(
    `insert into customers as c (bucket, id, first_seen)
     select $1, r.id, r.first_seen from jsonb_to_recordset($2::jsonb) as r(id text, first_seen timestamptz)
     order by r.id
     on conflict (bucket, id) do update set first_seen = excluded.first_seen where excluded.first_seen < c.first_seen`,
    [bucket, json(rows)],
  );
}

/** The same, and holds their rows until the transaction ends, always in order of id. */
export async function lockCustomers(
  tx: Tx,
  bucket: number,
  firstSeen: ReadonlyMap<string, Instant>,
): Promise<Map<string, LockedCustomer>> {
  await putFirstSeen(tx, bucket, firstSeen);
  const locked = await tx.query<CustomerRow>(
    `select ${COLUMNS} from customers where bucket = $1 and id = any($2::text[]) order by id for update`,
    [bucket, [...firstSeen.keys()]],
  );
  return new Map(locked.map((row) => [row.id, asCustomer(row)]));
}

/** Holds the rows of customers who are there until the transaction ends, always in order of id. */
export async function holdCustomers(tx: Tx, bucket: number, ids: readonly string[]): Promise<void> {
  await tx.query(
    'select 1 from customers where bucket = $1 and id = any($2::text[]) order by id for update',
    [bucket, ids],
  );
}

export async function putTraits(
  tx: Tx,
  bucket: number,
  customers: readonly (LockedCustomer & { identities: Identity[] })[],
): Promise<void> {
  const ids = customers.map((customer) => customer.id);
  const rows = customers.map((customer) => ({
    id: customer.id,
    traits: customer.traits,
    trait_times: customer.traitTimes,
    time_zone: customer.timeZone,
    locale: customer.locale,
  }));
  await tx.query(
    `update customers c set traits = r.traits, trait_times = r.trait_times, time_zone = r.time_zone, locale = r.locale
     from jsonb_to_recordset($2::jsonb) as r(id text, traits jsonb, trait_times jsonb, time_zone text, locale text)
     where c.bucket = $1 and c.id = r.id`,
    [bucket, json(rows)],
  );
  await tx.query('delete from identities where bucket = $1 and customer_id = any($2::text[])', [bucket, ids]);
  const identities = customers.flatMap((customer) =>
    customer.identities.map((identity) => ({ ...identity, customer_id: customer.id })),
  );
  await tx.query(
    `insert into identities (bucket, kind, value, customer_id)
     select $1, r.kind, r.value, r.customer_id from jsonb_to_recordset($2::jsonb) as r(kind text, value text, customer_id text)
     on conflict do nothing`,
    [bucket, json(identities)],
  );
}

type SubjectRow = {
  customer_id: string;
  type: string;
  id: string;
  facts: Record<string, unknown>;
  fact_times: Record<string, Instant>;
  milestones: Subject['milestones'];
  last_events: Record<string, Instant>;
  version: number;
  opened_at: Instant;
  updated_at: Instant;
};
const SUBJECT_COLUMNS =
  's.customer_id, s.type, s.id, s.facts, s.fact_times, s.milestones, s.last_events, s.version, s.opened_at, s.updated_at';

function asSubject(row: SubjectRow): Subject {
  return {
    customerId: row.customer_id,
    type: row.type,
    id: row.id,
    facts: row.facts,
    factTimes: row.fact_times,
    milestones: row.milestones,
    lastEvents: row.last_events,
    version: row.version,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
  };
}

export type SubjectKey = { customerId: string; type: string; id: string };

export async function loadSubjects(tx: Tx, bucket: number, keys: readonly SubjectKey[]): Promise<Subject[]> {
  const rows = await tx.query<SubjectRow>(
    `select ${SUBJECT_COLUMNS} from subjects s
     join jsonb_to_recordset($2::jsonb) as r(customer_id text, type text, id text)
       on s.customer_id = r.customer_id and s.type = r.type and s.id = r.id
     where s.bucket = $1`,
    [bucket, json(keys.map((key) => ({ customer_id: key.customerId, type: key.type, id: key.id })))],
  );
  return rows.map(asSubject);
}

export async function subjectsOfCustomers(
  tx: Tx,
  bucket: number,
  customerIds: readonly string[],
  type: string,
): Promise<Subject[]> {
  const rows = await tx.query<SubjectRow>(
    `select ${SUBJECT_COLUMNS} from subjects s where s.bucket = $1 and s.customer_id = any($2::text[]) and s.type = $3`,
    [bucket, customerIds, type],
  );
  return rows.map(asSubject);
}

export async function subjectsOf(db: Tx, bucket: number, customerId: string): Promise<Subject[]> {
  const rows = await db.query<SubjectRow>(
    `select ${SUBJECT_COLUMNS} from subjects s where s.bucket = $1 and s.customer_id = $2 order by s.updated_at desc, s.id`,
    [bucket, customerId],
  );
  return rows.map(asSubject);
}

export async function putSubjects(
  tx: Tx,
  bucket: number,
  subjects: readonly Subject[],
  changes: readonly SubjectChange[],
): Promise<void> {
  const rows = subjects.map((subject) => ({
    customer_id: subject.customerId,
    type: subject.type,
    id: subject.id,
    facts: subject.facts,
    fact_times: subject.factTimes,
    milestones: subject.milestones,
    last_events: subject.lastEvents,
    version: subject.version,
    opened_at: iso(subject.openedAt),
    updated_at: iso(subject.updatedAt),
  }));
  await tx.query(
    `insert into subjects (bucket, customer_id, type, id, facts, fact_times, milestones, last_events, version, opened_at, updated_at)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r(customer_id text, type text, id text, facts jsonb, fact_times jsonb,
       milestones jsonb, last_events jsonb, version int, opened_at timestamptz, updated_at timestamptz)
     on conflict (bucket, customer_id, type, id) do update set facts = excluded.facts, fact_times = excluded.fact_times,
       milestones = excluded.milestones, last_events = excluded.last_events, version = excluded.version,
       opened_at = excluded.opened_at, updated_at = excluded.updated_at`,
    [bucket, json(rows)],
  );
  const versions = changes.map(({ customerId, messageId, at, ...change }) => ({
    ...change,
    customer_id: customerId,
    message_id: messageId,
    at: iso(at),
  }));
  await tx.query(
    `insert into subject_versions (bucket, customer_id, type, id, version, at, message_id, event, changes)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r(customer_id text, type text, id text, version int,
       at timestamptz, message_id text, event text, changes jsonb)`,
    [bucket, json(versions)],
  );
}

export async function versionsOf(db: Tx, bucket: number, customerId: string): Promise<SubjectChange[]> {
  const rows = await db.query<
    Omit<SubjectChange, 'customerId' | 'messageId'> & { customer_id: string; message_id: string }
  >(
    `select customer_id, type, id, version, at, message_id, event, changes from subject_versions
     where bucket = $1 and customer_id = $2 order by type, id, version`,
    [bucket, customerId],
  );
  return rows.map(({ customer_id, message_id, ...row }) => ({
    ...row,
    customerId: customer_id,
    messageId: message_id,
  }));
}

export async function loadCustomers(
  db: Tx,
  bucket: number,
  ids: readonly string[],
): Promise<Map<string, Customer>> {
  const rows = await db.query<CustomerRow>(
    `select ${COLUMNS} from customers where bucket = $1 and id = any($2::text[])`,
    [bucket, ids],
  );
  return new Map(rows.map((row) => [row.id, asCustomer(row)]));
}

/** Who can be recognised by an identity. More than one: the number or address is shared. */
export async function findByIdentity(db: Db, identity: Identity): Promise<Customer[]> {
  const rows = await db.query<CustomerRow>(
    `select c.bucket, c.id, c.traits, c.trait_times, c.time_zone, c.locale, c.first_seen
     from identities i join customers c on c.bucket = i.bucket and c.id = i.customer_id
     where i.kind = $1 and i.value = $2 limit 10`,
    [identity.kind, identity.value],
  );
  return rows.map(asCustomer);
}

/** The ids of all who have an identity: what is said of it holds for every one of them. */
export async function holdersOfIdentity(db: Db, identity: Identity): Promise<string[]> {
  const rows = await db.query<{ customer_id: string }>(
    'select distinct customer_id from identities where kind = $1 and value = $2 order by customer_id',
    [identity.kind, identity.value],
  );
  return rows.map((row) => row.customer_id);
}

/** Finds customers by the beginning of id, name, e-mail or phone, for people at a desk. */
export async function searchCustomers(db: Db, text: string, most: number): Promise<Customer[]> {
  const pattern = `${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db.query<CustomerRow>(
    `select ${COLUMNS} from customers
     where lower(id) like $1 or lower(traits->>'firstName') like $1 or lower(traits->>'lastName') like $1
       or lower((traits->>'firstName') || ' ' || (traits->>'lastName')) like $1
       or lower(traits->>'email') like $1 or traits->>'phone' like $1
     order by id limit $2`,
    [pattern, most],
  );
  return rows.map(asCustomer);
}

export async function consentsOf(
  db: Tx,
  bucket: number,
  ids: readonly string[],
): Promise<Map<string, ConsentRecord[]>> {
  const rows = await db.query<ConsentRecord & { customer_id: string }>(
    `select customer_id, channel, purpose, status, source, wording, at from consents
     where bucket = $1 and customer_id = any($2::text[]) order by at`,
    [bucket, ids],
  );
  return groupBy(rows, (row) => row.customer_id);
}

/** Deletes a customer with all that was folded of them. */
export async function deleteCustomer(tx: Tx, bucket: number, customerId: string): Promise<void> {
  for (const table of ['subject_versions', 'subjects', 'identities']) {
    await tx.query(`delete from ${table} where bucket = $1 and customer_id = $2`, [bucket, customerId]);
  }
  await tx.query('delete from customers where bucket = $1 and id = $2', [bucket, customerId]);
}
