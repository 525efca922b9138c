import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../ingest/index.ts';
import type { Dialogue } from './store.ts';

/**
 * The contact that a dialogue is, as far as it has come; null where it is nobody's, or one that we began: a call that we
 * placed, or a chat that greeted someone who has said nothing.
 */
export function contactOf(
  dialogue: Pick<Dialogue, 'id' | 'customerId' | 'medium' | 'startedAt' | 'state'>,
): Contact | null {
  const { id, customerId, medium, startedAt, state } = dialogue;
  if (!customerId || medium === 'outbound') return null;
  if (medium === 'chat' && !state.dialogue.said.some(({ by }) => by === 'them')) return null;
  const { reason, offeredReason, offerTaken, handleSeconds, resolved } = state.contact;
  return {
    kind: 'contact',
    contactId: `${medium}_${id}`,
    customerId,
    channel: medium,
    at: startedAt,
    reason: reason ?? null,
    offeredReason: offeredReason ?? null,
    offerTaken: offerTaken ?? null,
    handleSeconds: handleSeconds ?? null,
    resolved: resolved ?? null,
  };
}

/** Whether going on from one to the other leaves a contact to be written; `before` null: it has just begun. */
export function owesContact(before: Dialogue | null, after: Dialogue): boolean {
  const contact = contactOf(after);
  return contact !== null && !(before && isDeepStrictEqual(contactOf(before), contact));
}
