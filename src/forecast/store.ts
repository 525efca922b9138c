import { COMPANY_BUCKET, type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { ForecastModel } from './model.ts';
import type { TrainingReport } from './types.ts';

export type ContactSpan = {
  contacts: number;
  withReason: number;
  first: Instant | null;
  last: Instant | null;
};

/** How many contacts lie before an instant, and when the first and the last of them came. */
export async function contactSpan(db: Tx, until: Instant): Promise<ContactSpan> {
  const [row] = await db.query<{ contacts: number; with_reason: number; first: Instant; last: Instant }>(
    `select count(*)::int as contacts, count(reason)::int as with_reason, min(started_at) as first, max(started_at) as last
     from contacts where started_at < $1`,
    [iso(until)],
  );
  if (!row?.contacts) return { contacts: 0, withReason: 0, first: null, last: null };
  return { contacts: row.contacts, withReason: row.with_reason, first: row.first, last: row.last };
}

/** The reasons before an instant, most frequent first. */
export async function reasonCounts(db: Tx, until: Instant): Promise<{ reason: string; contacts: number }[]> {
  return db.query(
    `select reason, count(*)::int as contacts from contacts where started_at < $1 and reason is not null
     group by reason order by contacts desc, reason`,
    [iso(until)],
  );
}

export async function countCustomers(db: Tx): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*)::int as n from customers');
  return row?.n ?? 0;
}

/** Keeps a model for good; the one trained last is the one in use. */
export async function putModel(
  db: Tx,
  model: ForecastModel,
  report: TrainingReport,
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into models (bucket, id, trained_at, trained_until, model, report)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb)
     on conflict (bucket, id) do update set model = excluded.model, report = excluded.report`,
    [COMPANY_BUCKET, model.id, iso(now), iso(model.trainedUntil), json(model), json(report)],
  );
}

export async function newestModelId(db: Tx): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    'select id from models where bucket = $1 order by trained_at desc, id limit 1',
    [COMPANY_BUCKET],
  );
  return row?.id ?? null;
}

export async function newestModel(db: Tx): Promise<{ model: unknown; report: TrainingReport } | null> {
  const [row] = await db.query<{ model: unknown; report: TrainingReport }>(
    'select model, report from models where bucket = $1 order by trained_at desc, id limit 1',
    [COMPANY_BUCKET],
  );
  return row ?? null;
}

/** What the model in use was trained on, without the model itself. */
export async function newestReport(
  db: Tx,
): Promise<{ id: string; trained_at: Instant; report: unknown } | null> {
  const [row] = await db.query<{ id: string; trained_at: Instant; report: unknown }>(
    'select id, trained_at, report from models where bucket = $1 order by trained_at desc, id limit 1',
    [COMPANY_BUCKET],
  );
  return row ?? null;
}
