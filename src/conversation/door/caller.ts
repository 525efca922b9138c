import type { Attestation } from '../../config/index.ts';
import { toE164 } from '../../customers/index.ts';
import type { CallerKind } from '../dialogue/index.ts';

const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
const NO_NUMBER = ['anonymous', 'restricted', 'unavailable', 'unknown', 'blocked', 'private', 'withheld'];

/** Carriers also spell these words on the keypad and pass the digits as a number: +266696687 is ANONYMOUS. */
const WITHHELD = new Set(NO_NUMBER.flatMap((word) => [word, onKeypad(word)]));

function onKeypad(word: string): string {
  return [...word].map((letter) => KEYPAD.findIndex((key) => key.includes(letter)) + 2).join('');
}

/**
 * What a webhook's `From` says of who calls: a number to look up, or that there is none. `verstat` is Twilio's
 * `StirVerstat`, empty when there is none: a number whose check failed, or that is not vouched for by the grade that
 * is `needed`, is nobody's.
 */
export function readCaller(
  from: string,
  verstat: string,
  needed: Attestation,
): { kind: Extract<CallerKind, 'withheld' | 'unknown'>; number: null } | { kind: 'number'; number: string } {
  const bare = from.trim().toLowerCase().replace(/^\+/, '');
  if (bare === '' || WITHHELD.has(bare)) return { kind: 'withheld', number: null };
  if (!isVouchedFor(verstat, needed)) return { kind: 'unknown', number: null };
  // A name in a SIP address is whatever the other side typed; only numbers are looked up.
  const number = /^\+?[\d\s().-]+$/.test(from.trim()) ? toE164(from.trim()) : null;
  return number ? { kind: 'number', number } : { kind: 'unknown', number: null };
}

/**
 * Whole values only (twilio.com/docs/voice/trusted-calling-with-shakenstir): `-Diverted` and `-Passthrough` speak of who
 * passed the call on, not of the caller's right to the number.
 */
function isVouchedFor(verstat: string, needed: Attestation): boolean {
  if (needed === 'none') return !/failed/i.test(verstat);
  const [, grade] = /^TN-Validation-Passed-([ABC])$/i.exec(verstat) ?? [];
  // A is the best grade, and the letters are in order.
  return grade !== undefined && grade.toUpperCase() <= needed;
}

/** The first name to greet with; null when the trait is missing or holds more than a first name. */
export function greetingName(traits: Readonly<Record<string, unknown>>): string | null {
  const name = text(traits.firstName) ?? text(traits.first_name);
  const last = text(traits.lastName) ?? text(traits.last_name);
  if (!name || !/^\p{L}[\p{L}\p{M}.'’ -]{0,29}$/u.test(name)) return null;
  return last && name.toLowerCase().split(' ').slice(1).join(' ').includes(last.toLowerCase()) ? null : name;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
