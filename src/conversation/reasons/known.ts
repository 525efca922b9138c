import type { Customer, Subject, SubjectChange } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import type { Locale } from './locale.ts';

/** All that words about a customer are drawn from. */
export type Known = {
  customer: Customer;
  subjects: readonly Subject[];
  /** The history of the subjects: tells what was first planned. */
  versions: readonly SubjectChange[];
  now: Instant;
  /** The zone of a customer who never told one. */
  timeZone: string;
  locale: Locale;
};
