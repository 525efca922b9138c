import type { Db } from '../../platform/index.ts';

/** Events read to find their names: names come up early, and all events would take too long. */
const ENOUGH = 50_000;

/** Names of events that are on record, for choosing from. */
export async function eventNames(db: Db, most: number): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select distinct name from (select name from events where kind = 'track' limit ${ENOUGH}) found order by name limit $1`,
    [most],
  );
  return rows.map(({ name }) => name);
}

/** Names of traits that customers have, for choosing from. */
export async function traitNames(db: Db, most: number): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select distinct jsonb_object_keys(traits) as name from (select traits from customers limit ${ENOUGH}) found order by name limit $1`,
    [most],
  );
  return rows.map(({ name }) => name);
}
