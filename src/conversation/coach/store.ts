import { type Db, type Instant, iso, json, type Tx } from '../../platform/index.ts';
import type { CoachState } from './types.ts';

/** A practice talk as it is kept. `overall` is the scorecard's, once it has ended. */
export interface Practice {
  readonly bucket: number;
  readonly id: string;
  readonly agent: string;
  readonly scenario: string;
  readonly hinted: boolean;
  readonly state: CoachState;
  readonly overall: number | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

const SELECT = `select bucket, id, agent, scenario, hinted, state, overall, started_at as "startedAt", ended_at as "endedAt"
  from practices`;

export async function putPractice(db: Db, practice: Practice): Promise<void> {
  const { bucket, id, agent, scenario, hinted, state, startedAt } = practice;
  await db.query(
    `insert into practices (bucket, id, agent, scenario, hinted, state, started_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [bucket, id, agent, scenario, hinted, json(state), iso(startedAt)],
  );
}

export async function findPractice(db: Tx, bucket: number, id: string): Promise<Practice | null> {
  const rows = await db.query<Practice>(`${SELECT} where bucket = $1 and id = $2`, [bucket, id]);
  return rows[0] ?? null;
}

/** Holds the row, so that one exchange follows another. */
export async function lockPractice(tx: Tx, bucket: number, id: string): Promise<Practice | null> {
  const rows = await tx.query<Practice>(`${SELECT} where bucket = $1 and id = $2 for update`, [bucket, id]);
  return rows[0] ?? null;
}

export async function updatePractice(
  tx: Tx,
  { bucket, id, state, overall, endedAt }: Practice,
): Promise<void> {
  await tx.query(
    `update practices set state = $3::jsonb, outcome = $4, overall = $5, ended_at = $6 where bucket = $1 and id = $2`,
    [bucket, id, json(state), state.ended, overall, endedAt === null ? null : iso(endedAt)],
  );
}

/** What an agent reached in each scenario: how often tried to the end, how often resolved, the best score. */
export interface Best {
  readonly scenario: string;
  readonly tries: number;
  readonly resolved: number;
  readonly best: number;
}

export async function bestOf(db: Db, agent: string): Promise<Best[]> {
  return db.query<Best>(
    `select scenario, count(*)::int as tries, count(*) filter (where outcome = 'resolved')::int as resolved, max(overall) as best
     from practices where agent = $1 and overall is not null group by scenario`,
    [agent],
  );
}

export type Latest = Pick<Practice, 'id' | 'scenario' | 'overall' | 'startedAt'> & {
  outcome: CoachState['ended'];
};

export async function latestOf(db: Db, agent: string, most: number): Promise<Latest[]> {
  return db.query<Latest>(
    `select id, scenario, outcome, overall, started_at as "startedAt" from practices
     where agent = $1 order by started_at desc, id limit $2`,
    [agent, most],
  );
}
