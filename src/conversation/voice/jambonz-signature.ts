import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import { ApiError, type Instant, MINUTE } from '../../platform/index.ts';

/** As long as jambonz's own library lets a signature live. */
const TOLERANCE = 5 * MINUTE;

/**
 * Lets through what jambonz signed: `Jambonz-Signature: t=<seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>` under the
 * account's webhook secret (docs.jambonz.org/guides/features/securing-http-endpoints; the header is made in
 * jambonz-feature-server's lib/utils/base-requestor.js and checked in @jambonz/node-client's `verifyJambonzSignature`).
 * Throws ApiError: 503 when there is no secret to check with, 403 when the signature is missing, wrong or old. In
 * sandbox mode a request may come unsigned; one that is signed must be right.
 */
export function checkJambonzSignature(
  { body, header, now }: { body: string; header: string | undefined; now: Instant },
  { sandbox, jambonzSecret }: Pick<Config, 'sandbox' | 'jambonzSecret'>,
): void {
  if (header === undefined && sandbox) return;
  if (!jambonzSecret) {
    throw refusal(
      'the signature cannot be checked: no webhook secret of jambonz is configured',
      sandbox
        ? 'set JAMBONZ_WEBHOOK_SECRET, or send the request without a signature'
        : 'set JAMBONZ_WEBHOOK_SECRET to the webhook secret of the jambonz account, or start with --sandbox',
      sandbox ? 403 : 503,
    );
  }
  if (header === undefined)
    throw refusal('the request is not signed', 'let jambonz send it, or sign it as jambonz does');
  const { seconds, signatures } = readHeader(header);
  const expected = createHmac('sha256', jambonzSecret).update(`${seconds}.${body}`, 'utf8').digest();
  if (!signatures.some((signature) => same(signature, expected))) {
    throw refusal(
      'the signature does not fit the body',
      'set JAMBONZ_WEBHOOK_SECRET to the webhook secret of that account, and let nothing change the body on its way',
    );
  }
  if (Math.abs(now - Number(seconds) * 1000) > TOLERANCE)
    throw refusal('the signature is older than five minutes', 'set the clocks of both machines');
}

function refusal(what: string, mend: string, status: 403 | 503 = 403): ApiError {
  return new ApiError(status, what, { where: 'Jambonz-Signature header', mend });
}

function readHeader(header: string): { seconds: string; signatures: string[] } {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const all = (name: string) => parts.filter(([key]) => key === name).map(([, value]) => value ?? '');
  const [seconds = ''] = all('t').filter((value) => /^\d{1,12}$/.test(value));
  return { seconds: seconds || '0', signatures: all('v1') };
}

function same(hex: string, expected: Buffer): boolean {
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(hex) ? hex : '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
