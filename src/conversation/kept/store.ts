import { bucketOf, type Db, iso, json } from '../../platform/index.ts';
import type { Sight } from '../staff/index.ts';
import type { Cell, Unit } from './trend.ts';
import type { CardFilter, CardRow, KeptCard } from './types.ts';

/** Puts a card in place of what was kept of the talk before. */
export async function putCard(db: Db, kept: KeptCard): Promise<void> {
  const { conversationId, customerId, agent, team, reason, channel, at, card } = kept;
  await db.query(
    `insert into scorecards (bucket, conversation_id, customer_id, agent, team, reason, channel, at, overall, direction, control, card)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb)
     on conflict (bucket, conversation_id) do update set customer_id = excluded.customer_id, agent = excluded.agent,
       team = excluded.team, reason = excluded.reason, channel = excluded.channel, at = excluded.at,
       overall = excluded.overall, direction = excluded.direction, control = excluded.control, card = excluded.card`,
    [
      bucketOf(conversationId),
      conversationId,
      customerId,
      agent,
      team,
      reason,
      channel,
      iso(at),
      card.overall,
      card.direction,
      card.control,
      json(card),
    ],
  );
}

const ABOUT = `conversation_id as "conversationId", customer_id as "customerId", agent, team, reason, channel, at`;
/** Columns are `real`, whose nearest double would be told as 17.700000762939453. */
const ROW = `${ABOUT}, overall::numeric::float8 as overall, direction::numeric::float8 as direction,
  control::numeric::float8 as control`;

/** A card of those in sight; null also where there is one that isn't. */
export async function findCard(db: Db, id: string, sight: Sight): Promise<KeptCard | null> {
  const { where, values } = conditions({}, sight, [bucketOf(id), id]);
  const [row] = await db.query<KeptCard>(
    `select ${ABOUT}, card from scorecards where bucket = $1 and conversation_id = $2 and ${where}`,
    values,
  );
  return row ?? null;
}

/** The newest first, and how many there are in all. */
export async function listCards(
  db: Db,
  filter: CardFilter,
  sight: Sight,
  page: { most: number; skip: number },
): Promise<{ rows: CardRow[]; total: number }> {
  const { where, values } = conditions(filter, sight);
  const [counted] = await db.query<{ total: number }>(
    `select count(*)::int as total from scorecards where ${where}`,
    values,
  );
  const rows = await db.query<CardRow>(
    `select ${ROW} from scorecards where ${where} order by at desc, conversation_id
     limit $${values.length + 1} offset $${values.length + 2}`,
    [...values, page.most, page.skip],
  );
  return { rows, total: counted?.total ?? 0 };
}

export const BIN = 10;

/** How many cards have overall scores from `least` up to `least` + BIN; the last bin holds 100, too. */
export async function countByScore(
  db: Db,
  filter: CardFilter,
  sight: Sight,
): Promise<{ least: number; count: number }[]> {
  const { where, values } = conditions(filter, sight);
  return db.query(
    `select least(floor(overall / ${BIN})::int, ${100 / BIN - 1}) * ${BIN} as least, count(*)::int as count
     from scorecards where ${where} group by 1 order by 1`,
    values,
  );
}

/** What there is to choose from in a filter. */
export async function namesOf(db: Db, column: 'agent' | 'team' | 'reason', sight: Sight): Promise<string[]> {
  const { where, values } = conditions({}, sight);
  const rows = await db.query<{ name: string }>(
    `select distinct ${column} as name from scorecards where ${where} and ${column} is not null order by 1 limit 500`,
    values,
  );
  return rows.map(({ name }) => name);
}

/** Counts, means and sums of squares of the overall scores by week (Mondays, UTC), agent or team, and reason. */
export async function cellsOf(db: Db, unit: Unit, filter: CardFilter, sight: Sight): Promise<Cell[]> {
  const { where, values } = conditions(filter, sight);
  return db.query<Cell>(
    `select date_trunc('week', at at time zone 'UTC') at time zone 'UTC' as week, ${unit} as unit, reason,
       count(*)::int as count, avg(overall::float8) as mean,
       coalesce(var_samp(overall::float8) * (count(*) - 1), 0) as squares
     from scorecards where ${where} and ${unit} is not null group by 1, 2, 3 order by 1, 2, 3`,
    values,
  );
}

function conditions(filter: CardFilter, sight: Sight, values: unknown[] = []) {
  const where = ['true'];
  const add = (sql: (place: string) => string, value: unknown) => {
    values.push(value);
    where.push(sql(`$${values.length}`));
  };
  for (const column of ['agent', 'team'] as const)
    if (sight[column] !== null) add((place) => `${column} = ${place}`, sight[column]);
  for (const column of ['agent', 'team', 'reason'] as const) {
    const wanted = filter[column];
    if (wanted === null) where.push(`${column} is null`);
    else if (wanted !== undefined) add((place) => `${column} = ${place}`, wanted);
  }
  if (filter.since !== undefined) add((place) => `at >= ${place}`, iso(filter.since));
  if (filter.until !== undefined) add((place) => `at < ${place}`, iso(filter.until));
  if (filter.least !== undefined) add((place) => `overall >= ${place}`, filter.least);
  if (filter.below !== undefined) add((place) => `overall < ${place}`, filter.below);
  return { where: where.join(' and '), values };
}
