import type { Db } from '../platform/index.ts';

export type Inferred = {
  subjects: { type: string; count: number; milestones: string[]; facts: string[] }[];
  reasons: { reason: string; count: number }[];
};

/** What the history holds by its form alone: kinds of subject with their milestones and facts, and contact reasons. */
export async function inferredFrom(db: Db): Promise<Inferred> {
  const subjects = await db.query<Inferred['subjects'][number]>(
    `with counts as (select type, count(*)::int as count from subjects group by type),
          names as (
            select type, 'milestone' as kind, jsonb_object_keys(milestones) as name from subjects
            union select type, 'fact', jsonb_object_keys(facts) from subjects)
     select c.type, c.count,
            coalesce(array_agg(n.name order by n.name) filter (where n.kind = 'milestone'), '{}') as milestones,
            coalesce(array_agg(n.name order by n.name) filter (where n.kind = 'fact'), '{}') as facts
     from counts c left join names n on n.type = c.type
     group by c.type, c.count order by c.count desc, c.type`,
  );
  const reasons = await db.query<Inferred['reasons'][number]>(
    `select reason, count(*)::int as count from contacts where reason is not null group by reason order by count desc, reason`,
  );
  return { subjects, reasons };
}
