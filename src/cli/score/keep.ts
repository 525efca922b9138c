import { createHash } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import type { TalkTranscript } from '../../conversation/index.ts';
import { openApp } from '../../main.ts';

/** Where scorecards are kept, for the console's pages and trends. */
export interface Keeping {
  keep(transcript: TalkTranscript): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store that `config` names. A transcript that is kept again replaces its card. */
export async function openKeeping(config: Config): Promise<Keeping> {
  const app = await openApp(config);
  return {
    keep: async (transcript) => {
      const { turns, agent = null, reason = null, channel, startedAt: at } = transcript;
      await app.cards.takeIn({
        id: idOf(transcript),
        customerId: null,
        channel: channel === 'chat' ? 'chat' : 'voice',
        turns,
        agent,
        reason,
        ...(at === undefined ? {} : { at }),
      });
    },
    close: app.close,
  };
}

/** The same talk has the same id wherever its file lies: ids of files are not one of a kind (`call-1.txt` in two folders). */
function idOf({ id, turns }: TalkTranscript): string {
  const said = turns.map(({ speaker, text }) => [speaker, text]);
  return `score-${createHash('sha256')
    .update(JSON.stringify([id, said]))
    .digest('hex')
    .slice(0, 24)}`;
}
