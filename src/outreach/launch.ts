import { isDeepStrictEqual } from 'node:util';
import { customersAhead, lockCustomers, subjectsOfCustomers } from '../customers/index.ts';
import { BUCKETS, type Clock, type Db, holdBucket, holdPlays } from '../platform/index.ts';
import { durationMs, type Play, type PlayDefinition, type PlayStatus } from './play.ts';
import { loadPlays, putPlay } from './play-store.ts';
import { planSubjects } from './project.ts';

type Deps = { db: Db; clock: Clock };

/** Customers planned in one transaction: events of the bucket wait for it. */
const PAGE = 200;

/** Sets a play's status. Launching plans it over all customers there are, bucket by bucket. */
export async function setPlayStatus(
  deps: Deps,
  playId: string,
  status: PlayStatus,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<{ play: Play; planned: number } | null> {
  const play = await changePlay(deps, playId, (before) => before && { ...before, status });
  if (!play) return null;
  return { play, planned: status === 'launched' ? await planEverywhere(deps, play, onProgress) : 0 };
}

/**
 * Stores a definition as the play's next version; one that is launched stays so, and what is pending is re-planned.
 * The definition that is there already changes nothing.
 */
export async function savePlay(deps: Deps, definition: PlayDefinition): Promise<Play> {
  const play = await changePlay(deps, definition.id, (before) => {
    if (before && sameDefinition(before, definition)) return before;
    return { ...definition, version: (before?.version ?? 0) + 1, status: before?.status ?? 'draft' };
  });
  if (play?.status === 'launched') await planEverywhere(deps, play, () => {});
  return play as Play;
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

async function planEverywhere(
  deps: Deps,
  play: Play,
  onProgress: (done: number, of: number) => void,
): Promise<number> {
  let planned = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    let page: Page = { planned: 0, last: '' };
    do {
      page = await planPage(deps, play, bucket, page.last ?? '');
      planned += page.planned;
    } while (page.last !== null);
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
    const { subject, milestone } = play.trigger;
    const customers = await customersAhead(
      tx,
      bucket,
      { type: subject, milestone, from: now - durationMs(play.expires) },
      after,
      PAGE,
    );
    await lockCustomers(tx, bucket, new Map(customers.map((id) => [id, now])));
    const subjects = await subjectsOfCustomers(tx, bucket, customers, subject);
    const planned = await planSubjects(tx, bucket, play, subjects, now);
    return { planned, last: customers.length === PAGE ? (customers.at(-1) ?? null) : null };
  });
}
