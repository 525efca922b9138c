import { type Db, groupBy, type Instant, type Tx } from '../platform/index.ts';
import type { Timeline, TimelineEntry } from './types.ts';

type EventRow = {
  customer_id: string;
  kind: string;
  name: string;
  at: Instant;
  properties: Record<string, unknown>;
};
type ContactRow = {
  customer_id: string;
  id: string;
  channel: string;
  reason: string | null;
  started_at: Instant;
  handle_seconds: number | null;
  resolved: boolean | null;
  offered_reason: string | null;
  offer_taken: boolean | null;
};

/** The timelines of a bucket's customers (all of them, or those named), each oldest first. */
export async function loadTimelines(
  db: Tx,
  bucket: number,
  customerIds: readonly string[] | null = null,
): Promise<Map<string, Timeline>> {
  // One after the other, as a transaction has one connection.
  return timelinesOf(await loadEvents(db, bucket, customerIds), await loadContacts(db, bucket, customerIds));
}

export async function loadTimeline(db: Db, bucket: number, customerId: string): Promise<Timeline> {
  const rows = await Promise.all([
    loadEvents(db, bucket, [customerId]),
    loadContacts(db, bucket, [customerId]),
  ]);
  return timelinesOf(...rows).get(customerId) ?? [];
}

function loadEvents(db: Tx, bucket: number, customerIds: readonly string[] | null): Promise<EventRow[]> {
  return db.query<EventRow>(
    `select customer_id, kind, name, at, properties from events where bucket = $1 ${named(customerIds)}
     order by at, received_at, message_id`,
    customerIds ? [bucket, customerIds] : [bucket],
  );
}

function loadContacts(db: Tx, bucket: number, customerIds: readonly string[] | null): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `select customer_id, id, channel, reason, started_at, handle_seconds, resolved, offered_reason, offer_taken
     from contacts where bucket = $1 ${named(customerIds)} order by started_at, id`,
    customerIds ? [bucket, customerIds] : [bucket],
  );
}

function named(customerIds: readonly string[] | null): string {
  return customerIds ? 'and customer_id = any($2::text[])' : '';
}

function timelinesOf(events: readonly EventRow[], contacts: readonly ContactRow[]): Map<string, Timeline> {
  const entries = [
    ...events.map((row) => ({ customerId: row.customer_id, entry: asEvent(row) })),
    ...contacts.map((row) => ({ customerId: row.customer_id, entry: asContact(row) })),
  ];
  const timelines = new Map<string, Timeline>();
  for (const [customerId, group] of groupBy(entries, (item) => item.customerId)) {
    timelines.set(
      customerId,
      group.map((item) => item.entry).sort((a, b) => a.at - b.at),
    );
  }
  return timelines;
}

function asEvent(row: EventRow): TimelineEntry {
  if (row.kind === 'identify') return { kind: 'traits', at: row.at, traits: row.properties };
  return {
    kind: row.kind === 'outreach' ? 'outreach' : 'event',
    at: row.at,
    name: row.name,
    properties: row.properties,
  };
}

function asContact(row: ContactRow): TimelineEntry {
  return {
    kind: 'contact',
    at: row.started_at,
    id: row.id,
    channel: row.channel,
    reason: row.reason,
    handleSeconds: row.handle_seconds,
    resolved: row.resolved,
    offeredReason: row.offered_reason,
    offerTaken: row.offer_taken,
  };
}
