import type { ConsentRecord } from '../../customers/index.ts';
import type { Consent } from '../../ingest/index.ts';
import type { Instant } from '../../platform/index.ts';

/** By which a consent is known to come from a reply. */
export const SOURCE = 'sms reply';

type Evidence = { customerId: string; channel: string; wording: string; at: Instant };

/**
 * Service messages are granted again, marketing only where it was granted before the reply that stopped it: "start" takes
 * a stop back, it agrees to nothing new.
 */
export function granted(evidence: Evidence, records: readonly ConsentRecord[]): Consent[] {
  const earlier = records
    .filter(({ channel, purpose, at }) => {
      return (
        purpose === 'marketing' && (channel === evidence.channel || channel === 'any') && at < evidence.at
      );
    })
    .sort((a, b) => b.at - a.at);
  const stops = earlier.findIndex(({ status, source }) => status !== 'revoked' || source !== SOURCE);
  const before = stops > 0 ? earlier[stops] : undefined;
  const purposes =
    before?.status === 'granted' ? (['service', 'marketing'] as const) : (['service'] as const);
  return purposes.map((purpose) => ({
    kind: 'consent',
    purpose,
    status: 'granted',
    source: SOURCE,
    ...evidence,
  }));
}
