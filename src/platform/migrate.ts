import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from './db.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any number, so long as all processes of beforehand use the same one (pg_advisory_xact_lock). */
const MIGRATION_LOCK = 4100;

export type Migration = { number: number; name: string; sql: string };

/** Reads `migrations/NNNN_name.sql`, in order. Throws when a number is missing or used twice. */
export function readMigrations(folder = FOLDER): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const match = /^(\d{4})_(.+)\.sql$/.exec(file);
    if (!match || Number(match[1]) !== index + 1) {
      throw new Error(
        `migrations/${file}: expected number ${String(index + 1).padStart(4, '0')} as NNNN_name.sql`,
      );
    }
    return { number: index + 1, name: match[2] as string, sql: readFileSync(join(folder, file), 'utf8') };
  });
}

/** Brings the store to the newest form, all or nothing. Returns the names of the migrations that it ran. */
export async function migrate(db: Db, migrations = readMigrations()): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await tx.query(`create table if not exists schema_migrations (
      bucket smallint not null default 0, number int not null, name text not null,
      applied_at timestamptz not null default now(), primary key (bucket, number))`);
    const rows = await tx.query<{ number: number }>('select number from schema_migrations where bucket = 0');
    const done = new Set(rows.map((row) => row.number));
    const newest = Math.max(0, ...done);
    if (newest > migrations.length) {
      throw new Error(
        `the store is at migration ${newest}, this program knows ${migrations.length}: it was opened by a newer beforehand. Update this one.`,
      );
    }
    const ran: string[] = [];
    for (const migration of migrations) {
      if (done.has(migration.number)) continue;
      // One statement a query: PGlite's extended protocol, as PostgreSQL's, takes no more.
      for (const statement of statementsOf(migration.sql)) await tx.query(statement);
      await tx.query('insert into schema_migrations (number, name) values ($1, $2)', [
        migration.number,
        migration.name,
      ]);
      ran.push(migration.name);
    }
    return ran;
  });
}

/** Splits at semicolons that end a line; migrations hold no function bodies. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);
}
