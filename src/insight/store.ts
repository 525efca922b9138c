import { type Db, type Instant, iso } from '../platform/index.ts';
import type { ArmSums } from './effect.ts';
import type {
  Arm,
  ContactFilter,
  ContactRung,
  OutreachFilter,
  OutreachStatus,
  Period,
  Stage,
} from './filters.ts';
import type { ContactCount, ReachedCount } from './ladder.ts';
import type { ContactStep } from './parting.ts';
import { type Conditions, contactConditions, outreachConditions } from './store-conditions.ts';

/** How long after its anchor (or after its decision, where that is later) a contact still counts for an outreach. */
const WINDOW = "interval '6 hours'";

/** What a contact was about: an offer that was taken names it before the talk does. */
const TOPIC = 'coalesce(c.reason, case when c.offer_taken then c.offered_reason end)';

/** Contacts with the rung on which each stands. */
const CONTACTS = `(select c.bucket, c.id, c.customer_id, c.channel, c.started_at, c.handle_seconds, c.resolved, c.offered_reason,
  c.offer_taken, ${TOPIC} as reason,
  (c.offered_reason is not null or c.offer_taken is true) as offer_made,
  coalesce(c.offered_reason = ${TOPIC}, c.offer_taken, false) as offer_right,
  case when c.offer_taken and coalesce(c.offered_reason = ${TOPIC}, true) then 'offered'
    when c.offer_taken or c.offered_reason is not null then 'missed'
    when exists (select 1 from outreach o where o.bucket = c.bucket and o.customer_id = c.customer_id
      and o.reason = c.reason and o.status in ('sent', 'delivered')
      and c.started_at between o.sent_at and greatest(o.anchor_at, o.sent_at) + ${WINDOW}) then 'anyway'
    else 'reactive' end as rung
  from contacts c) c`;

/**
 * Outreach with its arm, by intention: whatever became of a message that the gate let go, it counts as reached, as those
 * held out would have met the same. A correction follows only who was reached, so it belongs to no arm. `cause` is the
 * status' reason without its particulars; `stage` is how far it has come.
 */
const DECIDED = `select o.*,
  case when o.kind <> 'first' or o.gated_at is null then null
    when o.status = 'suppressed' and o.status_reason in ('holdout', 'company_holdout') then 'holdout' else 'treated' end as arm,
  coalesce(o.gated_at, o.updated_at) as decided_at,
  split_part(o.status_reason, ':', 1) as cause,
  case when o.status = 'delivered' then 'delivered' when o.sent_at is not null then 'sent'
    when o.gated_at is not null and o.status <> 'suppressed' then 'go' else 'gate' end as stage
  from outreach o`;

/** The same with the end of its window and the first contacts in it, as known at `$1`. */
const OUTREACH = `(select w.*,
  (select min(c.started_at) from contacts c where c.bucket = w.bucket and c.customer_id = w.customer_id
    and ${TOPIC} = w.reason and c.started_at between w.decided_at and least(w.closes_at, $1::timestamptz)) as about_at,
  (select min(c.started_at) from contacts c where c.bucket = w.bucket and c.customer_id = w.customer_id
    and ${TOPIC} is distinct from w.reason and c.started_at between w.decided_at and least(w.closes_at, $1::timestamptz)) as other_at
  from (select d.*, greatest(d.anchor_at, d.decided_at) + ${WINDOW} as closes_at from (${DECIDED}) d) w) o`;

function from(source: string, { where }: Conditions): string {
  return `from ${source} where ${where}`;
}

export type ContactRow = {
  id: string;
  customer_id: string;
  channel: string;
  reason: string | null;
  started_at: Instant;
  handle_seconds: number | null;
  resolved: boolean | null;
  offered_reason: string | null;
  offer_taken: boolean | null;
  rung: ContactRung;
};

export type Page = { most: number; skip: number };

