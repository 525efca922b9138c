import type { Forget, Identify, Message, Projection, Track } from '../ingest/index.ts';
import type { Instant, Tx } from '../platform/index.ts';
import { identitiesOf } from './identities.ts';
import {
  deleteCustomer,
  type LockedCustomer,
  loadSubjects,
  lockCustomers,
  putSubjects,
  putTraits,
  type SubjectKey,
  seeCustomers,
} from './store.ts';
import { foldSubject } from './subject-fold.ts';
import { mergeTraits } from './traits.ts';
import type { Subject, SubjectChange } from './types.ts';
import { readProperties } from './vocabulary/read.ts';
import type { Vocabulary } from './vocabulary/rules.ts';
import { vocabularyInUse } from './vocabulary/store.ts';

/** Brings customers, identities and subjects up to date with what was just appended, in its transaction. */
export const projectCustomers: Projection = async (tx, bucket, fresh) => {
  // Nothing is folded of what we sent ourselves.
  if (fresh.every((message) => message.kind === 'outreach'))
    return seeCustomers(tx, bucket, firstSeen(fresh));
  const customers = await lockCustomers(tx, bucket, firstSeen(fresh));
  await applyTraits(tx, bucket, fresh, customers);
  const tracks = fresh.filter((message): message is Track => message.kind === 'track');
  if (tracks.length) await applyTracks(tx, bucket, tracks, await vocabularyInUse(tx));
};

/** Forgets what was folded of a customer whose records have moved to another id. */
export const forgetCustomer: Forget = (tx, bucket, customerId) => deleteCustomer(tx, bucket, customerId);

function firstSeen(fresh: readonly Message[]): Map<string, Instant> {
  const seen = new Map<string, Instant>();
  for (const message of fresh) {
    seen.set(message.customerId, Math.min(message.at, seen.get(message.customerId) ?? message.at));
  }
  return seen;
}

async function applyTraits(
  tx: Tx,
  bucket: number,
  fresh: readonly Message[],
  customers: Map<string, LockedCustomer>,
): Promise<void> {
  const changed = new Map<string, LockedCustomer>();
  for (const message of fresh) {
    if (message.kind !== 'identify') continue;
    const before = changed.get(message.customerId) ?? customers.get(message.customerId);
    if (before) changed.set(message.customerId, mergeTraits(before, message as Identify));
  }
  if (!changed.size) return;
  const withIdentities = [...changed.values()].map((customer) => ({
    ...customer,
    identities: identitiesOf(customer.traits),
  }));
  await putTraits(tx, bucket, withIdentities);
}

/** Folds events of a bucket into their subjects. */
export async function applyTracks(
  tx: Tx,
  bucket: number,
  tracks: readonly Track[],
  vocabulary: Vocabulary | undefined,
): Promise<void> {
  const readings = tracks
    .map((track) => ({ track, reading: readProperties(track.properties, vocabulary) }))
    .filter(({ reading }) => reading.subjects.length > 0);
  if (!readings.length) return;
  const keys = new Map<string, SubjectKey>();
  for (const { track, reading } of readings) {
    for (const ref of reading.subjects)
      keys.set(keyOf({ ...ref, customerId: track.customerId }), { ...ref, customerId: track.customerId });
  }
  const subjects = new Map<string, Subject>();
  for (const subject of await loadSubjects(tx, bucket, [...keys.values()]))
    subjects.set(keyOf(subject), subject);
  const changes: SubjectChange[] = [];
  for (const { track, reading } of readings) {
    for (const ref of reading.subjects) {
      const key = keyOf({ ...ref, customerId: track.customerId });
      const { subject, change } = foldSubject(subjects.get(key) ?? null, ref, track, reading);
      subjects.set(key, subject);
      changes.push(change);
    }
  }
  await putSubjects(tx, bucket, [...subjects.values()], changes);
}

function keyOf(key: SubjectKey): string {
  return JSON.stringify([key.customerId, key.type, key.id]);
}
