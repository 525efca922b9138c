import type { Purpose } from '../ingest/index.ts';
import type { Instant } from '../platform/index.ts';

export type ConsentRecord = {
  channel: string;
  purpose: Purpose;
  status: 'granted' | 'revoked';
  source: string;
  wording: string | null;
  at: Instant;
};

/** The newest word on a channel and purpose, counting what was said for "any" channel; unknown when nothing was. */
export function consentState(
  records: readonly ConsentRecord[],
  channel: string,
  purpose: Purpose,
): { state: 'granted' | 'revoked' | 'unknown'; record: ConsentRecord | null } {
  let newest: ConsentRecord | null = null;
  for (const record of records) {
    if (record.purpose !== purpose || (record.channel !== channel && record.channel !== 'any')) continue;
    // Of two words of one instant the refusal counts: contacting against a wish is the worse mistake.
    if (!newest || record.at > newest.at || (record.at === newest.at && record.status === 'revoked'))
      newest = record;
  }
  return { state: newest?.status ?? 'unknown', record: newest };
}
