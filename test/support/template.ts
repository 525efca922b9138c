import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, openPgliteInMemory, openPostgres } from '../../src/platform/index.ts';
import { onServer, urlOf } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    template: string;
  }
}

/** Makes the migrated database once, of which every test file gets its own copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_ENGINE, TEST_POSTGRES } = project.config.env as Record<string, string>;
  if (TEST_ENGINE === 'postgres' && TEST_POSTGRES) {
    const name = `beforehand_template_${process.pid}`;
    await onServer(TEST_POSTGRES, (client) => client.query(`create database ${name}`));
    const db = await openPostgres(urlOf(TEST_POSTGRES, name));
    await migrate(db);
    await db.close();
    project.provide('template', name);
    return () =>
      onServer(TEST_POSTGRES, async (client) => void (await client.query(`drop database ${name}`)));
  }
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-template-'));
  const db = await openPgliteInMemory();
  await migrate(db);
  const image = join(folder, 'image.tar');
  writeFileSync(image, Buffer.from(await (await db.dump()).arrayBuffer()));
  await db.close();
  project.provide('template', image);
  return async () => rmSync(folder, { recursive: true });
}
