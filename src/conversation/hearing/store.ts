import { COMPANY_BUCKET, type Db, type Instant, iso } from '../../platform/index.ts';

/** Notes of past contacts with the reason they had, the latest first. */
export async function notedContacts(
  db: Db,
  until: Instant,
  most: number,
): Promise<{ text: string; reason: string }[]> {
  return db.query(
    `select left(note, 500) as text, reason from contacts
     where note is not null and reason is not null and started_at < $1 order by started_at desc limit $2`,
    [iso(until), most],
  );
}

export async function putWording(
  db: Db,
  wording: { id: string; trainedAt: Instant; examples: number; reasons: number; packed: string },
): Promise<void> {
  await db.query(
    `insert into wordings (bucket, id, trained_at, examples, reasons, packed) values ($1, $2, $3, $4, $5, $6)
     on conflict (bucket, id) do nothing`,
    [COMPANY_BUCKET, wording.id, iso(wording.trainedAt), wording.examples, wording.reasons, wording.packed],
  );
}

const LATEST = 'from wordings where bucket = $1 order by trained_at desc, id limit 1';

export async function latestWordingId(db: Db): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(`select id ${LATEST}`, [COMPANY_BUCKET]);
  return row?.id ?? null;
}

export async function latestWording(db: Db): Promise<{ id: string; packed: string } | null> {
  const [row] = await db.query<{ id: string; packed: string }>(`select id, packed ${LATEST}`, [
    COMPANY_BUCKET,
  ]);
  return row ?? null;
}
