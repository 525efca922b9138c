import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { TwilioCall, type TwilioSettings } from '../support/twiml-client.ts';
import { ASHLEY, contactOf, delayAshley, flyAshley, open } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
  await flyAshley(open(db));
});
afterAll(() => db.close());

const TOKEN = '12345678901234567890123456789012';
const PUBLIC = 'https://voice.hawk.example';
const AGENT = '+13125550123';
const WAYS = {
  'unsigned, in the sandbox': { product: {}, twilio: {} },
  'signed, behind a proxy': {
    product: { sandbox: false, twilioAuthToken: TOKEN, publicUrl: PUBLIC },
    twilio: { token: TOKEN },
  },
};

describe.each(Object.entries(WAYS))('%s', (_, { product, twilio }) => {
  /** A call from the number, to a product that expects Ashley to ask for the status of her flight. */
  const from = async (number: string, more: Partial<TwilioSettings> = {}, setting = {}) => {
    const door = open(db, { ...product, ...setting });
    door.forecaster.tell('A1', [
      { reason: 'flight_status', probability: 0.8 },
      { reason: 'change_booking', probability: 0.15 },
    ]);
    const call = new TwilioCall({
      fetch: (request) => door.app.request(request),
      url: `${PUBLIC}/voice/twiml`,
      statusCallback: `${PUBLIC}/voice/twiml/status`,
      from: number,
      passed: (seconds) => door.clock.set(door.clock.now() + Math.round(seconds * 1000)),
      ...twilio,
      ...more,
    });
    await call.call();
    return { call, door, heard: () => call.says.join(' '), contact: () => contactOf(db, call.callSid) };
  };
  /** Says goodbye until the product hangs up. */
  const goodbye = async (call: TwilioCall) => {
    for (let said = 0; call.state === 'listening' && said < 3; said += 1)
      await call.say("That's all, goodbye.");
    expect(call.state).toBe('ended');
  };

  test('yes is answered with the facts, and the call ends as a contact that was resolved', async () => {
    const { call, door, heard, contact } = await from(ASHLEY);
    expect(heard()).toMatch(/Hello Ashley.*flight/);
    await delayAshley(door);
    await call.say('Yes, please.');
    expect(heard()).toMatch(/HA123.*Denver.*6:05 PM/);
    await goodbye(call);
    expect(await contact()).toMatchObject({
      customer_id: 'A1',
      channel: 'voice',
      reason: 'flight_status',
      offered_reason: 'flight_status',
      offer_taken: true,
      resolved: true,
      handle_seconds: Math.round(call.seconds),
    });
  });

  test('yes by a key pressed into the prompt is a yes', async () => {
    const { call, heard, contact } = await from(ASHLEY);
    await call.press('1', { during: true });
    expect(heard()).toMatch(/HA123/);
    await call.hangUp(3);
    expect(await contact()).toMatchObject({ reason: 'flight_status', offer_taken: true });
  });

  test('no leads to the menu, where what was passed over can still be had', async () => {
    const { call, heard, contact } = await from(ASHLEY);
    await call.say('No.');
    expect(heard()).toMatch(/change booking\D*1/i);
    await call.say('flight status');
    expect(heard()).toMatch(/HA123/);
    await goodbye(call);
    expect(await contact()).toMatchObject({ reason: 'flight_status', offer_taken: false, resolved: true });
  });

  test('a key of the menu leads where it says', async () => {
    const { call, contact } = await from(ASHLEY);
    await call.press('2');
    await call.press('1');
    expect(call.queue).toBe('beforehand');
    await call.hangUp(60);
    expect(await contact()).toMatchObject({ reason: 'change_booking', offer_taken: false });
  });

  test('silence twice, from one whose number is withheld, is a person, and no contact of anyone', async () => {
    const { call, heard, contact } = await from('anonymous');
    expect(heard()).not.toMatch(/Ashley|HA123|Denver/);
    await call.silent();
    expect(call.state).toBe('listening');
    await call.silent();
    expect(call.queue).toBe('beforehand');
    await call.hangUp(10);
    expect(await contact()).toBeUndefined();
  });

  test.each([0, 1, 2])('whoever asks for an agent after %i turns gets one', async (turns) => {
    const { call, contact } = await from(ASHLEY, {}, { agentNumber: AGENT });
    for (const words of ['no', 'flight status'].slice(0, turns)) await call.say(words);
    await call.say('Let me talk to an agent.');
    expect(call.dialed).toBe(AGENT);
    await call.dialEnds('no-answer');
    expect(call.queue).toBe('beforehand');
    await call.hangUp(30);
    expect(await contact()).toMatchObject({ handle_seconds: Math.round(call.seconds) });
  });

  test('0 is a person anywhere, and after the person there is no more to say', async () => {
    const { call } = await from(ASHLEY, {}, { agentNumber: AGENT });
    await call.press('0');
    expect(call.dialed).toBe(AGENT);
    await call.dialEnds('completed', 120);
    expect([call.state, call.says]).toEqual(['ended', []]);
  });

  test('a webhook that Twilio repeats since its answer was lost changes nothing', async () => {
    let lose = true;
    const door = open(db, product);
    door.forecaster.tell('A1', [{ reason: 'flight_status', probability: 0.8 }]);
    const call = new TwilioCall({
      ...{
        url: `${PUBLIC}/voice/twiml`,
        statusCallback: `${PUBLIC}/voice/twiml/status`,
        from: ASHLEY,
        ...twilio,
      },
      retries: 1,
      fetch: async (request) => {
        const answer = await door.app.request(request);
        lose = !lose;
        // The product has answered each first request, and the answer is lost on its way.
        return lose ? answer : new Response(null, { status: 504 });
      },
    });
    await call.call();
    expect(call.says.join(' ')).toMatch(/Hello Ashley/);
    await call.say('yes');
    expect(call.says.join(' ')).toMatch(/HA123/);
    await goodbye(call);
    const twice = call.exchanges.map(({ url }) => url);
    expect(twice.filter((_, index) => index % 2)).toEqual(twice.filter((_, index) => index % 2 === 0));
    expect(await contactOf(db, call.callSid)).toMatchObject({ offer_taken: true, resolved: true });
  });

  test('who hangs up midway has not declined; a webhook that comes late changes nothing', async () => {
    const { call, contact } = await from(ASHLEY);
    await call.hangUp(2);
    const before = await contact();
    expect(before).toMatchObject({
      offer_taken: null,
      resolved: null,
      handle_seconds: Math.round(call.seconds),
    });
    await call.send('/voice/twiml/turn?step=1', { CallStatus: 'in-progress', SpeechResult: 'yes' });
    expect(await contact()).toEqual(before);
  });
});

test('what is signed with another token is cut off before anything is said', async () => {
  const door = open(db, WAYS['signed, behind a proxy'].product);
  for (const token of ['x'.repeat(32), undefined]) {
    const call = new TwilioCall({
      fetch: (request) => door.app.request(request),
      url: `${PUBLIC}/voice/twiml`,
      from: ASHLEY,
      token,
    });
    await expect(call.call()).rejects.toThrow('answered 403');
    expect(call.heard).toEqual([]);
  }
});
