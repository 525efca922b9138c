import { z } from 'zod';
import { firstFault, id, instant } from './fields.ts';
import type { Parsed } from './segment.ts';

const name = (what: string) => id(what).transform((text) => text.toLowerCase());
const emptyIsNull = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value;
/** Not coerced: of a field that is no text JavaScript makes numbers that nobody wrote. */
const seconds = (value: unknown) => (typeof value === 'string' ? Number(value) : value);
const flag = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
  z
    .union([z.boolean(), z.enum(['true', 'false', '1', '0', 'yes', 'no'])], 'write true or false')
    .transform((value) => value === true || value === 'true' || value === '1' || value === 'yes'),
);

const contact = z.object({
  contact_id: id('contact_id'),
  customer_id: id('customer_id'),
  channel: name('channel'),
  reason: id('reason'),
  started_at: instant('started_at'),
  handle_seconds: z.preprocess(
    (value) => seconds(emptyIsNull(value)),
    z.number('write a number of seconds').min(0, 'can not be negative').nullable(),
  ),
  resolved: z.preprocess(emptyIsNull, flag.nullable()),
  note: z.preprocess(emptyIsNull, z.string().max(10_000, 'is longer than 10,000 characters').nullable()),
});

const consent = z.object({
  customer_id: id('customer_id'),
  channel: name('channel'),
  purpose: z.enum(['service', 'marketing'], 'purpose must be service or marketing'),
  status: z.enum(['granted', 'revoked'], 'status must be granted or revoked'),
  source: id('source'),
  wording: z.string().max(10_000).nullish(),
  at: instant('at'),
});

export const CONTACT_COLUMNS = ['contact_id', 'customer_id', 'channel', 'reason', 'started_at'];
export const CONSENT_COLUMNS = ['customer_id', 'channel', 'purpose', 'status', 'source', 'at'];

/** Reads one row of contacts.csv, or one contact of the API, which has the same fields. */
export function parseContact(row: unknown): Parsed {
  const parsed = contact.safeParse(row);
  if (!parsed.success) return { ok: false, error: firstFault(parsed.error) };
  const value = parsed.data;
  return {
    ok: true,
    value: {
      kind: 'contact',
      contactId: value.contact_id,
      customerId: value.customer_id,
      channel: value.channel,
      reason: value.reason,
      at: value.started_at,
      handleSeconds: value.handle_seconds,
      resolved: value.resolved,
      offeredReason: null,
      offerTaken: null,
      note: value.note,
    },
  };
}

/** Reads one row of consents.csv, or one consent of the API. */
export function parseConsent(row: unknown): Parsed {
  const parsed = consent.safeParse(row);
  if (!parsed.success) return { ok: false, error: firstFault(parsed.error) };
  const { customer_id, wording, ...value } = parsed.data;
  return {
    ok: true,
    value: { kind: 'consent', customerId: customer_id, wording: wording ?? null, ...value },
  };
}
