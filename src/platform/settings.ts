import { json, type Tx } from './db.ts';
import { COMPANY_BUCKET } from './ids.ts';

/** Small things that outlive a process, by name. */
export async function readSetting<T>(db: Tx, name: string): Promise<T | null> {
  const [row] = await db.query<{ value: T }>('select value from settings where bucket = $1 and name = $2', [
    COMPANY_BUCKET,
    name,
  ]);
  return row?.value ?? null;
}

export async function writeSetting(db: Tx, name: string, value: unknown): Promise<void> {
  await db.query(
    `insert into settings (bucket, name, value) values ($1, $2, $3::jsonb)
     on conflict (bucket, name) do update set value = excluded.value`,
    [COMPANY_BUCKET, name, json(value)],
  );
}
