import { bucketOf, type Db, HOUR, type Instant, iso } from '../../src/platform/index.ts';

type Fields = Record<string, unknown>;

/** Puts rows into a table as they are; instants are given as ISO text. */
async function put(db: Db, table: string, rows: readonly Fields[]): Promise<void> {
  if (!rows.length) return;
  const columns = Object.keys(rows[0] as Fields).join(', ');
  await db.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Collects rows by plain values and writes them at once with `save`. Anything not said is of no matter to the test. */
export class Rows {
  readonly #tables = new Map<string, Fields[]>();
  readonly now: Instant;
  #count = 0;
  constructor(now: Instant) {
    this.now = now;
  }

  add(table: string, row: Fields): void {
    this.#tables.set(table, [...(this.#tables.get(table) ?? []), row]);
  }

  async save(db: Db): Promise<void> {
    for (const [table, rows] of this.#tables) await put(db, table, rows);
    this.#tables.clear();
  }

  customer(id: string, traits: Fields = {}): void {
    const time_zone = (traits.timezone as string | undefined) ?? null;
    const first_seen = iso(this.now - 90 * 24 * HOUR);
    this.add('customers', {
      bucket: bucketOf(id),
      id,
      traits,
      trait_times: {},
      time_zone,
      locale: 'en-US',
      first_seen,
    });
  }

  contact(
    customer: string,
    at: Instant,
    more: {
      reason?: string | null;
      channel?: string;
      offered?: string;
      taken?: boolean | null;
      id?: string;
    } = {},
  ): string {
    const id = more.id ?? `c-${++this.#count}`;
    this.add('contacts', {
      bucket: bucketOf(customer),
      id,
      customer_id: customer,
      channel: more.channel ?? 'voice',
      reason: more.reason === undefined ? 'flight_status' : more.reason,
      started_at: iso(at),
      handle_seconds: 210,
      resolved: true,
      offered_reason: more.offered ?? null,
      offer_taken: more.taken ?? null,
    });
    return id;
  }

  /** An outreach decided at `at` about something at `anchor` (an hour later unless said). */
  outreach(
    customer: string,
    at: Instant,
    more: {
      status?: string;
      why?: string;
      play?: string;
      version?: number;
      reason?: string;
      anchor?: Instant;
      id?: string;
      message?: Fields;
      channel?: string;
      sent?: boolean;
      gated?: Instant;
      kind?: 'first' | 'correction';
    } = {},
  ): string {
    const id = more.id ?? `o-${++this.#count}`;
    const status = more.status ?? 'sent';
    const anchor = more.anchor ?? at + HOUR;
    const gated =
      ['sending', 'sent', 'delivered', 'failed', 'unknown'].includes(status) || more.why === 'holdout';
    const sent = more.sent ?? ['sent', 'delivered'].includes(status);
    this.add('outreach', {
      bucket: bucketOf(customer),
      id,
      play_id: more.play ?? 'before_departure',
      play_version: more.version ?? 1,
      customer_id: customer,
      subject_type: 'trip',
      subject_id: `${customer}-T1`,
      occurrence: id,
      kind: more.kind ?? 'first',
      reason: more.reason ?? 'flight_status',
      status,
      status_reason: more.why ?? null,
      anchor: 'departure',
      anchor_at: iso(anchor),
      offset_ms: Math.round(at - anchor),
      due_at: iso(at),
      expires_at: iso(anchor),
      next_attempt_at: iso(at),
      attempts: sent ? 1 : 0,
      channel: more.channel ?? 'sms',
      address: '+15550100',
      message: more.message ?? null,
      told: sent ? { departure: iso(anchor) } : null,
      created_at: iso(at - HOUR),
      updated_at: iso(at),
      sent_at: sent ? iso(at) : null,
      gated_at: gated ? iso(more.gated ?? at) : null,
    });
    return id;
  }

  held(customer: string, at: Instant, more: Parameters<Rows['outreach']>[2] = {}): string {
    return this.outreach(customer, at, { ...more, status: 'suppressed', why: 'holdout' });
  }

  log(
    customer: string,
    outreach: string,
    seq: number,
    at: Instant,
    status: string,
    reason: string | null = null,
  ): void {
    const bucket = bucketOf(customer);
    this.add('outreach_log', {
      bucket,
      outreach_id: outreach,
      seq,
      at: iso(at),
      status,
      reason,
      detail: null,
    });
  }

  outbox(
    customer: string,
    outreach: string,
    at: Instant,
    body: string,
    more: { channel?: string; subject?: string } = {},
  ) {
    this.add('sandbox_outbox', {
      bucket: bucketOf(customer),
      outreach_id: outreach,
      channel: more.channel ?? 'sms',
      recipient: '+15550100',
      subject: more.subject ?? null,
      body,
      at: iso(at),
    });
  }
}
