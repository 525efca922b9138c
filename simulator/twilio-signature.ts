import { createHmac } from 'node:crypto';

/**
 * X-Twilio-Signature: HMAC-SHA1 with the auth token over the whole URL followed by every parameter's name and value,
 * sorted by name, in base64 (https://www.twilio.com/docs/usage/security#validating-requests).
 */
export function twilioSignature(authToken: string, url: string, params: Record<string, string>): string {
  const names = Object.keys(params).sort();
  const signed = url + names.map((name) => `${name}${params[name]}`).join('');
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
