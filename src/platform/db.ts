/** A result row as SQL names its columns. timestamptz comes as Instant (ms), int8 and numeric as number. */
export type Row = Record<string, unknown>;

/**
 * The one port to the store. Two engines stand behind it, PGlite in a folder and a PostgreSQL server, and the same
 * SQL runs on both. JSON parameters are passed as text (`json()`) and cast in the statement (`$1::jsonb`).
 */
export interface Db {
  readonly engine: 'pglite' | 'postgres';
  query<R extends object = Row>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** All of `work` or nothing. `work` may run again after a deadlock, so it acts on the store only. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * What runs inside a transaction: queries, nothing nested. Those asked without waiting for one another's answers run in
 * the order asked, and with a server all in one round trip.
 */
export type Tx = Pick<Db, 'query' | 'engine'>;

export function json(value: unknown): string {
  return JSON.stringify(value);
}
