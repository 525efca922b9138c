import { type Clock, DAY, iso, ManualClock } from '../platform/index.ts';
import type { Parsed } from './segment.ts';

/** What the clocks and time zones of well-meaning senders are wrong by. */
const TOLERANCE = DAY;

/**
 * Refuses what is stamped far ahead of the clock: it would win over all that is told until then. A manual clock may
 * stand before the history that it is fed with, so nothing is measured by it.
 */
export function refuseFuture(parsed: Parsed, clock: Clock): Parsed {
  const now = clock.now();
  if (!parsed.ok || clock instanceof ManualClock || parsed.value.at <= now + TOLERANCE) return parsed;
  const { kind, at } = parsed.value;
  const field = kind === 'contact' ? 'started_at' : kind === 'consent' ? 'at' : 'timestamp';
  return {
    ok: false,
    error: `${field} ${iso(at)} lies in the future of our clock (${iso(now)}); check the sender's clock`,
  };
}
