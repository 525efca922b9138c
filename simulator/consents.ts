import type { Customer } from './people.ts';
import { stream } from './random.ts';
import type { Instant } from './time.ts';
import { DAY, iso } from './time.ts';

export type ConsentRow = [
  customer: string,
  channel: string,
  purpose: 'service' | 'marketing',
  status: 'granted' | 'revoked',
  source: string,
  at: string,
];

/** When a customer joined: some weeks to four years before `boundary`. */
export const joinedAt = (seed: number, customer: Customer, boundary: Instant): Instant =>
  Math.floor(boundary - (60 + 1400 * stream(seed, 'joined', customer.id)()) * DAY);

/** What a customer has agreed to and stopped, in order of time. Many have said nothing on marketing. */
export function consentsOf(seed: number, customer: Customer, boundary: Instant): ConsentRow[] {
  const random = stream(seed, 'consent', customer.id);
  const joined = joinedAt(seed, customer, boundary);
  const rows: ConsentRow[] = [];
  const add = (channel: string, purpose: ConsentRow[2], status: ConsentRow[3], source: string, at: Instant) =>
    rows.push([customer.id, channel, purpose, status, source, iso(at)]);
  const later = (): Instant => Math.floor(joined + (boundary - joined) * (0.2 + 0.75 * random()));
  if (random() < 0.72) add('sms', 'service', 'granted', 'booking_page', joined);
  if (random() < 0.9) add('email', 'service', 'granted', 'booking_page', joined);
  if (random() < 0.34) {
    add('email', 'marketing', 'granted', 'booking_page', joined);
    if (random() < 0.22) add('email', 'marketing', 'revoked', 'unsubscribe_link', later());
  }
  if (random() < 0.17) add('sms', 'marketing', 'granted', 'preference_page', later());
  if (random() < 0.025) add('sms', 'service', 'revoked', 'sms_stop', later());
  if (random() < 0.01) add('email', 'service', 'revoked', 'preference_page', later());
  return rows.sort((a, b) => (a[5] < b[5] ? -1 : a[5] > b[5] ? 1 : 0));
}
