import type { Finding } from '../channels/index.ts';
import { fractionOf, type Instant, MINUTE, SECOND } from '../platform/index.ts';
import type { Outreach } from './types.ts';

/** How often a provider is asked about one attempt before it is left for a person to look into. */
export const MOST_ASKS = 12;
const FIRST_WAIT = 10 * SECOND;
const LONGEST_WAIT = 10 * MINUTE;

/** What the log tells of the attempts of a row whose fate is unknown. */
export type Tries = {
  firstTriedAt: Instant;
  lastTriedAt: Instant;
  /** How often the provider was asked about the last attempt, this time not counted. */
  asked: number;
};

/**
 * Pure: what a row of unknown fate becomes by the provider's word. What can't be told is asked again and never sent
 * again; in the end it stays `unknown`, with no further attempt: a dead letter to be seen among outreach by status.
 */
export function afterAsking(row: Outreach, found: Finding, now: Instant, asked = 0): Outreach {
  switch (found.kind) {
    case 'sent':
      return {
        ...row,
        status: 'sent',
        statusReason: null,
        nextAttemptAt: null,
        providerId: found.providerId ?? row.providerId,
        sentAt: Math.min(found.at ?? now, now),
        updatedAt: now,
      };
    case 'absent':
      return {
        ...row,
        status: 'planned',
        statusReason: 'was_not_sent',
        nextAttemptAt: now,
        updatedAt: now,
      };
    case 'cannot tell': {
      const again = found.askAgain && asked + 1 < MOST_ASKS;
      return {
        ...row,
        status: 'unknown',
        statusReason: again ? found.why : 'provider_cannot_tell',
        nextAttemptAt: again ? now + waitBeforeAsking(row.id, asked + 1) : null,
        updatedAt: now,
      };
    }
  }
}

/** Exponential, 10 s doubling up to 10 min, times 0.5 to 1.5 by the row's id so that lost messages are not asked for in step. */
export function waitBeforeAsking(id: string, asked: number): number {
  const base = Math.min(FIRST_WAIT * 2 ** (asked - 1), LONGEST_WAIT);
  return Math.round(base * (0.5 + fractionOf('asking', id, String(asked))));
}

/**
 * Pure: of messages that a provider can't tell apart, each is given to one row: the first takes it, and who else found
 * the same asks again, when the first is known to have it.
 */
export function onceEach(findings: readonly Finding[]): Finding[] {
  const given = new Set<string>();
  return findings.map((found) => {
    if (found.kind !== 'sent' || found.providerId === null) return found;
    if (given.has(found.providerId))
      return { kind: 'cannot tell', why: 'another message like it was found', askAgain: true };
    given.add(found.providerId);
    return found;
  });
}
