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
} from '../../test/support/twilio-server.ts';
import { ManualClock, MINUTE } from '../platform/index.ts';
import { emailChannel } from './email/channel.ts';
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
const SENDERS: [string, { from: string | null; messagingServiceSid: string | null }][] = [
  ['sms', { from: FROM, messagingServiceSid: null }],
  ['sms by a Messaging Service', { from: null, messagingServiceSid: SERVICE }],
];
for (const [name, sender] of SENDERS) {
  channelConformance(name, Object.keys(TWILIO) as Play[], async () => {
    const clock = new ManualClock(NOW);
    const twilio = await startTwilio(() => clock.now());
    const settings = {
      ...sender,
      accountSid: ACCOUNT,
      authToken: TOKEN,
      publicUrl: 'https://care.example.com/',
      listedAfter: 30 * MINUTE,
    };
    let recipients = 0;
    return {
      channel: smsChannel({ ...settings, baseUrl: twilio.url }, clock),
      hasty: smsChannel({ ...settings, baseUrl: twilio.url, deadlineMs: DEADLINE_MS }, clock),
      away: smsChannel({ ...settings, baseUrl: `http://${NOWHERE}` }, clock),
      play: (play) => {
        const behaviour = TWILIO[play];
        if (behaviour) twilio.next(behaviour);
        return `+131255501${String(recipients++ % 100).padStart(2, '0')}`;
      },
      taken: async () =>
        twilio.messages.map(({ body, statusCallback }) => ({ text: body, names: statusCallback ?? '' })),
      close: async () => {
        await twilio.close();
        if (twilio.faults.length) throw new Error(twilio.faults.join('\n'));
      },
    };
  });
}

channelConformance('voice', Object.keys(TWILIO) as Play[], async () => {
  const clock = new ManualClock(NOW);
  const twilio = await startTwilio(() => clock.now());
  const settings = {
    from: FROM,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    publicUrl: 'https://care.example.com/',
    listedAfter: 30 * MINUTE,
  };
  let recipients = 0;
  return {
    channel: voiceChannel({ ...settings, baseUrl: twilio.url }, clock),
    hasty: voiceChannel({ ...settings, baseUrl: twilio.url, deadlineMs: DEADLINE_MS }, clock),
    away: voiceChannel({ ...settings, baseUrl: `http://${NOWHERE}` }, clock),
    play: (play) => {
      const behaviour = TWILIO[play];
      if (behaviour) twilio.next(behaviour);
      return `+131255501${String(recipients++ % 100).padStart(2, '0')}`;
    },
    taken: async () => twilio.calls.map(({ url }) => ({ text: '', names: url })),
    close: async () => {
      await twilio.close();
      if (twilio.faults.length) throw new Error(twilio.faults.join('\n'));
    },
  };
});
