import {
  loadSubjects,
  readProperties,
  type Subject,
  type SubjectKey,
  subjectsOfCustomers,
  vocabularyInUse,
} from '../customers/index.ts';
import type { Contact, Message, Projection, Track } from '../ingest/index.ts';
import { groupBy, type Instant, type Tx } from '../platform/index.ts';
import { audienceOf } from './audience.ts';
import { happeningsOf } from './customer-subject.ts';
import { type PlanTask, planAbout } from './plan-about.ts';
import type { Play } from './play.ts';
import { loadPlays } from './play-store.ts';
import { withdrawable } from './store.ts';
import { ABOUT_CUSTOMER, subjectTypeOf } from './trigger.ts';
import type { Outreach } from './types.ts';

/** Plans, moves and withdraws outreach in the transaction of what calls for it: events, traits, contacts. */
export const projectOutreach: Projection = async (tx, bucket, fresh, now) => {
  // Nothing follows from what we sent ourselves, which is most of what is told while messages go out.
  if (fresh.every((message) => message.kind === 'outreach')) return;
  const plays = (await loadPlays(tx)).filter((play) => play.status === 'launched');
  if (!plays.length) return;
  const tasks = [
    ...(await tasksOfEvents(tx, bucket, fresh, plays)),
    ...(await tasksOfTraits(tx, bucket, fresh, plays)),
    ...(await tasksOfContacts(tx, bucket, fresh, plays)),
  ];
  await planAbout(tx, bucket, withoutRepeats(tasks), now);
};

async function tasksOfEvents(
  tx: Tx,
  bucket: number,
  fresh: readonly Message[],
  plays: readonly Play[],
): Promise<PlanTask[]> {
  const tracks = fresh.filter((message): message is Track => message.kind === 'track');
  if (!tracks.length) return [];
  const vocabulary = await vocabularyInUse(tx);
  const types = new Set(plays.map((play) => subjectTypeOf(play.trigger)));
  const keys = new Map<string, SubjectKey>();
  for (const { customerId, properties } of tracks) {
    for (const ref of readProperties(properties, vocabulary).subjects)
      if (types.has(ref.type)) keys.set(JSON.stringify([customerId, ref]), { ...ref, customerId });
  }
  const subjects = keys.size ? await loadSubjects(tx, bucket, [...keys.values()]) : [];
  return [...aboutSubjects(plays, subjects), ...aboutCustomers(plays, tracks)];
}

function aboutSubjects(plays: readonly Play[], subjects: readonly Subject[]): PlanTask[] {
  const byType = groupBy(subjects, (subject) => subject.type);
  return plays.flatMap((play) =>
    (byType.get(subjectTypeOf(play.trigger)) ?? []).map((subject) => ({
      play,
      customerId: subject.customerId,
      subject,
    })),
  );
}

function aboutCustomers(plays: readonly Play[], tracks: readonly Track[]): PlanTask[] {
  return plays.flatMap((play) => {
    const names = new Set(happeningsOf(play));
    const customers = new Set(
      tracks.filter(({ name }) => names.has(name)).map(({ customerId }) => customerId),
    );
    return [...customers].map(
      (customerId): PlanTask => ({ play, customerId, subject: null, crossedAt: null }),
    );
  });
}

/** New traits may bring customers into an audience, or out of it. */
async function tasksOfTraits(
  tx: Tx,
  bucket: number,
  fresh: readonly Message[],
  plays: readonly Play[],
): Promise<PlanTask[]> {
  const selective = plays.filter((play) => audienceOf(play)?.settledByFacts);
  const customers = customersOf(fresh.filter((message) => message.kind === 'identify'));
  if (!selective.length || !customers.length) return [];
  const tasks: PlanTask[] = [];
  for (const [type, about] of groupBy(selective, (play) => subjectTypeOf(play.trigger))) {
    if (type === ABOUT_CUSTOMER) {
      for (const play of about)
        for (const customerId of customers) tasks.push({ play, customerId, subject: null, crossedAt: null });
    } else tasks.push(...aboutSubjects(about, await subjectsOfCustomers(tx, bucket, customers, type)));
  }
  return tasks;
}

/** Who has got in touch about the reason needs no message, or does again when it was about something else after all. */
async function tasksOfContacts(
  tx: Tx,
  bucket: number,
  fresh: readonly Message[],
  plays: readonly Play[],
): Promise<PlanTask[]> {
  const contacts = fresh.filter((message): message is Contact => message.kind === 'contact');
  const customers = customersOf(contacts);
  const touched = plays.filter((play) => play.unlessContacted !== null);
  if (!touched.length || !customers.length) return [];
  const rows = await withdrawable(
    tx,
    bucket,
    touched.map((play) => play.id),
    customers,
  );
  return tasksOfRows(tx, bucket, rows, touched);
}

/** What hangs on the subjects of the given rows. */
async function tasksOfRows(
  tx: Tx,
  bucket: number,
  rows: readonly Pick<Outreach, 'playId' | 'customerId' | 'subjectType' | 'subjectId'>[],
  plays: readonly Play[],
): Promise<PlanTask[]> {
  const keys = rows
    .filter((row) => row.subjectType !== ABOUT_CUSTOMER)
    .map((row) => ({ customerId: row.customerId, type: row.subjectType, id: row.subjectId }));
  const subjects = keys.length ? await loadSubjects(tx, bucket, keys) : [];
  return rows.flatMap((row): PlanTask[] => {
    const play = plays.find((one) => one.id === row.playId);
    if (!play || subjectTypeOf(play.trigger) !== row.subjectType) return [];
    const { customerId } = row;
    if (row.subjectType === ABOUT_CUSTOMER) return [{ play, customerId, subject: null, crossedAt: null }];
    const subject = subjects.find(
      (one) => one.customerId === customerId && one.type === row.subjectType && one.id === row.subjectId,
    );
    return subject ? [{ play, customerId, subject }] : [];
  });
}

/** Plans again what hangs on the subjects of the given rows, whose customers the transaction holds. */
export async function planAgainAbout(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  now: Instant,
): Promise<void> {
  const plays = (await loadPlays(tx)).filter((play) => play.status === 'launched');
  await planAbout(tx, bucket, withoutRepeats(await tasksOfRows(tx, bucket, rows, plays)), now);
}

function customersOf(messages: readonly Message[]): string[] {
  return [...new Set(messages.map((message) => message.customerId))];
}

function withoutRepeats(tasks: readonly PlanTask[]): PlanTask[] {
  const byKey = new Map<string, PlanTask>();
  for (const task of tasks) {
    const { type, id } = task.subject ?? { type: ABOUT_CUSTOMER, id: task.customerId };
    byKey.set(JSON.stringify([task.play.id, task.customerId, type, id]), task);
  }
  return [...byKey.values()];
}
