import { bucketOf, type Db, groupBy, type Tx } from '../platform/index.ts';
import { followAliases, forgetRecords, moveContacts, putAlias, recordsOf } from './alias-store.ts';
import type { Alias, Incoming, Message } from './messages.ts';

/** How often one id may lead on to another before it is called a circle. */
const LONGEST_CHAIN = 10;

/** Forgets what was folded from a customer's records once those belong to another id. */
export type Forget = (tx: Tx, bucket: number, customerId: string) => Promise<void>;

type Taken = { conflicts: readonly { message: Incoming }[] };
type Deps = { db: Db; accept(messages: readonly Message[]): Promise<Taken>; forget: Forget };

/**
 * What is known of the previous ids moves to the alias' customer, and what still comes under them goes there too. The
 * ids may lie in different buckets, so it goes in steps that are safe to repeat: the alias is kept, records are taken
 * in under the new id, and only those taken in are deleted. A crash in between is made good by sending the alias again.
 * Returns the ids of contacts that stay where they are, since their ids belong to somebody else in the new place.
 */
export async function applyAlias(deps: Deps, alias: Alias): Promise<string[]> {
  const stayed: string[] = [];
  const { customerId, messageId, at } = alias;
  await deps.accept([{ kind: 'identify', messageId, customerId, at, traits: {} }]);
  for (const previousId of alias.previousIds) {
    // Round a circle the records would chase themselves.
    if ((await presentId(deps.db, customerId)) !== previousId) {
      stayed.push(...(await move(deps, alias, previousId)));
    }
  }
  return stayed;
}

async function move({ db, accept, forget }: Deps, alias: Alias, previousId: string): Promise<string[]> {
  const bucket = bucketOf(previousId);
  await db.transaction((tx) => putAlias(tx, bucket, previousId, alias));
  if (bucketOf(alias.customerId) === bucket) await moveContacts(db, bucket, previousId, alias.customerId);
  const stayed = new Set<string>();
  const movable = (message: Message) => message.kind !== 'contact' || !stayed.has(message.contactId);
  for (;;) {
    const records = (await recordsOf(db, bucket, previousId)).filter(movable);
    if (!records.length) break;
    const moved = records.map((message) => ({ ...message, customerId: alias.customerId }));
    for (const { message } of (await accept(moved)).conflicts) {
      if (message.kind === 'contact') stayed.add(message.contactId);
    }
    await db.transaction((tx) => forgetRecords(tx, bucket, previousId, records.filter(movable)));
  }
  await db.transaction((tx) => forget(tx, bucket, previousId));
  return [...stayed];
}

/** The same messages under the ids that their customers have now. */
export async function underPresentIds(db: Db, messages: readonly Message[]): Promise<readonly Message[]> {
  let current = messages;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const next = await followAliases(db, [...groupBy(current, (message) => message.customerId).keys()]);
    if (!next.size) return current;
    current = current.map((message) => ({
      ...message,
      customerId: next.get(message.customerId) ?? message.customerId,
    }));
  }
  return current;
}

async function presentId(db: Db, id: string): Promise<string> {
  let current = id;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const next = (await followAliases(db, [current])).get(current);
    if (!next) break;
    current = next;
  }
  return current;
}
