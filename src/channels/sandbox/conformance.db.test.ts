import { channelConformance, NOW } from '../../../test/support/channel-conformance.ts';
import { testDb } from '../../../test/support/database.ts';
import { ManualClock } from '../../platform/index.ts';
import { sandboxChannel } from './channel.ts';
import { readOutbox } from './store.ts';

channelConformance('sandbox', ['takes it'], async () => {
  const db = await testDb();
  const channel = sandboxChannel(db, new ManualClock(NOW), 'sms', 'phone');
  return {
    channel,
    hasty: channel,
    away: null,
    play: () => '+15550101',
    taken: async () => (await readOutbox(db, 0, 1000)).map(({ id, text }) => ({ text, names: id })),
    close: () => db.close(),
  };
});
