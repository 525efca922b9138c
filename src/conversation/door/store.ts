import { type Db, type Instant, iso, json } from '../../platform/index.ts';
import type { ContactUpdate, DialogueState, Medium } from '../dialogue/index.ts';
import type { Reply } from './types.ts';

/** One dialogue as it stands. `step` is the last answered one. */
export type Dialogue = {
  bucket: number;
  id: string;
  medium: Medium;
  customerId: string | null;
  /** E.164 or an address, or null when it was withheld or is none. */
  caller: string | null;
  step: number;
  startedAt: Instant;
  updatedAt: Instant;
  endedAt: Instant | null;
  state: KeptState;
};

/** A dialogue whose contact, as it stands now, is not written yet. */
export type OwingDialogue = Omit<Dialogue, 'caller' | 'updatedAt'>;

export type KeptState = {
  dialogue: DialogueState;
  contact: ContactUpdate;
  /** What was answered at the last steps, so that no step is answered twice differently. */
  replies: Record<string, Reply['actions']>;
  language: string;
};

type Row = {
  bucket: number;
  id: string;
  medium: Medium;
  customer_id: string | null;
  caller: string | null;
  step: number;
  started_at: Instant;
  updated_at: Instant;
  ended_at: Instant | null;
  state: KeptState;
  contact_owed: boolean;
};

/** `contactOwed`: its contact is not written as it stands. */
export async function loadDialogue(
  db: Db,
  bucket: number,
  id: string,
): Promise<(Dialogue & { contactOwed: boolean }) | null> {
  const [row] = await db.query<Row>(
    `select bucket, id, medium, customer_id, caller, step, started_at, updated_at, ended_at, state, contact_owed
     from dialogues where bucket = $1 and id = $2`,
    [bucket, id],
  );
  if (!row) return null;
  const { customer_id, started_at, updated_at, ended_at, contact_owed, ...rest } = row;
  return {
    ...rest,
    customerId: customer_id,
    startedAt: started_at,
    updatedAt: updated_at,
    endedAt: ended_at,
    contactOwed: contact_owed,
  };
}

/** False when the dialogue is there already: another webhook of the same one was first. */
export async function insertDialogue(db: Db, dialogue: Dialogue, contactOwed: boolean): Promise<boolean> {
  const { bucket, id, medium, customerId, caller, state, step, startedAt } = dialogue;
  const rows = await db.query(
    `insert into dialogues (bucket, id, medium, customer_id, caller, state, step, started_at, updated_at, contact_owed)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $8, $9) on conflict do nothing returning id`,
    [bucket, id, medium, customerId, caller, json(state), step, iso(startedAt), contactOwed],
  );
  return rows.length > 0;
}

/** Takes the dialogue from step `from` to `dialogue.step`. False when another webhook did so, or ended it, before. */
export async function advanceDialogue(
  db: Db,
  from: number,
  dialogue: Dialogue,
  contactOwed: boolean,
): Promise<boolean> {
  const { bucket, id, customerId, state, step, updatedAt, endedAt } = dialogue;
  const rows = await db.query(
    `update dialogues set state = $4::jsonb, step = $5, updated_at = $6, ended_at = $7, customer_id = $8,
       contact_owed = contact_owed or $9
     where bucket = $1 and id = $2 and step = $3 and ended_at is null returning id`,
    [
      bucket,
      id,
      from,
      json(state),
      step,
      iso(updatedAt),
      endedAt === null ? null : iso(endedAt),
      customerId,
      contactOwed,
    ],
  );
  return rows.length > 0;
}

const OWING = `d.bucket, d.id, d.medium, d.customer_id as "customerId", d.step, d.started_at as "startedAt",
  d.ended_at as "endedAt", d.state`;
/** Read and written together. */
const PAGE = 500;

/** Those of the given dialogues that owe their contact. */
export async function owing(
  db: Db,
  keys: readonly Pick<Dialogue, 'bucket' | 'id'>[],
): Promise<OwingDialogue[]> {
  return db.query<OwingDialogue>(
    `select ${OWING} from dialogues d
     join jsonb_to_recordset($1::jsonb) as r(bucket smallint, id text) on d.bucket = r.bucket and d.id = r.id
     where d.contact_owed`,
    [json(keys.map(({ bucket, id }) => ({ bucket, id })))],
  );
}

/** A page of those that owe their contact and have stood still since `before`, in order of bucket and id. */
export async function dialoguesOwing(
  db: Db,
  after: Pick<Dialogue, 'bucket' | 'id'> | null,
  before: Instant,
): Promise<OwingDialogue[]> {
  return db.query<OwingDialogue>(
    `select ${OWING} from dialogues d where d.contact_owed and (d.bucket, d.id) > ($1, $2) and d.updated_at <= $4
     order by d.bucket, d.id limit $3`,
    [after?.bucket ?? -1, after?.id ?? '', PAGE, iso(before)],
  );
}

/** The contacts are written as these dialogues stood; one that has gone on since owes its own again. */
export async function clearOwed(db: Db, dialogues: readonly OwingDialogue[]): Promise<void> {
  const rows = dialogues.map(({ bucket, id, step, endedAt }) => ({
    bucket,
    id,
    step,
    ended: endedAt !== null,
  }));
  await db.query(
    `update dialogues d set contact_owed = false
     from jsonb_to_recordset($1::jsonb) as r(bucket smallint, id text, step int, ended boolean)
     where d.bucket = r.bucket and d.id = r.id and d.step = r.step and (d.ended_at is not null) = r.ended`,
    [json(rows)],
  );
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
