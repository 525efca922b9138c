import { type Db, type Instant, iso } from '../platform/index.ts';
import type { Period } from './filters.ts';

export type DialogueFilter = Period & { medium?: string; offered?: 'yes' | 'no'; answered?: 'yes' | 'no' };

export type DialogueRow = {
  id: string;
  medium: string;
  customer_id: string | null;
  started_at: Instant;
  offered_reason: string | null;
  reason: string | null;
  offer_taken: boolean | null;
  answered_after: number | null;
  place: string;
};

/** How soon those were answered to whom something was offered, and those to whom nothing was. */
export type Answered = {
  medium: string;
  offered: boolean;
  dialogues: number;
  answered: number;
  /** Turns of theirs until the first answer, of those who were answered; null where none was. */
  median: number | null;
};

export async function stepsToAnswer(db: Db, { since, until }: Period): Promise<Answered[]> {
  return db.query(
    `select medium, offered_reason is not null as offered, count(*)::int as dialogues, count(answered_after)::int as answered,
       percentile_disc(0.5) within group (order by answered_after)::int as median
     from dialogues where started_at <= $1 and ($2::timestamptz is null or started_at >= $2) and medium <> 'outbound'
     group by medium, offered_reason is not null order by count(*) desc, medium, offered desc`,
    [iso(until), since === null ? null : iso(since)],
  );
}

const WHERE = `started_at <= $1 and ($2::timestamptz is null or started_at >= $2) and ($3::text is null or medium = $3)
  and ($4::boolean is null or (offered_reason is not null) = $4) and ($5::boolean is null or (answered_after is not null) = $5)`;

export async function listDialogues(
  db: Db,
  filter: DialogueFilter,
  page: { most: number; skip: number },
): Promise<{ rows: DialogueRow[]; total: number }> {
  const flag = (value: 'yes' | 'no' | undefined) => (value === undefined ? null : value === 'yes');
  const { since, until, medium, offered, answered } = filter;
  const params = [
    iso(until),
    since === null ? null : iso(since),
    medium ?? null,
    flag(offered),
    flag(answered),
  ];
  const rows = await db.query<DialogueRow>(
    `select id, medium, customer_id, started_at, offered_reason, state->'contact'->>'reason' as reason,
       (state->'contact'->>'offerTaken')::boolean as offer_taken, answered_after, state->'dialogue'->>'place' as place
     from dialogues where ${WHERE} order by started_at desc, id limit ${page.most} offset ${page.skip}`,
    params,
  );
  const [count] = await db.query<{ total: number }>(
    `select count(*)::int as total from dialogues where ${WHERE}`,
    params,
  );
  return { rows, total: count?.total ?? 0 };
}
