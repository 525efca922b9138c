import PostalMime from 'postal-mime';
import { channelConformance, NOW, type Play } from '../../test/support/channel-conformance.ts';
import { startSmtp } from '../../test/support/smtp.ts';
import {
  ACCOUNT,
  type Behaviour,
  FROM,
  isBusy,
  refuses,
  SERVICE,
  startTwilio,
  TOKEN,
  type TwilioServer,
} from '../../test/support/twilio-server.ts';
import { ManualClock, MINUTE } from '../platform/index.ts';
import { emailChannel } from './email/channel.ts';
import type { Channel } from './port.ts';
import { smsChannel } from './sms/channel.ts';
import { voiceChannel } from './voice/channel.ts';

/** Nobody listens on port 1. */
const NOWHERE = '127.0.0.1:1';
const DEADLINE_MS = 1500;

const MAIL: Partial<Record<Play, string>> = {
  'takes it': 'ann@example.com',
  'refuses it for good': 'refused@example.com',
  'is busy': 'busy@example.com',
  'takes it and hangs up': 'lost@example.com',
  'takes it and says nothing': 'slow@example.com',
  'takes it and talks nonsense': 'nonsense@example.com',
};
channelConformance('email', Object.keys(MAIL) as Play[], async () => {
  const smtp = await startSmtp();
  const from = 'care@example.com';
  return {
    channel: emailChannel({ url: smtp.url, from }),
    hasty: emailChannel({ url: smtp.url, from, deadlineMs: DEADLINE_MS }),
    away: emailChannel({ url: `smtp://${NOWHERE}`, from }),
    play: (play) => MAIL[play] ?? '',
    taken: async () =>
      Promise.all(
        (await smtp.mails()).map(async ({ raw }) => {
          const { text = '', messageId = '' } = await PostalMime.parse(raw);
          return { text, names: messageId };
        }),
      ),
    close: smtp.stop,
  };
});

const answer = (status: number, body: string): Behaviour => ({ does: 'answer', status, body, taken: true });
const TWILIO: Partial<Record<Play, Behaviour | null>> = {
  'takes it': null,
  'refuses it for good': refuses(400, 21610, 'Attempt to send to unsubscribed recipient'),
  'is busy': isBusy(),
  'is busy for 7 s': isBusy('7'),
  'takes it and hangs up': { does: 'hang up', taken: true },
  'takes it and says nothing': { does: 'say nothing', taken: true },
  'takes it and answers for ever': { does: 'drip', taken: true },
  'takes it and fails': answer(500, '{"code":20500,"message":"Internal Server Error","status":500}'),
  'takes it and talks nonsense': answer(200, '<html>It works!</html>'),
  'takes it and forgets to say under what id': answer(201, '{"status":"queued"}'),
  'does not know us': refuses(401, 20003, 'Authenticate'),
};

const SETTINGS = {
  accountSid: ACCOUNT,
  authToken: TOKEN,
  publicUrl: 'https://care.example.com/',
  listedAfter: 30 * MINUTE,
};
type Reach = { baseUrl: string; deadlineMs?: number };

/** A channel of Twilio's against a Twilio that does all it can do; `taken` is what it has taken for the channel. */
function twilioConformance(
  name: string,
  open: (reach: Reach, clock: ManualClock) => Channel,
  taken: (twilio: TwilioServer) => { text: string; names: string }[],
): void {
  channelConformance(name, Object.keys(TWILIO) as Play[], async () => {
    const clock = new ManualClock(NOW);
    const twilio = await startTwilio(() => clock.now());
    let recipients = 0;
    return {
      channel: open({ baseUrl: twilio.url }, clock),
      hasty: open({ baseUrl: twilio.url, deadlineMs: DEADLINE_MS }, clock),
      away: open({ baseUrl: `http://${NOWHERE}` }, clock),
      play: (play) => {
        const behaviour = TWILIO[play];
        if (behaviour) twilio.next(behaviour);
        return `+131255501${String(recipients++ % 100).padStart(2, '0')}`;
      },
      taken: async () => taken(twilio),
      close: async () => {
        await twilio.close();
        if (twilio.faults.length) throw new Error(twilio.faults.join('\n'));
      },
    };
  });
}

const textsIn = ({ messages }: TwilioServer) =>
  messages.map(({ body, statusCallback }) => ({ text: body, names: statusCallback ?? '' }));
twilioConformance(
  'sms',
  (reach, clock) => smsChannel({ ...SETTINGS, ...reach, from: FROM, messagingServiceSid: null }, clock),
  textsIn,
);
twilioConformance(
  'sms by a Messaging Service',
  (reach, clock) => smsChannel({ ...SETTINGS, ...reach, from: null, messagingServiceSid: SERVICE }, clock),
  textsIn,
);
twilioConformance(
  'voice',
  (reach, clock) => voiceChannel({ ...SETTINGS, ...reach, from: FROM }, clock),
  ({ calls }) => calls.map(({ url }) => ({ text: '', names: url })),
);
