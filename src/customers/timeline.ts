import { groupBy, type Instant, type Tx } from '../platform/index.ts';
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
  const which = customerIds ? 'and customer_id = any($2::text[])' : '';
  const params = customerIds ? [bucket, customerIds] : [bucket];
  const events = await db.query<EventRow>(
    `select customer_id, kind, name, at, properties from events where bucket = $1 ${which} order by at, received_at, message_id`,
    params,
  );
  const contacts = await db.query<ContactRow>(
    `select customer_id, id, channel, reason, started_at, handle_seconds, resolved, offered_reason, offer_taken
     from contacts where bucket = $1 ${which} order by started_at, id`,
    params,
  );
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

export async function loadTimeline(db: Tx, bucket: number, customerId: string): Promise<Timeline> {
  return (await loadTimelines(db, bucket, [customerId])).get(customerId) ?? [];
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
