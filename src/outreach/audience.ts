import type { Customer, Subject } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { type Condition, checkCondition, knownOf } from './condition/index.ts';
import type { Play } from './play.ts';

const MOST_KEPT = 500;
const kept = new Map<string, Condition>();

/** The audience condition of a play, parsed once; null: all whom the trigger finds. */
export function audienceOf({ where }: Pick<Play, 'where'>): Condition | null {
  if (where === undefined) return null;
  const before = kept.get(where);
  if (before) return before;
  // It was checked against what the company knows when it was saved; names that have gone since are facts not there.
  const checked = checkCondition(where, knownOf(undefined));
  if (!checked.ok)
    throw new Error(
      `the stored condition ${JSON.stringify(where)} can't be read: ${checked.faults[0]?.message}`,
    );
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(where, checked.condition);
  return checked.condition;
}

/** Whether the audience holds a customer as far as traits and the subject settle that; what hangs on time is the gate's. */
export function settledAudience(
  play: Pick<Play, 'where'>,
  customer: Customer,
  subject: Subject,
  now: Instant,
): boolean {
  const condition = audienceOf(play);
  if (!condition?.settledByFacts) return true;
  return condition.holds({ now, customer, subject, contacts: [], outreach: [], forecast: null }).holds;
}
