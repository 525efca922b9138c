import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Config } from '../../config/index.ts';
import { ApiError } from '../../platform/index.ts';
import type { Params } from './params.ts';

export type Signed = {
  /** As the request came to this process. */
  url: string;
  header(name: string): string | undefined;
  params: Params;
};

/**
 * Lets through what Twilio signed (twilio.com/docs/usage/security): HMAC-SHA1 of the public address and the sorted
 * parameters under the account's token. Throws ApiError: 503 when there is no token to check with, 403 when the
 * signature is missing or wrong. In sandbox mode a request may come unsigned; one that is signed must be right.
 */
export function checkSignature(
  { url, header, params }: Signed,
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl'>,
): void {
  const signature = header('x-twilio-signature');
  if (signature === undefined && config.sandbox) return;
  if (!config.twilioAuthToken) {
    throw new ApiError(
      config.sandbox ? 403 : 503,
      'the signature cannot be checked: no Twilio auth token is configured',
      {
        where: 'X-Twilio-Signature header',
        mend: config.sandbox
          ? 'set TWILIO_AUTH_TOKEN, or send the request without a signature'
          : 'set TWILIO_AUTH_TOKEN to the auth token of the Twilio account, or start with --sandbox',
      },
    );
  }
  if (signature === undefined) {
    throw new ApiError(403, 'the request is not signed', {
      where: 'X-Twilio-Signature header',
      mend: 'let Twilio send it, or sign it as Twilio does',
    });
  }
  const address = publicAddress(url, header, config.publicUrl);
  if (!validateRequest(config.twilioAuthToken, signature, address, params)) {
    throw new ApiError(403, `the signature does not fit a request to ${address}`, {
      where: 'X-Twilio-Signature header',
      mend: 'set BEFOREHAND_PUBLIC_URL to the address that Twilio is configured with, and TWILIO_AUTH_TOKEN to the token of that account',
    });
  }
}

/** Headers of a request of our own that is to pass for Twilio's; none without a token, as in a sandbox. */
export function signAsTwilio(
  path: string,
  params: Params,
  { twilioAuthToken, publicUrl }: Pick<Config, 'twilioAuthToken' | 'publicUrl'>,
): { url: string; headers: Record<string, string> } {
  const url = `http://localhost${path}`;
  if (!twilioAuthToken) return { url, headers: {} };
  const address = publicAddress(url, () => undefined, publicUrl);
  const signature = getExpectedTwilioSignature(twilioAuthToken, address, params);
  return { url, headers: { 'X-Twilio-Signature': signature } };
}

/**
 * The address that the sender asked for. Without a configured one the proxy's word is taken: whoever could forge it
 * still can't sign for it, and what was signed for another address of ours is repeated at most, which changes nothing.
 */
function publicAddress(url: string, header: Signed['header'], publicUrl: string | null): string {
  const [, scheme = 'http', host = '', rest = ''] = /^([a-z]+):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (publicUrl) return publicUrl.replace(/\/+$/, '') + rest;
  const proto = firstOf(header('x-forwarded-proto'));
  const forwarded = firstOf(header('x-forwarded-host'));
  return `${/^https?$/.test(proto) ? proto : scheme}://${/^[\w.-]+(:\d+)?$/.test(forwarded) ? forwarded : host}${rest}`;
}

function firstOf(list: string | undefined): string {
  return (list ?? '').split(',')[0]?.trim().toLowerCase() ?? '';
}
