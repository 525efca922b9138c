import type { StoreConfig } from '../config/index.ts';
import type { Db } from './db.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** Opens the configured store and brings its schema up to date. */
export async function openDb(config: StoreConfig): Promise<Db> {
  const db = config.kind === 'postgres' ? await openPostgres(config.url) : await openPglite(config.folder);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}
