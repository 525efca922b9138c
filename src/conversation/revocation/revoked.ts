import type { Consent } from '../../ingest/index.ts';
import type { Instant } from '../../platform/index.ts';

/** `source`: by what it is known; `wording`: what was said, kept as the proof. */
type Evidence = { customerId: string; channel: string; source: string; wording: string; at: Instant };

/** What is written of a customer who wants no more messages by a channel, or none that advertise. */
export function revoked(evidence: Evidence, scope: 'all' | 'marketing'): Consent[] {
  const purposes = scope === 'all' ? (['service', 'marketing'] as const) : (['marketing'] as const);
  return purposes.map((purpose) => ({ kind: 'consent', purpose, status: 'revoked', ...evidence }));
}
