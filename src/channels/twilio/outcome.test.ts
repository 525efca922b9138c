import { expect, test } from 'vitest';
import { type Failure, outcomeOf } from './outcome.ts';

const NOW = Date.parse('2026-05-04T09:00:00Z');
const answered = (status: number, code: number | null, retryAfter: string | null = null): Failure => ({
  kind: 'answered',
  status,
  code,
  why: 'so it says',
  retryAfter,
});

test.each<[string, Failure, string]>([
  ['no connection', { kind: 'unreached', why: 'ECONNREFUSED' }, 'retry'],
  ['no answer', { kind: 'unanswered', why: 'ECONNRESET' }, 'unknown'],
  ['a number that is none', answered(400, 21211), 'refused'],
  ['a recipient who said STOP', answered(400, 21610), 'refused'],
  ['a landline', answered(400, 21614), 'refused'],
  ['a text too long', answered(400, 21617), 'refused'],
  ['a wrong token', answered(401, 20003), 'retry'],
  ['a suspended account', answered(403, 20005), 'retry'],
  ['an account that is not there', answered(404, 20404), 'retry'],
  ['a country not enabled', answered(400, 21408), 'retry'],
  ['a sender that is not ours', answered(400, 21660), 'retry'],
  ['a full queue', answered(400, 21611), 'retry'],
  ['a code nobody told us of', answered(400, 29999), 'retry'],
  ['a proxy that forbids', answered(403, null), 'retry'],
  ['a redirect', answered(301, null), 'retry'],
  ['a request that came too slowly', answered(408, null), 'unknown'],
  ['a failure inside', answered(500, 20500), 'unknown'],
  ['a gateway that gave up', answered(504, null), 'unknown'],
  ['a refusal that names a recipient, but from a failing server', answered(503, 21211), 'unknown'],
])('%s', (_, failure, kind) => {
  expect(outcomeOf(failure, NOW)).toEqual({ kind, why: failure.why });
});

test.each<[string | null, number | undefined]>([
  [null, undefined],
  ['7', 7000],
  ['0', undefined],
  ['Mon, 04 May 2026 09:01:30 GMT', 90_000],
  ['Mon, 04 May 2026 08:00:00 GMT', undefined],
  ['soon', undefined],
  ['99999999999', 86_400_000],
])('too many requests, and Retry-After %s', (retryAfter, afterMs) => {
  const expected = {
    kind: 'retry',
    why: 'so it says',
    ...(afterMs === undefined ? {} : { afterMs }),
  };
  expect(outcomeOf(answered(429, 20429, retryAfter), NOW)).toEqual(expected);
});
