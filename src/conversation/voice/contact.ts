import type { Contact } from '../../ingest/index.ts';
import type { Call } from './store.ts';

/** The contact that a call is, as far as it has come; null for a caller who isn't known to be any one customer. */
export function contactOf(call: Call): Contact | null {
  if (!call.customerId) return null;
  const { reason, offeredReason, offerTaken, handleSeconds, resolved } = call.state.contact;
  return {
    kind: 'contact',
    contactId: `voice_${call.id}`,
    customerId: call.customerId,
    channel: 'voice',
    at: call.startedAt,
    reason: reason ?? null,
    offeredReason: offeredReason ?? null,
    offerTaken: offerTaken ?? null,
    handleSeconds: handleSeconds ?? null,
    resolved: resolved ?? null,
  };
}
