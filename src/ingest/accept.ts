import { byBucket, type Clock, type Db, holdBucket, type Instant, type Tx } from '../platform/index.ts';
import { applyAlias, type Forget, underPresentIds } from './alias.ts';
import type { Consent, Contact, Identify, Incoming, Message, Projection, Track } from './messages.ts';
import { withReasonNames } from './reasons.ts';
import { appendConsents, appendEvents, holdersOf, putContacts } from './store.ts';

/** `conflicts` are messages, as given, that contradict what is kept; nothing of them was taken. */
export type Accepted = { accepted: number; duplicates: number; conflicts: Conflict[] };
export type Conflict = { message: Incoming; error: string };

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
    const { fresh, errors } = await append(tx, bucket, firstOfEach(messages), now);
    if (fresh.length) for (const project of projections) await project(tx, bucket, fresh, now);
    const conflicts = messages.flatMap((message) => {
      const error = errors.get(keyOf(message));
      return error ? [{ message, error }] : [];
    });
    const duplicates = messages.length - fresh.length - conflicts.length;
    return { accepted: fresh.length, duplicates, conflicts };
  };
  const acceptAll = async (messages: readonly Message[]): Promise<Accepted> => {
    const total: Accepted = { accepted: 0, duplicates: 0, conflicts: [] };
    const current = await underPresentIds(db, messages);
    const given = new Map<Incoming, Message>(
      current.map((message, index) => [message, messages[index] as Message]),
    );
    for (const [bucket, group] of byBucket(current, (message) => message.customerId)) {
      const result = await db.transaction((tx) => acceptIn(tx, bucket, group));
      total.accepted += result.accepted;
      total.duplicates += result.duplicates;
      for (const { message, error } of result.conflicts)
        total.conflicts.push({ message: given.get(message) ?? message, error });
      if (result.accepted) onCommitted();
    }
    return total;
  };
  return {
    acceptIn,
    accept: async (messages) => {
      const total = await acceptAll(messages.filter((message) => message.kind !== 'alias'));
      for (const alias of messages.filter((message) => message.kind === 'alias')) {
        const stayed = await applyAlias({ db, accept: acceptAll, forget }, alias);
        for (const id of stayed) {
          const error = `contact ${id} stays under the previous id: a contact of another customer has the same id`;
          total.conflicts.push({ message: alias, error });
        }
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
): Promise<{ fresh: Message[]; errors: Map<string, string> }> {
  const of = <K extends Message['kind']>(...kinds: K[]) =>
    messages.filter((message) => (kinds as string[]).includes(message.kind));
  const fresh = new Set<string>();
  const errors = new Map<string, string>();
  const events = of('identify', 'track', 'outreach') as (Identify | Track)[];
  if (events.length) {
    for (const row of await appendEvents(tx, bucket, events, now))
      fresh.add(`m ${row.customer_id} ${row.message_id}`);
  }
  const contacts = await withReasonNames(tx, of('contact') as Contact[]);
  for (const batch of withoutRepeats(contacts)) {
    for (const row of await putContacts(tx, bucket, batch)) fresh.add(contactKey(row.customer_id, row.id));
  }
  const idle = contacts.filter((contact) => !fresh.has(keyOf(contact)));
  const holders = idle.length ? await holdersOf(tx, bucket, idle) : new Map<string, string>();
  for (const contact of idle) {
    const holder = holders.get(contact.contactId);
    if (holder !== contact.customerId) errors.set(keyOf(contact), belongsTo(contact, holder));
  }
  const consents = of('consent') as Consent[];
  if (consents.length) {
    for (const row of await appendConsents(tx, bucket, consents)) {
      fresh.add(consentKey(row.customer_id, row.channel, row.purpose, row.status, row.at));
    }
  }
  return { fresh: messages.filter((message) => fresh.has(keyOf(message))), errors };
}

function belongsTo({ contactId }: Contact, holder = ''): string {
  return `contact_id "${contactId}" is a contact of customer "${holder}" already; give this one an id of its own`;
}

/** A statement can't touch a row twice: one id told of several customers goes in several, the first told first. */
function withoutRepeats(contacts: readonly Contact[]): Contact[][] {
  const batches: Map<string, Contact>[] = [];
  for (const contact of contacts) {
    const open = batches.find((batch) => !batch.has(contact.contactId));
    if (open) open.set(contact.contactId, contact);
    else batches.push(new Map([[contact.contactId, contact]]));
  }
  return batches.map((batch) => [...batch.values()]);
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
      return contactKey(message.customerId, message.contactId);
    case 'consent':
      return consentKey(message.customerId, message.channel, message.purpose, message.status, message.at);
    default:
      return `m ${message.customerId} ${message.messageId}`;
  }
}

function contactKey(customerId: string, contactId: string): string {
  return `c ${JSON.stringify([customerId, contactId])}`;
}

function consentKey(...parts: (string | Instant)[]): string {
  return `s ${JSON.stringify(parts)}`;
}
