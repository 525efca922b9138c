import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Message } from '../src/ingest/index.ts';
import {
  type Db,
  HOUR,
  type Instant,
  iso,
  migrate,
  openPgliteInMemory,
  openPostgres,
} from '../src/platform/index.ts';

export type BenchStore = { db: Db; url: string | null; drop(): Promise<void> };

/** A migrated store of its own: a new database where DATABASE_URL names a server, else one in memory. */
export async function openBenchStore(): Promise<BenchStore> {
  const server = process.env.DATABASE_URL;
  if (!server) {
    const db = await openPgliteInMemory();
    await migrate(db);
    return { db, url: null, drop: () => db.close() };
  }
  const name = `beforehand_bench_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = await openPostgres(url.href);
  await migrate(db);
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.close();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Customers of whom each is to be told at the instant given an hour before a departure. */
export function travellers(prefix: string, dueAt: readonly Instant[], now: Instant): Message[] {
  return dueAt.flatMap((due, index): Message[] => {
    const customerId = `${prefix}${index}`;
    return [
      {
        kind: 'identify',
        messageId: `${customerId}-i`,
        customerId,
        at: now,
        traits: { firstName: 'Ashley', email: `${customerId}@example.com`, timezone: 'Europe/Paris' },
      },
      {
        kind: 'track',
        messageId: `${customerId}-b`,
        customerId,
        at: now,
        name: 'Flight Booked',
        properties: {
          tripId: `${customerId}-T`,
          flight: 'EX 12',
          destination: 'DEN',
          departsAt: iso(due + HOUR),
        },
      },
    ];
  });
}
