import { sign, verify } from 'hono/jwt';
import { ApiError, type Instant, MINUTE, SECOND, storable } from '../../platform/index.ts';

export const AUDIENCE = 'beforehand-chat';
/** A login is vouched for at most for so long ahead, as whoever reads a page's source has its token. */
const LONGEST = 60 * MINUTE;
/** By how much clocks of two servers may differ. */
const LEEWAY = MINUTE;
const LONGEST_ID = 200;

/**
 * The customer whom a token vouches for: a JWT (RFC 7519) signed with HS256 and the shared secret, with `sub`, `exp` and
 * `aud`. No other algorithm is accepted (RFC 8725, 3.1). Throws ApiError 401 that says what is wrong with it and how to
 * mend it, and tells nothing of the secret.
 */
export async function loggedInBy(token: string, secret: string | null, now: Instant): Promise<string> {
  if (!secret) {
    throw refused('logins cannot be checked: no secret is configured', 'set BEFOREHAND_CHAT_SECRET');
  }
  const claims = await verified(token, secret);
  if (typeof claims.exp !== 'number' || !Number.isFinite(claims.exp))
    throw refused('the token has no exp', 'set exp to a time at most 1 hour ahead, in seconds since 1970');
  const expires = claims.exp * SECOND;
  if (expires <= now) throw refused('the token has expired', 'make a new one for each page');
  if (expires > now + LONGEST + LEEWAY)
    throw refused('the token holds for too long', 'set exp at most 1 hour ahead, in seconds since 1970');
  if (claims.nbf !== undefined && !(typeof claims.nbf === 'number' && claims.nbf * SECOND <= now + LEEWAY))
    throw refused('the token is not valid yet', 'leave out nbf, or set it to a time that has come');
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_ID || !storable(sub))
    throw refused('the token names no customer', 'set sub to the id of the customer, a text');
  return sub;
}

async function verified(token: string, secret: string): Promise<Record<string, unknown>> {
  try {
    // Its times are checked by our clock, which may be a manual one.
    return await verify(token, secret, { alg: 'HS256', aud: AUDIENCE, exp: false, nbf: false, iat: false });
  } catch (err) {
    const fault = FAULTS[err instanceof Error ? err.name : ''];
    throw refused(...(fault ?? FAULT));
  }
}

type Fault = [what: string, mend: string];
const FAULT: Fault = ['the token is not a JWT', 'send header.payload.signature, each in base64url'];
const SIGN: Fault = ['the token is not signed with HS256', 'sign it with HS256 and BEFOREHAND_CHAT_SECRET'];
const AUD: Fault = ['the token is not meant for this chat', `set aud to "${AUDIENCE}"`];
const FAULTS: Record<string, Fault> = {
  JwtAlgorithmMismatch: SIGN,
  JwtHeaderInvalid: SIGN,
  JwtTokenSignatureMismatched: [
    'the signature of the token is wrong',
    'sign with the same BEFOREHAND_CHAT_SECRET',
  ],
  JwtPayloadRequiresAud: AUD,
  JwtTokenAudience: AUD,
};

function refused(what: string, mend: string): ApiError {
  return new ApiError(401, what, { where: 'token', mend });
}

/** A token as the company's server makes one, for the sample page. */
export function tokenFor(customerId: string, secret: string, now: Instant): Promise<string> {
  const exp = Math.floor((now + LONGEST / 2) / SECOND);
  return sign({ sub: customerId, aud: AUDIENCE, exp }, secret, 'HS256');
}
