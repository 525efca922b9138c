import type { Config } from '../config/index.ts';
import type { Clock, Db } from '../platform/index.ts';
import { emailChannel } from './email/channel.ts';
import type { Channel } from './port.ts';
import { sandboxChannel } from './sandbox/channel.ts';
import { smsChannel } from './sms/channel.ts';
import { voiceChannel } from './voice/channel.ts';

export type Channels = ReadonlyMap<string, Channel>;

/** The channels that the configuration opens: in the sandbox only outboxes, otherwise those with a provider. */
export function openChannels(config: Config, db: Db, clock: Clock): Channels {
  const { sms, calls, smtp, publicUrl, lease } = config;
  // As long again is left to the worker for writing down what came of it, before others look for the message.
  const deadlineMs = (lease * 3) / 8;
  const channels: Channel[] = config.sandbox
    ? [
        sandboxChannel(db, clock, 'sms', 'phone'),
        sandboxChannel(db, clock, 'email', 'email'),
        sandboxChannel(db, clock, 'voice', 'phone'),
      ]
    : [
        ...(sms ? [smsChannel({ ...sms, publicUrl, deadlineMs }, clock)] : []),
        ...(calls ? [voiceChannel({ ...calls, deadlineMs }, clock)] : []),
        ...(smtp ? [emailChannel({ ...smtp, deadlineMs })] : []),
      ];
  return new Map(channels.map((channel) => [channel.name, channel]));
}
