import { isDeepStrictEqual } from 'node:util';
import {
  customersAhead,
  customersWithEvent,
  customersWithSubjectEvent,
  lockCustomers,
  subjectsOfCustomers,
} from '../customers/index.ts';
import {
  ApiError,
  BUCKETS,
  type Clock,
  type Db,
  holdBucket,
  holdPlays,
  type Instant,
  type Tx,
} from '../platform/index.ts';
import { durationMs } from './duration.ts';
import { type PlanTask, planAbout } from './plan-about.ts';
import type { Play, PlayDefinition, PlayStatus } from './play.ts';
import { loadPlays, putPlay } from './play-store.ts';
import { lockPlanned, putOutreach } from './store.ts';
import { startSweep } from './sweep-store.ts';
import { subjectTypeOf } from './trigger.ts';

type Deps = { db: Db; clock: Clock };
type OnProgress = (done: number, of: number) => void;

/** Customers planned in one transaction: events of the bucket wait for it. */
const PAGE = 200;

/**
 * Sets a play's status. Launching plans it over all customers there are, bucket by bucket; ending withdraws what it has
 * pending. Null when there is no such play; throws ApiError 409 for a play that has ended.
 */
export async function setPlayStatus(
  deps: Deps,
  playId: string,
  status: PlayStatus,
  onProgress: OnProgress = () => {},
): Promise<{ play: Play; planned: number } | null> {
  const play = await changePlay(deps, playId, (before) => {
    if (before?.status === 'ended' && status !== 'ended') throw hasEnded(playId);
    return before && (before.status === status ? before : { ...before, status });
  });
  if (!play) return null;
  if (status === 'launched') return { play, planned: await planEverywhere(deps, play, onProgress) };
  if (status === 'ended') await withdrawEverywhere(deps, play, onProgress);
  return { play, planned: 0 };
}

/**
 * Stores a definition as the play's next version; one that is launched stays so, and what is pending is re-planned.
 * The definition that is there already changes nothing. Throws ApiError 409 for a play that has ended.
 */
export async function savePlay(deps: Deps, definition: PlayDefinition): Promise<Play> {
  const play = await changePlay(deps, definition.id, (before) => {
    if (before && sameDefinition(before, definition)) return before;
    if (before?.status === 'ended') throw hasEnded(definition.id);
    return { ...definition, version: (before?.version ?? 0) + 1, status: before?.status ?? 'draft' };
  });
  if (play?.status === 'launched') await planEverywhere(deps, play, () => {});
  return play as Play;
}

function hasEnded(playId: string): ApiError {
  return new ApiError(409, `the play "${playId}" has ended, for good`, {
    mend: 'store the definition under another id and launch that',
  });
}

/** Reads a play and writes what it becomes, with no other change of plays in between. */
async function changePlay(
  { db, clock }: Deps,
  playId: string,
  change: (before: Play | null) => Play | null,
): Promise<Play | null> {
  return db.transaction(async (tx) => {
    await holdPlays(tx);
    const before = (await loadPlays(tx)).find((play) => play.id === playId) ?? null;
    const after = change(before);
    if (after && after !== before) await putPlay(tx, after, clock.now());
    return after;
  });
}

function sameDefinition({ version, status, ...before }: Play, definition: object): boolean {
  return isDeepStrictEqual(before, definition);
}

/** Plans every launched play over all customers there are: heals what was imported under another clock. */
export async function planAgain(deps: Deps): Promise<void> {
  for (const play of await loadPlays(deps.db))
    if (play.status === 'launched') await planEverywhere(deps, play, () => {});
}

async function planEverywhere(deps: Deps, play: Play, onProgress: OnProgress): Promise<number> {
  let planned = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    if (play.trigger.kind === 'forecast') await startSweep(deps.db, bucket, play.id, deps.clock.now());
    else {
      let page: Page = { planned: 0, last: '' };
      do {
        page = await planPage(deps, play, bucket, page.last ?? '');
        planned += page.planned;
      } while (page.last !== null);
    }
    onProgress(bucket + 1, BUCKETS);
  }
  return planned;
}

type Page = { planned: number; last: string | null };

async function planPage({ db, clock }: Deps, play: Play, bucket: number, after: string): Promise<Page> {
  return db.transaction(async (tx) => {
    // Events under way in this bucket read the plays before this one was launched: let them end, then see them all.
    await holdBucket(tx, bucket, 'exclusive');
    const now = clock.now();
    const customers = await customersWithAnchor(tx, bucket, play, now, after);
    await lockCustomers(tx, bucket, new Map(customers.map((id) => [id, now])));
    const planned = await planAbout(tx, bucket, await tasksFor(tx, bucket, play, customers), now);
    return { planned, last: customers.length === PAGE ? (customers.at(-1) ?? null) : null };
  });
}

/** Customers with an anchor of the play that is not past its expiry. */
async function customersWithAnchor(
  tx: Tx,
  bucket: number,
  { trigger, expires }: Play,
  now: Instant,
  after: string,
): Promise<string[]> {
  const from = now - durationMs(expires);
  if (trigger.kind === 'moved')
    return customersAhead(
      tx,
      bucket,
      { type: trigger.subject, milestone: trigger.milestone, from: -8.64e15 },
      after,
      PAGE,
    );
  if (trigger.kind === 'milestone')
    return customersAhead(
      tx,
      bucket,
      { type: trigger.subject, milestone: trigger.milestone, from },
      after,
      PAGE,
    );
  if (trigger.kind === 'forecast') return [];
  return trigger.subject
    ? customersWithSubjectEvent(
        tx,
        bucket,
        { type: trigger.subject, event: trigger.event, from },
        after,
        PAGE,
      )
    : customersWithEvent(tx, bucket, { event: trigger.event, from }, after, PAGE);
}

async function tasksFor(
  tx: Tx,
  bucket: number,
  play: Play,
  customers: readonly string[],
): Promise<PlanTask[]> {
  if (play.trigger.kind === 'event' && !play.trigger.subject)
    return customers.map((customerId) => ({ play, customerId, subject: null, crossedAt: null }));
  const subjects = await subjectsOfCustomers(tx, bucket, customers, subjectTypeOf(play.trigger));
  return subjects.map((subject) => ({ play, customerId: subject.customerId, subject }));
}

async function withdrawEverywhere({ db, clock }: Deps, play: Play, onProgress: OnProgress): Promise<void> {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let rows = PAGE; rows === PAGE; ) {
      rows = await db.transaction(async (tx) => {
        await holdBucket(tx, bucket, 'exclusive');
        const now = clock.now();
        const pending = await lockPlanned(tx, bucket, play.id, PAGE);
        await putOutreach(
          tx,
          bucket,
          pending.map((row) => ({
            ...row,
            status: 'cancelled',
            statusReason: 'play_ended',
            nextAttemptAt: null,
            updatedAt: now,
          })),
        );
        return pending.length;
      });
    }
    onProgress(bucket + 1, BUCKETS);
  }
}
