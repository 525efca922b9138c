import type { Db } from '../platform/index.ts';

/** Names that the store's customers have told: for checking what a play may name. */
export async function namesInStore(db: Db): Promise<{ traits: string[] }> {
  const traits = await db.query<{ name: string }>(
    'select distinct jsonb_object_keys(traits) as name from customers order by name',
  );
  return { traits: traits.map(({ name }) => name) };
}

/** Types of subject on which an event has been seen, the most frequent first. */
export async function subjectsOfEvents(db: Db, event: string): Promise<string[]> {
  const rows = await db.query<{ type: string }>(
    `select type from subjects where last_events ->> $1::text is not null group by type order by count(*) desc, type`,
    [event],
  );
  return rows.map(({ type }) => type);
}
