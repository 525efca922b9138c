import { DAY, type Instant, SECOND } from '../../platform/index.ts';
import type { SendOutcome } from '../port.ts';

/** How a request to Twilio came to nothing. */
export type Failure =
  /** No connection stood, so nothing of the request can have arrived. */
  | { kind: 'unreached'; why: string }
  /** It may have arrived; no answer did, or none that can be read. */
  | { kind: 'unanswered'; why: string }
  /** An answer that is no success. `code` is Twilio's (twilio.com/docs/api/errors), null where Twilio did not write it. */
  | { kind: 'answered'; status: number; code: number | null; why: string; retryAfter: string | null };

export class TwilioFailure extends Error {
  override name = 'TwilioFailure';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.why);
    this.failure = failure;
  }
}

/** Whatever else the library throws, it throws while reading an answer: the request had gone out. */
export function failureOf(error: unknown): Failure {
  return error instanceof TwilioFailure
    ? error.failure
    : { kind: 'unanswered', why: (error as Error).message };
}

/**
 * What Twilio says of the recipient or of the text, which no later attempt will change (twilio.com/docs/api/errors).
 * Everything else that it refuses (credentials, a suspended account, the sender, a country that is not enabled, limits)
 * is ours to mend, so the message waits. Twilio splits its codes now and then; a new one costs a few refused attempts.
 */
const FINAL = new Set([
  13223, // a call to a number of no valid form
  13224, // a call to a number that is not supported
  21211, // not a valid number
  21214, // number can't be reached
  21217, // does not look valid
  21265, // short code
  21266, // recipient is the sender
  21268, // premium or information service
  21602, // no text
  21604, // no recipient
  21605, // too long
  21610, // recipient has said STOP
  21612, // no route to this recipient
  21614, // not a mobile number
  21617, // longer than 1600 characters
  21619, // neither text nor media
  21635, // landline
]);

/** No provider asks for longer; without a bound, a slip of its pen would be one of ours. */
const LONGEST_WAIT = DAY;

/** Pure: what a failed request to send means for the message. */
export function outcomeOf(failure: Failure, now: Instant): SendOutcome {
  const why = failure.why;
  if (failure.kind === 'unreached') return { kind: 'retry', why };
  if (failure.kind === 'unanswered') return { kind: 'unknown', why };
  const { status, code, retryAfter } = failure;
  // twilio.com/docs/api/errors/20429: not processed, safe to send again.
  if (status === 429 || code === 20429) {
    const afterMs = waitOf(retryAfter, now);
    return afterMs === null ? { kind: 'retry', why } : { kind: 'retry', why, afterMs };
  }
  // 408 may come from a proxy that had passed some of the request on.
  if (status >= 500 || status === 408) return { kind: 'unknown', why };
  return { kind: code !== null && FINAL.has(code) ? 'refused' : 'retry', why };
}

/** RFC 9110 section 10.2.3: seconds or a date. Milliseconds from `now`, or null when nothing sensible is said. */
function waitOf(retryAfter: string | null, now: Instant): number | null {
  if (retryAfter === null) return null;
  const wait = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now;
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, LONGEST_WAIT) : null;
}
