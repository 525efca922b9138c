import { isDeepStrictEqual } from 'node:util';
import { loadSubjects, lockCustomers, subjectsOfType } from '../customers/index.ts';
import { BUCKETS, type Clock, DAY, type Db } from '../platform/index.ts';
import type { Play, PlayStatus } from './play.ts';
import { loadPlays, putPlay } from './play-store.ts';
import { planSubjects } from './project.ts';

/** Subjects that nothing has been heard of for so long hold no milestone that is still to come. */
const LOOK_BACK = 400 * DAY;

/** Sets a play's status. Launching plans it over all customers there are, bucket by bucket. */
export async function setPlayStatus(
  { db, clock }: { db: Db; clock: Clock },
  play: Play,
  status: PlayStatus,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<{ play: Play; planned: number }> {
  const changed = { ...play, status };
  await db.transaction((tx) => putPlay(tx, changed, clock.now()));
  const planned = status === 'launched' ? await planEverywhere({ db, clock }, changed, onProgress) : 0;
  return { play: changed, planned };
}

/**
 * Stores a definition as the play's next version; one that is launched stays so, and what is pending is re-planned.
 * The definition that is there already changes nothing.
 */
export async function savePlay(
  { db, clock }: { db: Db; clock: Clock },
  definition: Omit<Play, 'version' | 'status'>,
): Promise<Play> {
  const before = (await loadPlays(db)).find((play) => play.id === definition.id);
  if (before && sameDefinition(before, definition)) return before;
  const play: Play = {
    ...definition,
    version: (before?.version ?? 0) + 1,
    status: before?.status ?? 'draft',
  };
  await db.transaction((tx) => putPlay(tx, play, clock.now()));
  if (play.status === 'launched') await planEverywhere({ db, clock }, play, () => {});
  return play;
}

function sameDefinition({ version, status, ...before }: Play, definition: object): boolean {
  return isDeepStrictEqual(before, definition);
}

/** Plans every launched play over all customers there are: heals what was imported under another clock. */
export async function planAgain(deps: { db: Db; clock: Clock }): Promise<void> {
  for (const play of await loadPlays(deps.db))
    if (play.status === 'launched') await planEverywhere(deps, play, () => {});
}

async function planEverywhere(
  { db, clock }: { db: Db; clock: Clock },
  play: Play,
  onProgress: (done: number, of: number) => void,
): Promise<number> {
  let planned = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    planned += await db.transaction(async (tx) => {
      const now = clock.now();
      const found = await subjectsOfType(tx, bucket, play.trigger.subject, now - LOOK_BACK);
      // Read again once their customers are held, so that no event slips in between reading and planning.
      await lockCustomers(tx, bucket, new Map(found.map((subject) => [subject.customerId, now])));
      return planSubjects(tx, bucket, play, await loadSubjects(tx, bucket, found), now);
    });
    onProgress(bucket + 1, BUCKETS);
  }
  return planned;
}
