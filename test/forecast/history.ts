import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { forgetCustomer, projectCustomers } from '../../src/customers/index.ts';
import { importPaths, openIngest } from '../../src/ingest/index.ts';
import { type Db, ManualClock } from '../../src/platform/index.ts';

/** The end of the airline's history. */
export const NOW = Date.parse('2026-03-30T00:00:00Z');

/** Imports the airline's customers up to an id, with all that is known of them. */
export async function importAirline(db: Db, lastId: string): Promise<void> {
  const folder = airlineFolder(lastId);
  await ingest(db, [folder], folder);
}

/** A folder to import that holds the airline's customers up to an id, with all that is known of them. */
export function airlineFolder(lastId: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-airline-'));
  for (const file of ['customers.jsonl', 'events.jsonl', 'contacts.csv']) {
    const text = gunzipSync(readFileSync(`data/airline/${file}.gz`)).toString();
    const kept = text.split('\n').filter((line) => (/A\d{7}/.exec(line)?.[0] ?? '') <= lastId);
    writeFileSync(join(folder, file), kept.join('\n'));
  }
  return folder;
}

export async function importText(db: Db, file: string, text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-'));
  writeFileSync(join(folder, file), text);
  await ingest(db, [join(folder, file)], folder);
}

async function ingest(db: Db, paths: string[], rejectsFolder: string): Promise<void> {
  const clock = new ManualClock(NOW);
  const report = await importPaths(openIngest(db, clock, [projectCustomers], forgetCustomer), clock, paths, {
    rejectsFolder,
  });
  const rejected = report.files.filter((file) => file.rejected);
  if (rejected.length) throw new Error(`the test's own data was refused: ${rejected[0]?.firstError}`);
}
