import { bucketOf, type Db, type Instant, iso, json } from '../../platform/index.ts';
import type { Habits } from './types.ts';

/** So many of an agent's newest talks say what their habits are. */
const RECENT_TALKS = 20;

/** What the talk has shown of the agent's habits so far; telling it again replaces it. */
export async function putHabits(
  db: Db,
  agent: string,
  talkId: string,
  at: Instant,
  habits: Habits,
): Promise<void> {
  await db.query(
    `insert into agent_habits (bucket, agent, talk_id, at, habits) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (bucket, agent, talk_id) do update set habits = excluded.habits`,
    [bucketOf(agent), agent, talkId, iso(at), json(habits)],
  );
}

/** The habits that the agent's newest talks show, this one aside. */
export async function recentHabits(db: Db, agent: string, but: string): Promise<Habits[]> {
  const rows = await db.query<{ habits: Habits }>(
    `select habits from agent_habits where bucket = $1 and agent = $2 and talk_id <> $3
     order by at desc, talk_id limit $4`,
    [bucketOf(agent), agent, but, RECENT_TALKS],
  );
  return rows.map(({ habits }) => habits);
}
