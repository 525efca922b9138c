import { type Customer, loadCustomers, type Subject, vocabularyInUse } from '../customers/index.ts';
import { groupBy, type Instant, type Tx } from '../platform/index.ts';
import { audienceOf, settledAudience } from './audience.ts';
import { customerSubject, happeningsOf } from './customer-subject.ts';
import { type ContactFact, contactFacts, lastContacts, lastHappenings } from './gate-store.ts';
import { momentFor } from './moment.ts';
import { type PlanFacts, planOutreach } from './plan.ts';
import type { Play } from './play.ts';
import { readReach } from './reach-store.ts';
import { lockOutreachOf, putOutreach } from './store.ts';
import { CROSSING } from './trigger.ts';
import type { Outreach } from './types.ts';

/**
 * A play to be planned for a customer: about a subject as it stands, or (without one) about the customer, whose
 * forecast has crossed the threshold at `crossedAt` if it has just now.
 */
export type PlanTask =
  | { play: Play; customerId: string; subject: Subject }
  | { play: Play; customerId: string; subject: null; crossedAt: Instant | null };

/**
 * Plans plays for customers of a bucket whom the transaction holds; all that is needed is read, and all that follows is
 * written, in one statement each. Returns how many rows were written.
 */
export async function planAbout(
  tx: Tx,
  bucket: number,
  tasks: readonly PlanTask[],
  now: Instant,
): Promise<number> {
  if (!tasks.length) return 0;
  const customerIds = [...new Set(tasks.map((task) => task.customerId))];
  const plays = [...new Set(tasks.map((task) => task.play))];
  const existing = groupBy(
    await lockOutreachOf(
      tx,
      bucket,
      plays.map((play) => play.id),
      customerIds,
    ),
    (row) => keyOf(row.playId, row.customerId, row.subjectType, row.subjectId),
  );
  const subjects = await subjectsOfTasks(tx, bucket, tasks, existing);
  const facts = await planFacts(tx, bucket, plays, customerIds, now);
  const rows = subjects.flatMap(({ play, subject }) => {
    const own = existing.get(keyOf(play.id, subject.customerId, subject.type, subject.id)) ?? [];
    return planOutreach(play, subject, own, facts(play, subject), now);
  });
  await putOutreach(tx, bucket, rows);
  return rows.length;
}

async function subjectsOfTasks(
  tx: Tx,
  bucket: number,
  tasks: readonly PlanTask[],
  existing: ReadonlyMap<string, Outreach[]>,
): Promise<{ play: Play; subject: Subject }[]> {
  const personal = tasks.filter((task) => task.subject === null);
  const names = [...new Set(personal.flatMap(({ play }) => happeningsOf(play)))];
  const customers = [...new Set(personal.map(({ customerId }) => customerId))];
  const happenings = names.length ? await lastHappenings(tx, bucket, customers, names) : [];
  const vocabulary = personal.length ? await vocabularyInUse(tx) : undefined;
  return tasks.map((task) => {
    if (task.subject) return { play: task.play, subject: task.subject };
    const { play, customerId } = task;
    const crossedAt = task.crossedAt ?? lastCrossing(existing, play, customerId);
    return { play, subject: customerSubject(play, customerId, happenings, crossedAt, vocabulary) };
  });
}

/** The crossing that the customer's newest outreach of the play hangs on. */
function lastCrossing(
  existing: ReadonlyMap<string, Outreach[]>,
  play: Play,
  customerId: string,
): Instant | null {
  const crossings = [...existing.values()]
    .flat()
    .filter((row) => row.playId === play.id && row.customerId === customerId && row.anchor === CROSSING);
  return crossings.length ? Math.max(...crossings.map((row) => row.anchorAt)) : null;
}

async function planFacts(
  tx: Tx,
  bucket: number,
  plays: readonly Play[],
  customerIds: readonly string[],
  now: Instant,
): Promise<(play: Play, subject: Subject) => PlanFacts> {
  const reasons = [...new Set(plays.filter((play) => play.unlessContacted).map((play) => play.reason))];
  const contacts = reasons.length ? await lastContacts(tx, bucket, customerIds, reasons, now) : [];
  const contacted = new Map(contacts.map((one) => [JSON.stringify([one.customerId, one.reason]), one.at]));
  const timely = plays.some((play) => play.moment);
  const selective = plays.some((play) => audienceOf(play)?.settledByFacts);
  const customers =
    selective || timely ? await loadCustomers(tx, bucket, customerIds) : new Map<string, Customer>();
  const history = timely
    ? groupBy(await contactFacts(tx, bucket, customerIds, now), (one) => one.customerId)
    : new Map<string, ContactFact[]>();
  const reach = timely ? await readReach(tx) : null;
  return (play, subject) => {
    const customer = customers.get(subject.customerId) ?? null;
    return {
      contactedAt: contacted.get(JSON.stringify([subject.customerId, play.reason])) ?? null,
      inAudience: !customer || settledAudience(play, customer, subject, now),
      bestMoment: momentFor(customer, subject, history.get(subject.customerId) ?? [], reach),
    };
  };
}

function keyOf(...parts: string[]): string {
  return JSON.stringify(parts);
}
