import { COMPANY_BUCKET, type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { Play, PlayDefinition, PlayStatus } from './play.ts';

type Row = { id: string; version: number; status: PlayStatus; definition: PlayDefinition };
const asPlay = (row: Row): Play => ({ ...row.definition, version: row.version, status: row.status });

/** The newest version of every play. */
export async function loadPlays(db: Tx): Promise<Play[]> {
  const rows = await db.query<Row>(
    `select distinct on (id) id, version, status, definition from plays where bucket = $1 order by id, version desc`,
    [COMPANY_BUCKET],
  );
  return rows.map(asPlay);
}

export async function putPlay(tx: Tx, play: Play, now: Instant): Promise<void> {
  const { version, status, ...definition } = play;
  await tx.query(
    `insert into plays (bucket, id, version, status, definition, created_at) values ($1, $2, $3, $4, $5::jsonb, $6)
     on conflict (bucket, id, version) do update set status = excluded.status`,
    [COMPANY_BUCKET, play.id, version, status, json(definition), iso(now)],
  );
}

/** All versions of a play, newest first. */
export async function playVersions(db: Tx, playId: string): Promise<(Play & { createdAt: Instant })[]> {
  const rows = await db.query<Row & { created_at: Instant }>(
    `select id, version, status, definition, created_at from plays where bucket = $1 and id = $2 order by version desc`,
    [COMPANY_BUCKET, playId],
  );
  return rows.map((row) => ({ ...asPlay(row), createdAt: row.created_at }));
}
