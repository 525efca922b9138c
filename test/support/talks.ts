import { openTalks, type TalkDeps } from '../../src/conversation/index.ts';
import { openLog } from '../../src/platform/index.ts';

/** Conversations at the desk about customers of whom nothing is known, with no language model. */
export function plainTalks(deps: Pick<TalkDeps, 'db' | 'clock' | 'bell' | 'labeller'>) {
  return openTalks({
    ...deps,
    log: openLog('silent'),
    knownOf: async () => ({ name: null, about: null }),
    model: null,
  });
}
