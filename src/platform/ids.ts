import { hash, randomUUID } from 'node:crypto';
import { groupBy } from './group.ts';

/** How many buckets customers are spread over. Part of every stored key: it can't change. */
export const BUCKETS = 64;

/** Rows of the company as a whole (plays, models, reasons) are kept in this bucket. */
export const COMPANY_BUCKET = 0;

/** The bucket, 0 to 63, of a customer (or of a call not yet tied to one): SHA-256 of the id, first byte, modulo 64. */
export function bucketOf(id: string): number {
  return (sha256(id)[0] as number) % BUCKETS;
}

/** A name made from what it names: the same parts give the same id, whoever makes it and however often. */
export function idOf(prefix: string, ...parts: string[]): string {
  return `${prefix}_${sha256(JSON.stringify(parts)).toString('hex', 0, 12)}`;
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Groups by bucket, in ascending order, as a transaction stays in one bucket. */
export function byBucket<T>(items: readonly T[], customerId: (item: T) => string): Map<number, T[]> {
  const groups = groupBy(items, (item) => bucketOf(customerId(item)));
  return new Map([...groups].sort(([a], [b]) => a - b));
}

/** A number in [0, 1) that stands for `parts` for good: how a holdout is drawn without being stored first. */
export function fractionOf(...parts: string[]): number {
  return sha256(JSON.stringify(parts)).readUInt32BE(0) / 2 ** 32;
}

export function newId(prefix: string): string {
  return `${prefix}_${randomUUID()}`;
}
