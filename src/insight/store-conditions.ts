import { bucketOf, iso } from '../platform/index.ts';
import { type ContactFilter, type OutreachFilter, STAGES } from './filters.ts';

/** SQL conditions with their parameters; the first is always the end of the period. */
export type Conditions = { where: string; params: unknown[] };

/** A condition with `?` for its value; a value of undefined asks nothing. */
type Asked = [sql: string, value: unknown] | [sql: string];

function conditions(until: number, asked: (Asked | undefined)[]): Conditions {
  const params: unknown[] = [iso(until)];
  const clauses = asked
    .filter((one) => one !== undefined)
    .filter((one) => one.length === 1 || one[1] !== undefined)
    .map(([sql, ...value]) => {
      if (!value.length) return sql;
      params.push(value[0]);
      return sql.replace('?', () => `$${params.length}`);
    });
  return { where: clauses.join(' and '), params };
}

const nullable = (column: string, value: string | null | undefined): Asked =>
  value === null ? [`${column} is null`] : [`${column} = ?`, value];

/** Names the bucket too: every index by customer begins with it. */
const ofCustomer = (table: string, customer: string | undefined): Asked[] =>
  customer === undefined
    ? []
    : [
        [`${table}.bucket = ?`, bucketOf(customer)],
        [`${table}.customer_id = ?`, customer],
      ];

export function contactConditions(filter: ContactFilter): Conditions {
  return conditions(filter.until, [
    ['c.started_at <= $1::timestamptz'],
    ['c.started_at >= ?::timestamptz', filter.since === null ? undefined : iso(filter.since)],
    nullable('c.reason', filter.reason),
    ['c.rung = ?', filter.ladder],
    filter.offer && [filter.offer === 'made' ? 'c.offer_made' : 'c.offer_right'],
    ['c.channel = ?', filter.channel],
    ...ofCustomer('c', filter.customer),
  ]);
}

const CONTACTED = {
  about: 'o.about_at is not null',
  other: 'o.other_at is not null',
  no: 'o.about_at is null',
};

const ONLY = {
  withheld: "o.status in ('suppressed', 'expired') and o.cause is distinct from 'holdout'",
  dead: "(o.status = 'failed' or (o.status = 'unknown' and o.next_attempt_at is null))",
};

export function outreachConditions(filter: OutreachFilter): Conditions {
  return conditions(filter.until, [
    ['o.decided_at <= $1::timestamptz'],
    ['o.decided_at >= ?::timestamptz', filter.since === null ? undefined : iso(filter.since)],
    ['o.play_id = ?', filter.play],
    nullable('o.reason', filter.reason),
    ['o.status = ?', filter.status],
    nullable('o.status_reason', filter.why),
    nullable('o.cause', filter.cause),
    ['o.stage = ?', filter.stage],
    ['o.stage = any(?::text[])', filter.passed && STAGES.slice(STAGES.indexOf(filter.passed))],
    filter.only && [ONLY[filter.only]],
    // A correction answers no new need: the customer had been reached about it.
    filter.ladder && ["o.kind = 'first' and o.status in ('sent', 'delivered')"],
    filter.arm === 'both' ? ['o.arm is not null'] : ['o.arm = ?', filter.arm],
    filter.window && [
      filter.window === 'open' ? 'o.closes_at > $1::timestamptz' : 'o.closes_at <= $1::timestamptz',
    ],
    filter.contacted && [CONTACTED[filter.contacted]],
    ...ofCustomer('o', filter.customer),
  ]);
}
