import type { Clock, Db } from '../../platform/index.ts';
import type { Channel, Outgoing } from '../port.ts';
import { isInOutbox, putInOutbox } from './store.ts';

/** Stands in for a channel without reaching anyone: what would go out is kept in an outbox to look at. */
export function sandboxChannel(db: Db, clock: Clock, name: string, reaches: Channel['reaches']): Channel {
  const put = together((bucket, messages) => putInOutbox(db, name, bucket, messages, clock.now()));
  return {
    name,
    reaches,
    bearsText: name !== 'voice',
    reportsDelivery: false,
    atOnce: Infinity,
    send: async (message) => {
      if (!(await put(message))) {
        throw new Error(`${message.id} was sent twice: the one thing that must never happen`);
      }
      return { kind: 'ok', providerId: message.id };
    },
    find: async (message) =>
      (await isInOutbox(db, message)) ? { kind: 'sent', providerId: message.id } : { kind: 'absent' },
  };
}

/** Messages of a bucket that are given one after the other without a pause are kept in one statement. */
function together(keep: (bucket: number, messages: readonly Outgoing[]) => Promise<Set<string>>) {
  const waiting = new Map<number, { messages: Outgoing[]; kept: Promise<Set<string>> }>();
  return async (message: Outgoing): Promise<boolean> => {
    let batch = waiting.get(message.bucket);
    // The same message twice is for two statements, of which the second finds the first.
    if (!batch || batch.messages.some(({ id }) => id === message.id)) {
      const messages: Outgoing[] = [];
      const kept = Promise.resolve().then(() => {
        if (waiting.get(message.bucket)?.messages === messages) waiting.delete(message.bucket);
        return keep(message.bucket, messages);
      });
      batch = { messages, kept };
      waiting.set(message.bucket, batch);
    }
    batch.messages.push(message);
    return (await batch.kept).has(message.id);
  };
}
