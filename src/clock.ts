import type { Config } from './config/index.ts';
import {
  type Clock,
  type Db,
  type Instant,
  ManualClock,
  readSetting,
  systemClock,
} from './platform/index.ts';

/** Before any history a sandbox may be fed with; the first POST /v1/clock moves on from here. */
const BEGINNING = Date.UTC(2000, 0);

export const CLOCK_SETTING = 'manual clock';

/** The configured clock. A manual one goes on where it stood when the process before this one stopped. */
export async function openClock(config: Config, db: Db): Promise<Clock> {
  if (config.clock === 'system') return systemClock;
  return new ManualClock((await readSetting<Instant>(db, CLOCK_SETTING)) ?? BEGINNING);
}
