import type { Db } from '../platform/index.ts';

/** Names that the store's customers have told: for checking what a play may name. */
export async function namesInStore(db: Db): Promise<{ traits: string[] }> {
  const traits = await db.query<{ name: string }>(
    'select distinct jsonb_object_keys(traits) as name from customers order by name',
  );
  return { traits: traits.map(({ name }) => name) };
}
