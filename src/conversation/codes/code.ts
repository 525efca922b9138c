import { createHmac, timingSafeEqual } from 'node:crypto';

const DIGITS = 6;

/**
 * The one-time code of an id: six digits of an HMAC, truncated as HOTP does (RFC 4226, section 5.3). The same id has the
 * same code, so that nothing secret is kept between sending and checking, and a webhook that is repeated sends no other.
 */
export function codeOf(secret: string, id: string): string {
  const digest = createHmac('sha256', secret).update(id).digest();
  const offset = (digest[digest.length - 1] as number) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether the digits are the code, in a time that tells nothing of how many were right. */
export function isCode(said: string, code: string): boolean {
  const given = Buffer.from(said.replace(/\D/g, '').slice(0, 32).padEnd(32));
  return timingSafeEqual(given, Buffer.from(code.padEnd(32)));
}
