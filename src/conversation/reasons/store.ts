import { COMPANY_BUCKET, type Db, type Instant, iso, json } from '../../platform/index.ts';

/** The company's own reasons as they were written, by name. */
export async function loadReasons(db: Db): Promise<{ name: string; spec: unknown }[]> {
  return db.query('select name, spec from reasons where bucket = $1 order by name', [COMPANY_BUCKET]);
}

export async function putReason(db: Db, name: string, spec: unknown, now: Instant): Promise<void> {
  await db.query(
    `insert into reasons (bucket, name, spec, updated_at) values ($1, $2, $3::jsonb, $4)
     on conflict (bucket, name) do update set spec = excluded.spec, updated_at = excluded.updated_at`,
    [COMPANY_BUCKET, name, json(spec), iso(now)],
  );
}

/** False when there was none. */
export async function deleteReason(db: Db, name: string): Promise<boolean> {
  const gone = await db.query('delete from reasons where bucket = $1 and name = $2 returning name', [
    COMPANY_BUCKET,
    name,
  ]);
  return gone.length > 0;
}
