import type { Channels, SendOutcome } from '../../channels/index.ts';
import { suppressedAmong } from '../../customers/index.ts';
import { type Bell, bucketOf, type Clock, type Db, HOUR, type Log } from '../../platform/index.ts';
import { type AgentReply, claimReplies, noteReply, numberOf, repliesOf } from './reply-store.ts';

const CHANNEL = 'sms';
/** An answer of a person's that is older answers nothing any more. */
const GOOD_FOR = HOUR;
/** Twilio refuses a longer one (error 21617). */
const LONGEST = 1600;

type Conversation = { id: string; channel: string };

export type Replies = {
  /**
   * Begins to send what an agent has said in a conversation by text and has not been sent; of another channel, nothing. It is
   * not waited for: an agent who has spoken goes on.
   */
  begin(conversation: Conversation): void;
  /** When all that was begun has come to an end. */
  settled(): Promise<void>;
  /** What became of each, by the number of the turn; empty for a conversation that is not by text. */
  read(conversation: Conversation): Promise<AgentReply[]>;
};

/**
 * What agents say at the desk to who wrote by text goes out by text. A row is written before each is sent: a crash leaves
 * it as being sent, which the desk shows, rather than sent twice.
 */
export function openReplies({
  db,
  clock,
  channels,
  bell,
  log,
}: {
  db: Db;
  clock: Clock;
  channels: Channels;
  bell: Bell;
  log: Log;
}): Replies {
  const running = new Set<Promise<void>>();
  const sendOne = async (id: string, to: string, text: string): Promise<SendOutcome> => {
    const channel = channels.get(CHANNEL);
    if (!channel) return { kind: 'refused', why: 'no channel for texts is configured' };
    if (text.length > LONGEST)
      return { kind: 'refused', why: `it is longer than ${LONGEST} characters: say it in parts` };
    if ((await suppressedAmong(db, CHANNEL, [to])).has(to))
      return { kind: 'refused', why: 'they want no more texts' };
    return channel.send({
      id,
      bucket: bucketOf(id),
      to,
      subject: null,
      text,
      expiresAt: clock.now() + GOOD_FOR,
    });
  };
  const send = async ({ id, channel }: Conversation): Promise<void> => {
    if (channel !== CHANNEL) return;
    const bucket = bucketOf(id);
    const to = await numberOf(db, bucket, id);
    if (!to) return;
    for (const { seq, text } of await claimReplies(db, bucket, id, clock.now())) {
      const outcome = await sendOne(`${id}_${seq}`, to, text).catch((err: unknown): SendOutcome => {
        log.error({ err, conversation: id, seq }, "an agent's words may not have gone out");
        return { kind: 'unknown', why: (err as Error).message };
      });
      await noteReply(db, bucket, id, { seq, ...become(outcome) });
      bell.ring('conversation');
    }
  };
  return {
    begin: (conversation) => {
      const work = send(conversation)
        .catch((err: unknown) =>
          log.error({ err, conversation: conversation.id }, "an agent's words were not sent"),
        )
        .finally(() => running.delete(work));
      running.add(work);
    },
    settled: async () => void (await Promise.all(running)),
    read: ({ id, channel }) => (channel === CHANNEL ? repliesOf(db, bucketOf(id), id) : Promise.resolve([])),
  };
}

function become(outcome: SendOutcome): Omit<AgentReply, 'seq'> & { providerId: string | null } {
  switch (outcome.kind) {
    case 'ok':
      return { status: 'sent', why: null, providerId: outcome.providerId };
    case 'unknown':
      return { status: 'unknown', why: outcome.why, providerId: null };
    default:
      // An agent who sees that it failed says it again; a machine that did so later would answer out of turn.
      return { status: 'failed', why: outcome.why, providerId: null };
  }
}
