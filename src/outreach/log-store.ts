import { type Instant, iso, json, type Tx } from '../platform/index.ts';
import type { Tries } from './asking.ts';
import type { Outreach } from './types.ts';

/** A line each of what rows became, with `details` of it by id. All of one bucket. */
export async function appendLog(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  details?: ReadonlyMap<string, unknown>,
): Promise<void> {
  if (!rows.length) return;
  const entries = rows.map((row) => ({
    outreach_id: row.id,
    at: iso(row.updatedAt),
    status: row.status,
    reason: row.statusReason,
    detail: details?.get(row.id) ?? detailOf(row),
  }));
  await tx.query(
    `insert into outreach_log (bucket, outreach_id, seq, at, status, reason, detail)
     select $1, r.outreach_id, 1 + coalesce((select max(l.seq) from outreach_log l where l.bucket = $1 and l.outreach_id = r.outreach_id), 0),
       r.at, r.status, r.reason, r.detail
     from jsonb_to_recordset($2::jsonb) as r(outreach_id text, at timestamptz, status text, reason text, detail jsonb)`,
    [bucket, json(entries)],
  );
}

function detailOf(row: Outreach): unknown {
  const at = (instant: Instant | null) => (instant === null ? null : iso(instant));
  if (row.status === 'planned')
    return { dueAt: at(row.dueAt), nextAttemptAt: at(row.nextAttemptAt), anchorAt: at(row.anchorAt) };
  if (row.status === 'sending') return { channel: row.channel, why: row.channelWhy, attempt: row.attempts };
  return null;
}

/** When each of the rows was tried, and how often its provider was asked since it was last tried. */
export async function triesOf(tx: Tx, bucket: number, ids: readonly string[]): Promise<Map<string, Tries>> {
  if (!ids.length) return new Map();
  const rows = await tx.query<Tries & { id: string }>(
    `select l.outreach_id as id, min(l.at) filter (where l.status = 'sending') as "firstTriedAt",
       max(l.at) filter (where l.status = 'sending') as "lastTriedAt",
       count(*) filter (where l.reason = 'asking_provider' and l.seq > t.seq)::int as asked
     from outreach_log l join (
       select outreach_id, max(seq) as seq from outreach_log
       where bucket = $1 and outreach_id = any($2::text[]) and status = 'sending' group by outreach_id
     ) t on t.outreach_id = l.outreach_id
     where l.bucket = $1 and l.outreach_id = any($2::text[]) group by l.outreach_id`,
    [bucket, ids],
  );
  return new Map(rows.map(({ id, ...tries }) => [id, tries]));
}
