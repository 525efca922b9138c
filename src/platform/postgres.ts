import type { Socket } from 'node:net';
import pg from 'pg';
import { INT8, NUMERIC, parseTimestamptz, TIMESTAMPTZ } from './column-types.ts';
import type { Db, Tx } from './db.ts';

const DEADLOCK = new Set(['40P01', '40001']);
const MOST_TRIES = 5;

/**
 * A statement with parameters is parsed once a connection, by a name; it is planned anew each time, for the values at
 * hand and the tables as they are (`plan_cache_mode`). Texts beyond these are unnamed: a connection keeps what it named.
 */
const MOST_NAMED = 500;
const names = new Map<string, string>();
/** Where a plan is kept (`keepPlans`), tables may have outgrown it after so many seconds. */
const LONGEST_KEPT = 300;
function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined && values.length && names.size < MOST_NAMED) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { text, values: values as unknown[], ...(name && values.length ? { name } : {}) };
}

function typeParser(oid: number, format?: unknown): (text: string) => unknown {
  if (oid === TIMESTAMPTZ) return parseTimestamptz;
  if (oid === INT8 || oid === NUMERIC) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}

export class StoreUnusable extends Error {
  override name = 'StoreUnusable';
}

/** Node gives the attempts on several addresses of one name as an error without a message of its own. */
function told(error: Error): string {
  return error instanceof AggregateError
    ? error.errors.map((one: Error) => one.message).join('; ')
    : error.message;
}

/** Opens a PostgreSQL server by URL (`postgres://user:password@host:port/database`), 15 or newer. Throws StoreUnusable, saying why. */
export async function openPostgres(url: string): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    options: '-c timezone=UTC -c plan_cache_mode=force_custom_plan',
    // Statements asked one after the other without waiting go out together, and are answered in that order.
    pipeline: true,
    maxLifetimeSeconds: LONGEST_KEPT,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // An idle connection that the server drops is replaced by the pool; without a listener Node would stop.
  pool.on('error', () => {});
  try {
    const [row] = (
      await pool.query<{ version: number }>("select current_setting('server_version_num')::int as version")
    ).rows;
    if (row && row.version < 150000)
      throw new Error(`it is version ${row.version}; beforehand needs PostgreSQL 15 or newer`);
  } catch (cause) {
    await pool.end();
    throw new StoreUnusable(`can't use the PostgreSQL of DATABASE_URL: ${told(cause as Error)}`, { cause });
  }
  return {
    engine: 'postgres',
    query: openShares(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

/** What is asked before anything is awaited goes out in one write. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  if (stream.writableCorked) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** So many statements at most wait for one connection's answers, which come in order: a slow one holds up those behind it. */
const MOST_SHARED = 8;

interface Share {
  readonly client: Promise<pg.PoolClient>;
  asked: number;
  answered: number;
  give(client: pg.PoolClient): void;
}

/**
 * Statements outside of transactions. Those asked while a connection is being got share it, and go out in one write:
 * a write to the socket costs the process more than most statements do.
 */
function openShares(pool: pg.Pool): Db['query'] {
  let open: Share | null = null;
  const begin = (): Share => {
    let broken = false;
    // The pool listens to idle connections only: one that is lost between two statements would end the process.
    const lost = () => {
      broken = true;
    };
    const share: Share = {
      client: pool.connect(),
      asked: 0,
      answered: 0,
      give: (client) => {
        client.off('error', lost);
        client.release(broken);
      },
    };
    const close = () => {
      if (open === share) open = null;
    };
    share.client.then((client) => {
      client.on('error', lost);
      close();
    }, close);
    return share;
  };
  return async (sql, params = []) => {
    if (!open || open.asked === MOST_SHARED) open = begin();
    const mine = open;
    mine.asked++;
    const client = await mine.client;
    sendTogether(client);
    try {
      return (await client.query(statement(sql, params))).rows;
    } finally {
      mine.answered++;
      if (mine.answered === mine.asked) mine.give(client);
    }
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken = false;
    // The pool listens to idle connections only: one that is lost between two statements would end the process.
    const lost = () => {
      broken = true;
    };
    client.on('error', lost);
    try {
      sendTogether(client);
      const begun = client.query('begin');
      begun.catch(() => {});
      const result = await work({
        engine: 'postgres',
        query: async (sql, params = []) => {
          sendTogether(client);
          return (await client.query(statement(sql, params))).rows;
        },
      });
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true;
      });
      const code = (error as { code?: string }).code ?? '';
      if (!DEADLOCK.has(code) || attempt >= MOST_TRIES) throw error;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }
}
