import { COMPANY_BUCKET, DAY, HOUR, type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { ForecastModel } from './model.ts';
import { type HourCount, hourOf, SPANS, type SpanCount } from './pulse.ts';
import type { TrainingReport } from './types.ts';

const YEAR = 365 * DAY;

type Span = { contacts: number; withReason: number; first: Instant; last: Instant };
export type ContactSpan = {
  contacts: number;
  withReason: number;
  first: Instant | null;
  /** When contacts began to be recorded: the first, unless it lies so far before all others that its clock was wrong. */
  begin: Instant | null;
  last: Instant | null;
};

/**
 * How many contacts lie before an instant, and when they came. One that is stamped 1970 would stretch the time that
 * they span to half a century: what lies further before the middle one than a year, and than twenty times
 * what lies between that and the last, begins nothing.
 */
export async function contactSpan(db: Tx, until: Instant): Promise<ContactSpan> {
  const [row] = await db.query<Span & { middle: Instant }>(
    `select count(*)::int as contacts, count(reason)::int as "withReason", min(started_at) as first,
       max(started_at) as last, percentile_disc(0.5) within group (order by started_at) as middle
     from contacts where started_at < $1`,
    [iso(until)],
  );
  if (!row?.contacts) return { contacts: 0, withReason: 0, first: null, begin: null, last: null };
  const { middle, ...span } = row;
  const earliest = middle - Math.max(YEAR, 20 * (span.last - middle));
  if (span.first >= earliest) return { ...span, begin: span.first };
  const [settled] = await db.query<{ begin: Instant }>(
    'select min(started_at) as begin from contacts where started_at >= $1 and started_at < $2',
    [iso(earliest), iso(until)],
  );
  return { ...span, begin: settled?.begin ?? span.first };
}

/** The reasons before an instant, most frequent first. */
export async function reasonCounts(db: Tx, until: Instant): Promise<{ reason: string; contacts: number }[]> {
  return db.query(
    `select reason, count(*)::int as contacts from contacts where started_at < $1 and reason is not null
     group by reason order by contacts desc, reason`,
    [iso(until)],
  );
}

/** All contacts, or those at and after an instant, counted by the hour and the reason, in order of hours. */
export async function contactsByHour(db: Tx, since: Instant | null = null): Promise<HourCount[]> {
  return db.query(
    `select floor(extract(epoch from started_at) / 3600)::int as hour, reason, count(*)::int as contacts
     from contacts where $1::timestamptz is null or started_at >= $1 group by 1, 2 order by 1, 2`,
    [since === null ? null : iso(Math.max(FIRST, since))],
  );
}

/** Contacts in the spans before the full hour of an instant, by reason. */
export async function contactsBefore(db: Tx, at: Instant): Promise<SpanCount[]> {
  const until = hourOf(at);
  const ago = (hours: number) => iso(Math.max(FIRST, (until - hours) * HOUR));
  return db.query(
    `select reason, count(*) filter (where started_at >= $2)::int as day,
       count(*) filter (where started_at >= $3)::int as week, count(*)::int as month
     from contacts where started_at >= $4 and started_at < $1 group by reason`,
    [ago(0), ago(SPANS.day), ago(SPANS.week), ago(SPANS.month)],
  );
}

/** No instant before the year 1 is written as the store would read it. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');

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
