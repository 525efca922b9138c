import { type Db, type Instant, iso, json } from '../../platform/index.ts';
import type { ContactUpdate, DialogueState } from './dialogue-types.ts';
import type { Language } from './twiml.ts';

/** One call as it stands. `step` is the last answered one; its answers are kept so that none is given twice differently. */
export type Call = {
  bucket: number;
  id: string;
  customerId: string | null;
  /** E.164, or null when it was withheld or is none. */
  caller: string | null;
  step: number;
  startedAt: Instant;
  endedAt: Instant | null;
  state: CallState;
};

export type CallState = {
  dialogue: DialogueState;
  contact: ContactUpdate;
  /** TwiML by step. */
  answers: Record<string, string>;
  /** For the person who takes over. */
  handover: string | null;
  language: Language;
};

type CallRow = {
  bucket: number;
  id: string;
  customer_id: string | null;
  caller: string | null;
  step: number;
  started_at: Instant;
  ended_at: Instant | null;
  state: CallState;
};

export async function loadCall(db: Db, bucket: number, id: string): Promise<Call | null> {
  const [row] = await db.query<CallRow>(
    `select bucket, id, customer_id, caller, step, started_at, ended_at, state from calls where bucket = $1 and id = $2`,
    [bucket, id],
  );
  if (!row) return null;
  const { customer_id, started_at, ended_at, ...rest } = row;
  return { ...rest, customerId: customer_id, startedAt: started_at, endedAt: ended_at };
}

/** False when the call is there already: another webhook of the same call was first. */
export async function insertCall(db: Db, call: Call): Promise<boolean> {
  const rows = await db.query(
    `insert into calls (bucket, id, customer_id, caller, state, step, started_at, updated_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $7) on conflict do nothing returning id`,
    [call.bucket, call.id, call.customerId, call.caller, json(call.state), call.step, iso(call.startedAt)],
  );
  return rows.length > 0;
}

/** Takes the call from step `from` to `call.step`. False when another webhook did so, or ended the call, before. */
export async function advanceCall(db: Db, from: number, call: Call, now: Instant): Promise<boolean> {
  const rows = await db.query(
    `update calls set state = $4::jsonb, step = $5, updated_at = $6, ended_at = $7
     where bucket = $1 and id = $2 and step = $3 and ended_at is null returning id`,
    [
      call.bucket,
      call.id,
      from,
      json(call.state),
      call.step,
      iso(now),
      call.endedAt === null ? null : iso(call.endedAt),
    ],
  );
  return rows.length > 0;
}

/** How many contacts the order of the menu is counted from: enough for an order, few enough to be quick. */
const COUNTED = 50_000;

/** Reasons by how often customers contact for them, most often first. */
export async function reasonsByFrequency(db: Db): Promise<string[]> {
  const rows = await db.query<{ reason: string }>(
    `select reason from (select reason from contacts where reason is not null limit $1) counted
     group by reason order by count(*) desc, reason limit 30`,
    [COUNTED],
  );
  return rows.map((row) => row.reason);
}
