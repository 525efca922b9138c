import {
  byBucket,
  COMPANY_BUCKET,
  type Db,
  type Instant,
  iso,
  json,
  readSetting,
  type Tx,
  writeSetting,
} from '../../platform/index.ts';
import type { Discovery } from './discover.ts';
import type { Opportunity } from './opportunity.ts';

/** How many events and contacts lie before an instant. */
export async function countEntries(db: Tx, until: Instant): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select (select count(*) from events where at < $1::timestamptz) + (select count(*) from contacts where started_at < $1::timestamptz) as n`,
    [iso(until)],
  );
  return row?.n ?? 0;
}

/**
 * Keeps what was found in place of what was found before. A transaction stays in one bucket, so the contacts come first,
 * under the instant of this finding; the opportunities then show at once, all of them, and what they no longer refer to goes last.
 */
export async function replaceOpportunities(
  db: Db,
  { opportunities, ...searched }: Discovery,
  now: Instant,
): Promise<void> {
  const all = opportunities.flatMap(({ opportunity, covered }) =>
    covered.map((contact) => ({ opportunity_id: opportunity.id, ...contact })),
  );
  for (const [bucket, rows] of byBucket(all, ({ customerId }) => customerId))
    await db.query(
      `insert into opportunity_contacts (bucket, opportunity_id, contact_id, found_at, lead_hours)
       select $1, r.opportunity_id, r.id, $3, r."leadHours"
       from jsonb_to_recordset($2::jsonb) as r(opportunity_id text, id text, "leadHours" double precision)
       on conflict (bucket, opportunity_id, contact_id) do update set found_at = excluded.found_at, lead_hours = excluded.lead_hours`,
      [bucket, json(rows), iso(now)],
    );
  await db.transaction(async (tx) => {
    await tx.query('delete from opportunities where bucket = $1', [COMPANY_BUCKET]);
    await tx.query(
      `insert into opportunities (bucket, id, rank, found_at, definition)
       select $1, r.id, r.rank, $3, r.definition from jsonb_to_recordset($2::jsonb) as r(id text, rank int, definition jsonb)`,
      [
        COMPANY_BUCKET,
        json(
          opportunities.map(({ opportunity }, rank) => ({
            id: opportunity.id,
            rank,
            definition: opportunity,
          })),
        ),
        iso(now),
      ],
    );
    await writeSetting(tx, 'discovery', { ...searched, at: now } satisfies Searched);
  });
  await db.query('delete from opportunity_contacts where found_at <> $1', [iso(now)]);
}

/** When opportunities were last sought, among what, and why none were found, if so. Instants in ms. */
export type Searched = Omit<Discovery, 'opportunities'> & { at: Instant };

/** What was found last, best first; `searched` is null where it was never sought. */
export async function listOpportunities(
  db: Tx,
): Promise<{ searched: Searched | null; opportunities: Opportunity[] }> {
  const rows = await db.query<{ definition: Opportunity }>(
    'select definition from opportunities where bucket = $1 order by rank',
    [COMPANY_BUCKET],
  );
  return {
    searched: await readSetting<Searched>(db, 'discovery'),
    opportunities: rows.map(({ definition }) => definition),
  };
}

export async function findOpportunity(db: Tx, id: string): Promise<Opportunity | null> {
  const [row] = await db.query<{ definition: Opportunity }>(
    'select definition from opportunities where bucket = $1 and id = $2',
    [COMPANY_BUCKET, id],
  );
  return row?.definition ?? null;
}

export type CoveredRow = {
  id: string;
  customer_id: string;
  channel: string;
  reason: string | null;
  started_at: Instant;
  handle_seconds: number | null;
  resolved: boolean | null;
  lead_hours: number;
};

/** The contacts that an opportunity was counted from, newest first, and how many there are. */
export async function contactsOf(
  db: Tx,
  id: string,
  page: { most: number; skip: number },
): Promise<{ rows: CoveredRow[]; total: number }> {
  const from = `from opportunity_contacts o join contacts c on c.bucket = o.bucket and c.id = o.contact_id where o.opportunity_id = $1`;
  const rows = await db.query<CoveredRow>(
    `select c.id, c.customer_id, c.channel, c.reason, c.started_at, c.handle_seconds, c.resolved, o.lead_hours
     ${from} order by c.started_at desc, c.id limit $2 offset $3`,
    [id, page.most, page.skip],
  );
  const [count] = await db.query<{ total: number }>(`select count(*) as total ${from}`, [id]);
  return { rows, total: count?.total ?? 0 };
}
