import pg from 'pg';

const USUAL = 'postgres://postgres@127.0.0.1:5432/test';

/** The URL of a PostgreSQL that answers now, from DATABASE_URL or the usual place, or null. */
export async function reachablePostgres(): Promise<string | null> {
  const url = process.env.DATABASE_URL ?? USUAL;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return null;
  }
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
