import { bucketOf, type Db, groupBy, type Instant, iso, json, type Tx } from '../../platform/index.ts';

/** `channel` is that of outreach, or "any". The address is an E.164 number or an e-mail address in lower case. */
export type SuppressionRecord = {
  channel: string;
  address: string;
  status: 'suppressed' | 'lifted';
  source: string;
  wording: string | null;
  at: Instant;
};

/** Of two records of one instant the suppression counts: contacting against a wish is the worse mistake. */
const NEWEST_FIRST = "at desc, status = 'suppressed' desc";

/** Adds records of one bucket. One that is there already changes nothing, so that a repeat is safe. */
export async function addSuppressions(
  tx: Tx,
  bucket: number,
  records: readonly SuppressionRecord[],
): Promise<void> {
  const rows = records.map(({ at, ...rest }) => ({ ...rest, at: iso(at) }));
  await tx.query(
    `insert into suppressions (bucket, channel, address, status, source, wording, at)
     select $1, r.* from jsonb_to_recordset($2::jsonb) as r(channel text, address text, status text, source text,
       wording text, at timestamptz)
     on conflict do nothing`,
    [bucket, json(rows)],
  );
}

/** The same for addresses of any buckets, each bucket in a transaction of its own. */
export async function suppress(db: Db, records: readonly SuppressionRecord[]): Promise<void> {
  for (const [bucket, group] of groupBy(records, (record) => bucketOf(record.address))) {
    await addSuppressions(db, bucket, group);
  }
}

/**
 * Which of `addresses` nothing may be sent to on `channel` now. It reads the buckets of the addresses, which are others
 * than those of the customers who have them: on Citus ask before the transaction of a customer's bucket begins.
 */
export async function suppressedAmong(
  db: Tx,
  channel: string,
  addresses: readonly string[],
): Promise<Set<string>> {
  if (!addresses.length) return new Set();
  const rows = await db.query<{ address: string; status: string }>(
    `select distinct on (s.bucket, s.channel, s.address) s.address, s.status
     from suppressions s join jsonb_to_recordset($1::jsonb) as r(bucket smallint, address text)
       on s.bucket = r.bucket and s.address = r.address
     where s.channel in ($2, 'any') order by s.bucket, s.channel, s.address, ${NEWEST_FIRST}`,
    [json(addresses.map((address) => ({ bucket: bucketOf(address), address }))), channel],
  );
  return new Set(rows.filter((row) => row.status === 'suppressed').map((row) => row.address));
}

/** All that was ever said of an address on a channel, newest first. */
export async function suppressionRecords(
  db: Tx,
  channel: string,
  address: string,
): Promise<SuppressionRecord[]> {
  return db.query(
    `select channel, address, status, source, wording, at from suppressions
     where bucket = $1 and channel = $2 and address = $3 order by ${NEWEST_FIRST}`,
    [bucketOf(address), channel, address],
  );
}

/** What is suppressed now, by address, after the given one. */
export async function listSuppressions(
  db: Db,
  wanted: { channel: string | null; after: { address: string; channel: string } | null; most: number },
): Promise<SuppressionRecord[]> {
  return db.query(
    `select channel, address, status, source, wording, at from (
       select distinct on (address, channel) channel, address, status, source, wording, at from suppressions
       where ($1::text is null or channel = $1) and ($2::text is null or (address, channel) > ($2, $3))
       order by address, channel, ${NEWEST_FIRST}
     ) newest where status = 'suppressed' order by address, channel limit $4`,
    [wanted.channel, wanted.after?.address ?? null, wanted.after?.channel ?? '', wanted.most],
  );
}
