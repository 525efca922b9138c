import { type Behaviour, isBusy, refuses } from '../support/twilio-server.ts';
import type { Dice } from './dice.ts';

/** How the provider treats a request to send, by the name under which a run is asked for. */
export const PROVIDERS = ['well', 'late', '500', 'timeout', '429', 'hangup', 'mixed'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** Longer than the channel waits for an answer with the lease of the runs (3/8 of 10 s). */
const TOO_LATE = 6000;

/** One request in three is treated badly, so that every message has a good chance within its eight attempts. */
export function misbehaviour(name: ProviderName, dice: Dice): () => Behaviour | undefined {
  const kinds: Record<Exclude<ProviderName, 'well' | 'mixed'>, () => Behaviour> = {
    // Some of it within the deadline, some after.
    late: () => ({ does: 'answer late', ms: dice.upTo(TOO_LATE), taken: true }),
    '500': () => Object.assign(refuses(500, 20500, 'Internal Server Error'), { taken: dice.chance(0.5) }),
    timeout: () => ({ does: 'say nothing', taken: true }),
    '429': () => isBusy('2'),
    hangup: () => ({ does: 'hang up', taken: dice.chance(0.5) }),
  };
  return () => {
    if (name === 'well' || !dice.chance(1 / 3)) return undefined;
    return name === 'mixed' ? dice.one(Object.values(kinds))() : kinds[name]();
  };
}
