import { afterAll, beforeAll, expect, test } from 'vitest';
import { plays, poster } from './kill/load.ts';
import { type Process, start, until } from './kill/processes.ts';
import { testStore } from './support/database.ts';
import { ACCOUNT, FROM, startTwilio, TOKEN, type TwilioServer } from './support/twilio-server.ts';

const KEY = 'a-key-for-the-start-test';
let store: Awaited<ReturnType<typeof testStore>>;
let twilio: TwilioServer;
let product: Process;
let url = '';

beforeAll(async () => {
  store = await testStore();
  twilio = await startTwilio(() => Date.now());
  const env = {
    ...store.env,
    BEFOREHAND_API_KEY: KEY,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: FROM,
    TWILIO_API_BASE_URL: twilio.url,
  };
  const listens = /listens on (\S+)/;
  product = await start(['start', '--port', '0'], env, listens);
  url = listens.exec(product.said())?.[1] ?? '';
});
afterAll(async () => {
  await product.kill();
  await twilio.close();
  await store.drop();
});

// Modules load otherwise in Node than in a test runner, and the provider's library is one that does.
test('the command as an operator starts it hears the answer to the text message that it sends', async () => {
  const post = poster(() => url, KEY);
  const [play] = plays();
  expect(await post('/v1/plays', play)).toBe(200);
  expect(await post('/v1/plays/at-once/launch', {})).toBe(200);
  const timestamp = new Date().toISOString();
  const batch = [
    { type: 'identify', userId: 'c1', messageId: 'i', timestamp, traits: { phone: '+13125550101' } },
    {
      type: 'track',
      userId: 'c1',
      messageId: 'm',
      event: 'Order Delayed',
      timestamp,
      properties: { orderId: 'T1', token: 'T1' },
    },
  ];
  expect(await post('/v1/batch', { batch })).toBe(200);
  let status = '';
  await until('the message has an outcome', async () => {
    const answer = await fetch(`${url}/v1/customers/c1/outreach`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    const { outreach } = (await answer.json()) as { outreach: { status: string }[] };
    status = outreach[0]?.status ?? '';
    return status !== '' && status !== 'planned' && status !== 'sending';
  });
  expect(status).toBe('sent');
  expect(twilio.messages.map(({ to }) => to)).toEqual(['+13125550101']);
  expect(twilio.faults).toEqual([]);
});
