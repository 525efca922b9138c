import { type Db, type Instant, iso } from '../../platform/index.ts';

export type ReplyStatus = 'sending' | 'sent' | 'failed' | 'unknown';
export type AgentReply = { seq: number; status: ReplyStatus; why: string | null };

/** The number that a dialogue by text is with; null where there is none. */
export async function numberOf(db: Db, bucket: number, dialogueId: string): Promise<string | null> {
  const [row] = await db.query<{ caller: string | null }>(
    `select caller from dialogues where bucket = $1 and id = $2 and medium = 'sms'`,
    [bucket, dialogueId],
  );
  return row?.caller ?? null;
}

/** What the agent has said and nobody has begun to send, in order; from now on it is being sent. */
export async function claimReplies(
  db: Db,
  bucket: number,
  conversationId: string,
  now: Instant,
): Promise<{ seq: number; text: string }[]> {
  return db.query(
    `with claimed as (
       insert into replies (bucket, conversation_id, seq, status, at)
       select bucket, conversation_id, seq, 'sending', $3 from turns
       where bucket = $1 and conversation_id = $2 and speaker = 'agent'
       on conflict do nothing returning bucket, conversation_id, seq)
     select t.seq, t.text from turns t join claimed c using (bucket, conversation_id, seq) order by t.seq`,
    [bucket, conversationId, iso(now)],
  );
}

export async function noteReply(
  db: Db,
  bucket: number,
  conversationId: string,
  { seq, status, why, providerId }: AgentReply & { providerId: string | null },
): Promise<void> {
  await db.query(
    `update replies set status = $4, why = $5, provider_id = $6
     where bucket = $1 and conversation_id = $2 and seq = $3`,
    [bucket, conversationId, seq, status, why, providerId],
  );
}

/** What became of what an agent has said by text, in order. */
export async function repliesOf(db: Db, bucket: number, conversationId: string): Promise<AgentReply[]> {
  return db.query(
    'select seq, status, why from replies where bucket = $1 and conversation_id = $2 order by seq',
    [bucket, conversationId],
  );
}
