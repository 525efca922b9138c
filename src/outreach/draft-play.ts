import { findOpportunity } from '../forecast/index.ts';
import { ApiError, type Clock, type Db } from '../platform/index.ts';
import { type Draft, draftOf } from './draft.ts';
import { subjectsOfEvents } from './known-store.ts';
import { savePlay } from './launch.ts';
import type { Play } from './play.ts';
import { loadPlays } from './play-store.ts';

/**
 * Makes an opportunity a draft play, under an id of its own. One that was made of it before and not changed since is
 * found again. Throws ApiError 404 when there is no such opportunity.
 */
export async function draftPlay(
  deps: { db: Db; clock: Clock },
  opportunityId: string,
): Promise<{ play: Play; notes: string[] }> {
  const found = await findOpportunity(deps.db, opportunityId);
  if (!found)
    throw new ApiError(404, `there is no opportunity ${opportunityId}`, {
      mend: 'see GET /v1/opportunities; beforehand discover seeks anew',
    });
  const types = await subjectsOfEvents(deps.db, found.trigger.name);
  const taken = new Map((await loadPlays(deps.db)).map((play) => [play.id, play]));
  const base =
    `${found.reason}-${found.trigger.name}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 56)
      .replace(/^-+|-+$/g, '') || 'play';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    const draft: Draft = draftOf(found, id, () => types[0] ?? null);
    const before = taken.get(id);
    if (before && JSON.stringify(before.trigger) !== JSON.stringify(draft.play.trigger)) continue;
    if (before && before.status !== 'draft') continue;
    return { play: before ?? (await savePlay(deps, draft.play)), notes: draft.notes };
  }
}
