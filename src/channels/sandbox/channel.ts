import type { Clock, Db } from '../../platform/index.ts';
import type { Channel } from '../port.ts';
import { isInOutbox, putInOutbox } from './store.ts';

/** Stands in for a channel without reaching anyone: what would go out is kept in an outbox to look at. */
export function sandboxChannel(db: Db, clock: Clock, name: string, reaches: Channel['reaches']): Channel {
  return {
    name,
    reaches,
    reportsDelivery: false,
    send: async (message) => {
      if (!(await putInOutbox(db, name, message, clock.now()))) {
        throw new Error(`${message.id} was sent twice: the one thing that must never happen`);
      }
      return { kind: 'ok', providerId: message.id };
    },
    find: async (message) =>
      (await isInOutbox(db, message)) ? { kind: 'sent', providerId: message.id } : { kind: 'absent' },
  };
}
