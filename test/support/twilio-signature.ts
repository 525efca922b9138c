import { createHmac } from 'node:crypto';

/** As Twilio documents it (twilio.com/docs/usage/security): the whole address, then each parameter's name and value in order of name, under HMAC-SHA1. */
export function signed(token: string, url: string, form: Record<string, string>): string {
  const data = Object.entries(form)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .reduce((text, [name, value]) => text + name + value, url);
  return createHmac('sha1', token).update(data, 'utf8').digest('base64');
}