/** The contacts that a figure counted, newest first, and how many there are. */
export async function listContacts(db: Db, filter: ContactFilter, page: Page) {
  const conditions = contactConditions(filter);
  const rows = await db.query<ContactRow>(
    `select c.id, c.customer_id, c.channel, c.reason, c.started_at, c.handle_seconds, c.resolved, c.offered_reason,
       c.offer_taken, c.rung ${from(CONTACTS, conditions)} order by c.started_at desc, c.id limit ${page.most} offset ${page.skip}`,
    conditions.params,
  );
  return { rows, total: await countOf(db, from(CONTACTS, conditions), conditions) };
}

export type OutreachRow = {
  id: string;
  play_id: string;
  play_version: number;
  customer_id: string;
  subject_type: string;
  subject_id: string;
  reason: string;
  status: OutreachStatus;
  status_reason: string | null;
  channel: string | null;
  due_at: Instant;
  expires_at: Instant;
  /** Null: nothing will be tried any more. */
  next_attempt_at: Instant | null;
  decided_at: Instant;
  closes_at: Instant;
  arm: Arm | null;
  about_at: Instant | null;
  other_at: Instant | null;
};

/** The outreach that a figure counted, newest first, and how many there are. */
export async function listOutreach(db: Db, filter: OutreachFilter, page: Page) {
  const conditions = outreachConditions(filter);
  const rows = await db.query<OutreachRow>(
    `select o.id, o.play_id, o.play_version, o.customer_id, o.subject_type, o.subject_id, o.reason, o.status,
       o.status_reason, o.channel, o.due_at, o.expires_at, o.next_attempt_at, o.decided_at, o.closes_at, o.arm, o.about_at, o.other_at
     ${from(OUTREACH, conditions)} order by o.decided_at desc, o.id limit ${page.most} offset ${page.skip}`,
    conditions.params,
  );
  return { rows, total: await countOf(db, from(OUTREACH, conditions), conditions) };
}

async function countOf(db: Db, selection: string, { params }: Conditions): Promise<number> {
  const [row] = await db.query<{ total: number }>(`select count(*) as total ${selection}`, params);
  return row?.total ?? 0;
}

export async function countContacts(db: Db, period: Period): Promise<ContactCount[]> {
  const conditions = contactConditions(period);
  return db.query(
    `select c.reason, c.rung, count(*) as contacts, count(*) filter (where c.offer_right) as right
     ${from(CONTACTS, conditions)} group by c.reason, c.rung`,
    conditions.params,
  );
}

export async function countReached(db: Db, period: Period): Promise<ReachedCount[]> {
  const conditions = outreachConditions({ ...period, ladder: 'proactive' });
  return db.query(
    `select o.reason, count(*) as reached, count(o.about_at) as anyway ${from(OUTREACH, conditions)} group by o.reason`,
    conditions.params,
  );
}

export type StatusCount = { reason: string; status: OutreachStatus; why: string | null; outreach: number };

export async function countStatuses(db: Db, period: Period): Promise<StatusCount[]> {
  const conditions = outreachConditions(period);
  return db.query(
    `select o.reason, o.status, o.status_reason as why, count(*) as outreach ${from(OUTREACH, conditions)}
     group by o.reason, o.status, o.status_reason`,
    conditions.params,
  );
}

export type StageCount = {
  play: string;
  stage: Stage;
  status: OutreachStatus;
  cause: string | null;
  outreach: number;
};

/** How far the outreach of plays has come, with what became of it and why, without particulars. */
export async function countStages(db: Db, filter: OutreachFilter): Promise<StageCount[]> {
  const conditions = outreachConditions(filter);
  return db.query(
    `select o.play_id as play, o.stage, o.status, o.cause, count(*) as outreach ${from(OUTREACH, conditions)}
     group by 1, 2, 3, 4 order by outreach desc, o.status, o.cause`,
    conditions.params,
  );
}

