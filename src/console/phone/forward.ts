import { parseParams, signAsTwilio } from '../../channels/index.ts';
import type { Config } from '../../config/index.ts';

const VOICE = /^\/voice\/twiml(\/[a-z-]+)*$/;

/**
 * The path and query of a voice webhook of ours; null for any other address. What we answer names our addresses by
 * path, or whole where we know our public one.
 */
export function voicePath(address: string, publicUrl: string | null): string | null {
  const base = publicUrl?.replace(/\/+$/, '');
  const path = base && address.startsWith(`${base}/`) ? address.slice(base.length) : address;
  if (!/^\/(?!\/)/.test(path) || !URL.canParse(path, 'http://localhost')) return null;
  const { pathname, search } = new URL(path, 'http://localhost');
  return VOICE.test(pathname) ? pathname + search : null;
}

/** The request as Twilio would send it, signed where we have the token that Twilio signs with. */
export function asTwilio(
  path: string,
  form: string,
  config: Pick<Config, 'twilioAuthToken' | 'publicUrl'>,
): Request {
  const { url, headers } = signAsTwilio(path, parseParams(form), config);
  return new Request(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
  });
}
