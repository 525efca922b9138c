import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Db, openPgliteInMemory, openPostgres } from '../../src/platform/index.ts';
import { onServer, urlOf } from './postgres.ts';

/** A migrated database of the test's own, on the engine that this run is for; gone once closed. */
export async function testDb(): Promise<Db> {
  const template = inject('template');
  if (process.env.TEST_ENGINE === 'pglite') return openPgliteInMemory(new Blob([readFileSync(template)]));
  const { url, drop } = await testDatabase(template);
  const db = await openPostgres(url);
  return { ...db, close: () => db.close().then(drop) };
}

async function testDatabase(template?: string): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_POSTGRES;
  if (!server)
    throw new Error('a store test must run in the pglite or the postgres project of vitest.config.ts');
  const name = `beforehand_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) =>
    client.query(`create database ${name} ${template ? `template ${template}` : ''}`),
  );
  return {
    url: urlOf(server, name),
    drop: () =>
      onServer(server, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

/** An empty store for commands run as processes of their own: what to put in their environment. */
export async function testStore(): Promise<{
  env: Record<string, string>;
  folder: string;
  drop(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-test-'));
  const database = process.env.TEST_ENGINE === 'postgres' ? await testDatabase() : null;
  return {
    env: { BEFOREHAND_DATA: folder, DATABASE_URL: database?.url ?? '' },
    folder,
    drop: async () => {
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
