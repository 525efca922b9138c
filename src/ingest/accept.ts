import { byBucket, type Clock, type Db, holdBucket, type Instant, type Tx } from '../platform/index.ts';
import { applyAlias, type Forget, underPresentIds } from './alias.ts';
import type { Consent, Contact, Identify, Incoming, Message, Projection, Track } from './messages.ts';
import { appendConsents, appendEvents, putContacts } from './store.ts';

export type Accepted = { accepted: number; duplicates: number };

export type Ingest = {
  /** Appends messages with all that follows from them, one transaction a bucket; answers after the commit. */
  accept(messages: readonly Incoming[]): Promise<Accepted>;
  /** The same inside a transaction of the caller, all messages being of its bucket. */
  acceptIn(tx: Tx, bucket: number, messages: readonly Message[]): Promise<Accepted>;
};

/**
 * The way in for everything that happened. Repeats are recognised and change nothing. `forget` undoes the projections of
 * a customer whose records have all moved to another id.
 */
export function openIngest(
  db: Db,
  clock: Clock,
  projections: readonly Projection[],
  forget: Forget,
  onCommitted: () => void = () => {},
): Ingest {
  const acceptIn = async (tx: Tx, bucket: number, messages: readonly Message[]): Promise<Accepted> => {
    await holdBucket(tx, bucket, 'shared');
    const now = clock.now();
    const fresh = await append(tx, bucket, firstOfEach(messages), now);
    if (fresh.length) for (const project of projections) await project(tx, bucket, fresh, now);
    return { accepted: fresh.length, duplicates: messages.length - fresh.length };
  };
  const acceptAll = async (messages: readonly Message[]): Promise<Accepted> => {
    const total = { accepted: 0, duplicates: 0 };
    const current = await underPresentIds(db, messages);
    for (const [bucket, group] of byBucket(current, (message) => message.customerId)) {
      const result = await db.transaction((tx) => acceptIn(tx, bucket, group));
      total.accepted += result.accepted;
      total.duplicates += result.duplicates;
      if (result.accepted) onCommitted();
    }
    return total;
  };
  return {
    acceptIn,
    accept: async (messages) => {
      const total = await acceptAll(messages.filter((message) => message.kind !== 'alias'));
      for (const alias of messages.filter((message) => message.kind === 'alias')) {
        await applyAlias({ db, accept: acceptAll, forget }, alias);
        total.accepted++;
      }
      return total;
    },
  };
}

async function append(
  tx: Tx,
  bucket: number,
  messages: readonly Message[],
  now: Instant,
): Promise<Message[]> {
  const of = <K extends Message['kind']>(...kinds: K[]) =>
    messages.filter((message) => (kinds as string[]).includes(message.kind));
  const fresh = new Set<string>();
  const events = of('identify', 'track', 'outreach') as (Identify | Track)[];
  if (events.length) {
    for (const row of await appendEvents(tx, bucket, events, now))
      fresh.add(`m ${row.customer_id} ${row.message_id}`);
  }
  const contacts = of('contact') as Contact[];
  if (contacts.length) for (const row of await putContacts(tx, bucket, contacts)) fresh.add(`c ${row.id}`);
  const consents = of('consent') as Consent[];
  if (consents.length) {
    for (const row of await appendConsents(tx, bucket, consents)) {
      fresh.add(consentKey(row.customer_id, row.channel, row.purpose, row.status, row.at));
    }
  }
  return messages.filter((message) => fresh.has(keyOf(message)));
}

/** A statement can't touch a row twice: of messages with one key the first counts, of a contact the last. */
function firstOfEach(messages: readonly Message[]): Message[] {
  const byKey = new Map<string, Message>();
  for (const message of messages) {
    const key = keyOf(message);
    if (message.kind === 'contact' || !byKey.has(key)) byKey.set(key, message);
  }
  return [...byKey.values()];
}

function keyOf(message: Message): string {
  switch (message.kind) {
    case 'contact':
      return `c ${message.contactId}`;
    case 'consent':
      return consentKey(message.customerId, message.channel, message.purpose, message.status, message.at);
    default:
      return `m ${message.customerId} ${message.messageId}`;
  }
}

function consentKey(...parts: (string | Instant)[]): string {
  return `s ${JSON.stringify(parts)}`;
}
