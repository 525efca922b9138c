import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { type Db, openPgliteInMemory, openPostgres } from '../../src/platform/index.ts';
import { onServer, urlOf } from './postgres.ts';

/** A migrated database of the test's own, on the engine that this run is for; gone once closed. */
export async function testDb(): Promise<Db> {
  const template = inject('template');
  if (process.env.TEST_ENGINE === 'pglite') return openPgliteInMemory(new Blob([readFileSync(template)]));
  const server = process.env.TEST_POSTGRES;
  if (!server)
    throw new Error('a store test must run in the pglite or the postgres project of vitest.config.ts');
  const name = `beforehand_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`));
  const db = await openPostgres(urlOf(server, name));
  return {
    ...db,
    close: async () => {
      await db.close();
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}
