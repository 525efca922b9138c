import type { Contact } from '../../ingest/index.ts';
import type { Dialogue } from './store.ts';

/**
 * The contact that a dialogue is, as far as it has come; null where it is nobody's, or one that we began: a call that we
 * placed, or a chat that greeted someone who has said nothing.
 */
export function contactOf(dialogue: Dialogue): Contact | null {
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
