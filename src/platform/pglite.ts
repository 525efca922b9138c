import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { INT8, NUMERIC, parseTimestamptz, TIMESTAMPTZ } from './column-types.ts';
import type { Db } from './db.ts';
import { lockFolder } from './folder-lock.ts';

const parsers = { [TIMESTAMPTZ]: parseTimestamptz, [INT8]: Number, [NUMERIC]: Number };

/**
 * Opens the embedded PostgreSQL kept in `folder`, which one process at a time may use.
 * Throws FolderInUse when another process has it open.
 */
export async function openPglite(folder: string): Promise<Db> {
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const lite = await PGlite.create({ dataDir: join(folder, 'pgdata'), parsers });
    return await asDb(lite, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens an embedded PostgreSQL that lives in memory only, for tests; `image` is a dump of another one. */
export async function openPgliteInMemory(image?: Blob): Promise<Db & { dump(): Promise<Blob> }> {
  const lite = await PGlite.create({ parsers, ...(image ? { loadDataDir: image } : {}) });
  return { ...(await asDb(lite, () => {})), dump: () => lite.dumpDataDir('none') };
}

async function asDb(lite: PGlite, afterClose: () => void): Promise<Db> {
  await lite.exec("set timezone to 'UTC'");
  return {
    engine: 'pglite',
    query: async (sql, params = []) => (await lite.query(sql, params as unknown[])).rows as never[],
    transaction: (work) =>
      lite.transaction((tx) =>
        work({
          engine: 'pglite',
          query: async (sql, params = []) => (await tx.query(sql, params as unknown[])).rows as never[],
        }),
      ),
    close: async () => {
      await lite.close();
      afterClose();
    },
  };
}