/** Contacts by channel in steps of `step` ms since 1970. */
export async function countChannels(
  db: Db,
  period: Period,
  step: number,
): Promise<{ channel: string; start: Instant; contacts: number }[]> {
  const conditions = contactConditions(period);
  return db.query(
    `select c.channel, floor(extract(epoch from c.started_at) * 1000 / ${step}) * ${step} as start, count(*) as contacts
     ${from(CONTACTS, conditions)} group by 1, 2 order by 2, 1`,
    conditions.params,
  );
}

const sums = (y: string, prefix: string) => `
  count(*) filter (where m > 0) as ${prefix}_customers, coalesce(sum(m), 0) as ${prefix}_units,
  coalesce(sum(${y}), 0) as ${prefix}_contacted, coalesce(sum(${y} * ${y}), 0) as ${prefix}_yy,
  coalesce(sum(${y} * m), 0) as ${prefix}_ym, coalesce(sum(m * m), 0) as ${prefix}_mm`;

/** What the comparison of a play's arms needs, summed over customers in the store: by version, and over all (null). */
export async function sumArms(db: Db, period: Period): Promise<ArmSums[]> {
  const conditions = outreachConditions({ ...period, arm: 'both' });
  type Row = Pick<ArmSums, 'play' | 'version' | 'reason' | 'arm' | 'open'> & Record<string, number>;
  const rows = await db.query<Row>(
    `with by_version as (
       select o.bucket, o.play_id as play, o.play_version as version, o.arm, o.customer_id, min(o.reason) as reason,
         count(*) filter (where o.closes_at > $1::timestamptz) as open,
         count(*) filter (where o.closes_at <= $1::timestamptz) as m,
         count(o.about_at) filter (where o.closes_at <= $1::timestamptz) as y,
         count(o.other_at) filter (where o.closes_at <= $1::timestamptz) as z
       ${from(OUTREACH, conditions)} group by 1, 2, 3, 4, 5),
     by_customer as (
       select play, version, arm, min(reason) as reason, sum(open) as open, sum(m) as m, sum(y) as y, sum(z) as z
       from by_version
       group by grouping sets ((bucket, play, arm, customer_id, version), (bucket, play, arm, customer_id)))
     select play, version, arm, min(reason) as reason, sum(open) as open, ${sums('y', 'about')}, ${sums('z', 'other')}
     from by_customer group by play, version, arm order by play, version nulls first, arm`,
    conditions.params,
  );
  const pick = (row: Row, prefix: string) => ({
    customers: row[`${prefix}_customers`] ?? 0,
    units: row[`${prefix}_units`] ?? 0,
    contacted: row[`${prefix}_contacted`] ?? 0,
    yy: row[`${prefix}_yy`] ?? 0,
    ym: row[`${prefix}_ym`] ?? 0,
    mm: row[`${prefix}_mm`] ?? 0,
  });
  return rows.map((row) => ({
    play: row.play,
    version: row.version,
    reason: row.reason,
    arm: row.arm,
    open: row.open,
    about: pick(row, 'about'),
    other: pick(row, 'other'),
  }));
}

/** First contacts after outreach whose window is over, in steps of `step` ms since 1970. */
export async function countSteps(db: Db, period: Period, step: number): Promise<ContactStep[]> {
  const conditions = outreachConditions({ ...period, arm: 'both', window: 'closed', contacted: 'about' });
  return db.query(
    `select o.play_id as play, o.play_version as version, o.arm,
       floor(extract(epoch from o.about_at) * 1000 / ${step}) * ${step} as start, count(*) as contacted
     ${from(OUTREACH, conditions)} group by 1, 2, 3, 4 order by 4`,
    conditions.params,
  );
}

/** When the first contact or decision up to `until` was; null when there is none. */
export async function beginning(db: Db, until: Instant): Promise<Instant | null> {
  const [row] = await db.query<{ at: Instant | null }>(
    `select least((select min(started_at) from contacts where started_at <= $1::timestamptz),
       (select min(coalesce(gated_at, updated_at)) from outreach where coalesce(gated_at, updated_at) <= $1::timestamptz)) as at`,
    [iso(until)],
  );
  return row?.at ?? null;
}
