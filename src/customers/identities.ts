import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { keeping } from '../platform/index.ts';

export type Identity = { kind: 'phone' | 'email'; value: string };

/**
 * A telephone number as E.164 (ITU-T), or null when it can't be one. A number without "+" is read in `country`
 * (ISO 3166-1 alpha-2) where that is known; guessing a country would text a stranger.
 */
export function toE164(text: string, country?: string): string | null {
  return e164(JSON.stringify([text, country]));
}

/** A number is read whenever its customer is written to; that takes longer than the rest of it. */
const e164 = keeping(10_000, (key: string) => {
  const [text, country] = JSON.parse(key) as [string, string | null];
  const known =
    country && isSupportedCountry(country.toUpperCase()) ? (country.toUpperCase() as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, known);
  return parsed?.isPossible() ? parsed.number : null;
});

export function toEmail(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(trimmed) && trimmed.length <= 254 ? trimmed : null;
}

/** The ways in which a customer can be recognised and reached, out of the reserved traits of Segment's identify. */
export function identitiesOf(traits: Record<string, unknown>): Identity[] {
  const address = traits.address as { country?: unknown } | undefined;
  const country = [traits.country, address?.country].find(
    (value): value is string => typeof value === 'string',
  );
  const phone = typeof traits.phone === 'string' ? toE164(traits.phone, country) : null;
  const email = typeof traits.email === 'string' ? toEmail(traits.email) : null;
  return [
    ...(phone ? [{ kind: 'phone', value: phone } as const] : []),
    ...(email ? [{ kind: 'email', value: email } as const] : []),
  ];
}
