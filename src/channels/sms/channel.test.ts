import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ACCOUNT,
  FROM,
  SERVICE,
  startTwilio,
  TOKEN,
  type TwilioServer,
} from '../../../test/support/twilio-server.ts';
import { HOUR, ManualClock, MINUTE, SECOND } from '../../platform/index.ts';
import type { Outgoing } from '../port.ts';
import { type SmsConfig, smsChannel } from './channel.ts';
import { countSegments } from './segments.ts';

const NOW = Date.parse('2026-05-04T09:00:00Z');
const clock = new ManualClock(NOW);
let twilio: TwilioServer;
beforeAll(async () => {
  twilio = await startTwilio(() => clock.now());
});
afterAll(async () => {
  await twilio.close();
  expect(twilio.faults).toEqual([]);
});

const channel = (more: Partial<SmsConfig> = {}) =>
  smsChannel(
    {
      accountSid: ACCOUNT,
      authToken: TOKEN,
      from: FROM,
      messagingServiceSid: null,
      baseUrl: twilio.url,
      publicUrl: null,
      listedAfter: 30 * MINUTE,
      ...more,
    },
    clock,
  );
const message: Outgoing = {
  id: 'o_1',
  bucket: 7,
  to: '+13125550101',
  subject: null,
  text: 'Your flight leaves at 14:00.',
  expiresAt: NOW + HOUR,
};
const sought = { ...message, firstTriedAt: NOW, lastTriedAt: NOW, others: async () => new Set<string>() };

test('without a public address there is no callback; with one it names the outreach', async () => {
  await channel().send(message);
  expect(twilio.messages.at(-1)?.statusCallback).toBeNull();
  await channel({ publicUrl: 'https://care.example.com/b/' }).send(message);
  expect(twilio.messages.at(-1)?.statusCallback).toBe(
    'https://care.example.com/b/sms/twilio/status?outreach=o_1&bucket=7',
  );
});

test.each([
  [20 * HOUR, null],
  [10 * HOUR, null],
  [10 * HOUR - SECOND, 35_999],
  [90 * MINUTE + 999, 5400],
  [3 * SECOND, 10],
  [-SECOND, 10],
])('what is worth nothing in %d ms is kept in the queue for %s s', async (left, seconds) => {
  await channel().send({ ...message, expiresAt: NOW + left });
  expect(twilio.messages.at(-1)?.validityPeriod).toBe(seconds);
});

test('a Messaging Service may send by one of its numbers; it does not know the parts yet, so they are counted', async () => {
  const text = 'ç'.repeat(100);
  expect(countSegments(text).segments).toBe(2);
  expect(await channel({ messagingServiceSid: SERVICE }).send({ ...message, text })).toMatchObject({
    kind: 'ok',
    segments: 2,
  });
  expect(twilio.messages.at(-1)).toMatchObject({ from: FROM, service: SERVICE });
});

test('the address of the API may have a path of its own', async () => {
  const outcome = await channel({ baseUrl: `${twilio.url}/through/a/proxy/` }).send(message);
  expect(outcome).toEqual({ kind: 'ok', providerId: twilio.messages.at(-1)?.sid, segments: 1 });
});

test('where TLS can not be agreed on, nothing was sent', async () => {
  const before = twilio.messages.length;
  const secure = channel({ baseUrl: twilio.url.replace('http:', 'https:') });
  expect(await secure.send(message)).toMatchObject({ kind: 'retry', why: expect.stringMatching(/ssl|tls/i) });
  expect((await secure.find(sought)).kind).toBe('cannot tell');
  expect(twilio.messages).toHaveLength(before);
});

test('a token that is not the right one is ours to mend', async () => {
  expect(await channel({ authToken: 'another' }).send(message)).toEqual({
    kind: 'retry',
    why: 'Twilio 20003: Authenticate',
  });
});

test('an answer cut short does not say that it was taken', async () => {
  twilio.next({
    does: 'answer',
    status: 201,
    body: '{"sid":',
    headers: { 'Content-Length': '5000', Connection: 'close' },
    taken: true,
  });
  const outcome = await channel({ deadlineMs: 1500 }).send(message);
  expect(outcome.kind).toBe('unknown');
});

test('what is asked for is found among others by its words, with its id and since when Twilio has it', async () => {
  const text = 'A text that nobody else has sent.';
  await channel().send({ ...message, text });
  const { sid } = twilio.messages.at(-1) ?? {};
  for (let i = 0; i < 5; i++) await channel().send({ ...message, text: `Another text, ${i}.` });
  expect(await channel().find({ ...sought, text })).toEqual({ kind: 'sent', providerId: sid, at: NOW });
  const taken = async () => new Set([sid ?? '']);
  expect((await channel().find({ ...sought, text, others: taken })).kind).toBe('cannot tell');
});

test.each(['<html>', '{}', '{"messages":7}', '[]', 'null'])(
  'a list that is %s tells nothing',
  async (body) => {
    twilio.nextList({ does: 'answer', status: 200, body });
    expect(await channel().find(sought)).toMatchObject({ kind: 'cannot tell', askAgain: true });
  },
);
