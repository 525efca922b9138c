import { loadPlays, type Play } from '../../outreach/index.ts';
import type { Db } from '../../platform/index.ts';
import { PageError } from '../page-error.ts';

export async function mustFindPlay(db: Db, id: string): Promise<Play> {
  const play = (await loadPlays(db)).find((one) => one.id === id);
  if (!play) throw new PageError(404, `There is no play “${id}”`, 'Look in the list of plays.');
  return play;
}
