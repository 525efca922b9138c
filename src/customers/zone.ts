import { firstZone } from '../platform/index.ts';
import type { Customer, Subject } from './types.ts';

/**
 * The IANA zone in which a subject's times are told, by message and by voice alike: the clock of the place that it
 * leaves from where its facts say so, else the customer's own, else `fallback`.
 */
export function zoneToTell(customer: Customer, { facts }: Subject, fallback: string): string {
  return firstZone(facts.originTimeZone, facts.timeZone, customer.timeZone, fallback);
}
