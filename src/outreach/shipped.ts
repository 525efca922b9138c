import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Clock, Db } from '../platform/index.ts';
import { savePlay, setPlayStatus } from './launch.ts';
import { playSchema } from './play.ts';
import { loadPlays } from './play-store.ts';

const FOLDER = fileURLToPath(new URL('../../plays', import.meta.url));

/**
 * Puts the plays that come with the program into a store that lacks them: launched in the sandbox, where they reach
 * nobody, and as drafts elsewhere, where a person decides.
 */
export async function installShippedPlays(deps: { db: Db; clock: Clock }, launch: boolean): Promise<void> {
  const present = new Map((await loadPlays(deps.db)).map((play) => [play.id, play]));
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    const definition = playSchema.parse(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));
    const play = present.get(definition.id) ?? (await savePlay(deps, definition));
    if (launch && play.status === 'draft') await setPlayStatus(deps, play.id, 'launched');
  }
}
