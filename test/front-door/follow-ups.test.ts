import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, iso, MINUTE, SECOND } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { TwilioCall } from '../support/twiml-client.ts';

const HOST = 'https://hawk.example';
let db: Db;
let product: TestApp;
let now = Date.parse('2026-03-01T09:00:00Z');
beforeAll(async () => {
  db = await testDb();
  // It is night in Chicago, one message a day is enough, and nearly nobody is reached by plays: none of it holds back
  // what somebody asked for.
  product = await testApp(db, {
    BEFOREHAND_QUIET_SERVICE: '20:00-09:00',
    BEFOREHAND_CAP_SERVICE: '1/P1D',
    BEFOREHAND_HOLDOUT: '0.5',
  });
  await product.clock(iso(now));
});
afterAll(() => db.close());

const later = async (ms: number) => {
  now += ms;
  await product.clock(iso(now));
};
const DEPARTS = '2026-03-02T18:00:00Z';
let n = 0;
/** A customer of one locale with a flight tomorrow. */
async function flyer(traits: Record<string, unknown> = {}, id = `flyer${n + 1}`) {
  n += 1;
  const phone = `+131255501${String(n).padStart(2, '0')}`;
  await product.identify(id, iso(now - MINUTE), {
    firstName: 'Ashley',
    phone,
    timezone: 'America/Chicago',
    ...traits,
  });
  const trip = { tripId: `${id}-T`, flight: 'HA7', destination: 'DEN', destinationCity: 'Denver' };
  await product.track(id, 'Flight Booked', iso(now), { ...trip, departsAt: DEPARTS });
  const told = async () =>
    (await product.outbox())
      .filter(({ customerId }) => customerId === id)
      .sort((a, b) => a.at.localeCompare(b.at));
  return {
    id,
    phone,
    told,
    moved: (departsAt: string) => product.track(id, 'Flight Delayed', iso(now), { ...trip, departsAt }),
    cancelled: () => product.track(id, 'Flight Cancelled', iso(now), trip),
    rows: async () =>
      (
        await product.get<{ outreach: { playId: string; status: string; statusReason: string | null }[] }>(
          `/v1/customers/${id}/outreach`,
        )
      ).outreach.filter(({ playId }) => playId !== 'flight-status'),
  };
}

/** Everything that Twilio asks is asked twice, as when an answer was lost on the way. */
async function call(from: string): Promise<TwilioCall> {
  const twilio = new TwilioCall({
    fetch: async (request) => {
      const lost = request.clone();
      await product.app.request(lost);
      return product.app.request(request);
    },
    url: `${HOST}/voice/twiml`,
    statusCallback: `${HOST}/voice/twiml/status`,
    from,
  });
  await twilio.call();
  return twilio;
}
/** A call that asks for the flight status and then for more; what was answered. */
async function asks(from: string, ...more: string[]): Promise<string> {
  const line = await call(from);
  await line.say(more[0]?.startsWith('mant') ? 'estado del vuelo' : 'flight status');
  const answer = line.says[0] ?? '';
  for (const words of more) await line.say(words);
  await line.hangUp();
  return answer;
}

test('"text me this" sends the words of the answer, once for each time it is asked for', async () => {
  const { phone, told, rows } = await flyer({ email: 'ashley@example.com', preferredChannel: 'email' });
  const answer = await asks(phone, 'text me this');
  expect(answer).toMatch(/^Your flight HA7 to Denver is expected to leave .* as planned\.$/);
  await later(MINUTE);
  expect(await told()).toMatchObject([{ channel: 'sms', to: phone }]);
  const [{ text = '' } = {}] = await told();
  expect(text).toContain(answer);
  expect(text).toMatch(/as you asked us to just now\. You need do nothing\. See more at .* passwords/);
  await later(5 * MINUTE);
  await asks(phone, 'text me this');
  await later(MINUTE);
  expect((await told()).map(({ channel, text }) => [channel, text])).toEqual([
    ['sms', text],
    ['sms', text],
  ]);
  await later(60 * MINUTE);
  expect(await rows()).toMatchObject([
    { playId: 'answer-by-text', status: 'sent' },
    { playId: 'answer-by-text', status: 'sent' },
  ]);
  expect(await told()).toHaveLength(2);
});

test('it is written in the language that was spoken', async () => {
  const { phone, told } = await flyer({ locale: 'es-MX' });
  const line = await call(phone);
  await line.say('estado del vuelo');
  await line.say('envíemelo por mensaje');
  await line.hangUp();
  await later(MINUTE);
  expect((await told()).map(({ text }) => text)).toEqual([
    expect.stringMatching(/Su vuelo HA7 a Denver tiene la salida prevista .* porque nos lo acaba de pedir\./),
  ]);
});

test('who asked to be kept posted is told each new time, back to the old one too, and a cancellation', async () => {
  const { phone, told, moved, cancelled } = await flyer();
  await asks(phone, 'keep me posted');
  await later(5 * MINUTE);
  expect(await told()).toEqual([]);
  await moved('2026-03-02T18:45:00Z');
  await later(MINUTE);
  expect((await told()).map(({ channel, text }) => [channel, text])).toEqual([
    [
      'sms',
      expect.stringMatching(
        /flight HA7 to Denver now leaves tomorrow at 12:45 PM CST, 45 minutes later than first planned\. You asked us to keep you posted\./,
      ),
    ],
  ]);
  await later(30 * MINUTE);
  await moved(DEPARTS);
  await later(MINUTE);
  expect((await told()).at(-1)?.text).toMatch(/now leaves tomorrow at 12:00 PM CST, as first planned\./);
  await later(30 * MINUTE);
  await cancelled();
  await later(MINUTE);
  expect((await told()).at(-1)?.text).toMatch(/flight HA7 to Denver is cancelled\. You asked us/);
  expect(await told()).toHaveLength(3);
});

test('nobody is told of a move whom the call told, nor who did not ask; Spanish has its own words', async () => {
  const told = await flyer();
  const silent = await flyer();
  const spanish = await flyer({ locale: 'es' });
  await told.moved('2026-03-02T19:00:00Z');
  await silent.moved('2026-03-02T19:00:00Z');
  await later(2 * MINUTE);
  await asks(told.phone, 'keep me posted');
  await asks(spanish.phone, 'manténgame al tanto');
  await later(5 * MINUTE);
  expect(await told.told()).toEqual([]);
  await spanish.moved('2026-03-02T19:00:00Z');
  await later(5 * MINUTE);
  expect((await spanish.told()).map(({ text }) => text)).toEqual([
    expect.stringMatching(/sale ahora mañana a las 13:00 CST, 60 minutos más tarde/),
  ]);
  expect(await silent.told()).toEqual([]);
  expect(await silent.rows()).toEqual([]);
});

test('after a stop nothing goes, whoever asks; the reason is told', async () => {
  const { phone, told, rows, moved } = await flyer();
  await product.app.request('/sms/twilio', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ MessageSid: 'SMstop', From: phone, Body: 'STOP' }).toString(),
  });
  await asks(phone, 'text me this');
  await later(MINUTE);
  await asks(phone, 'keep me posted');
  await later(MINUTE);
  await moved('2026-03-02T18:45:00Z');
  await later(MINUTE);
  expect(await told()).toEqual([]);
  const reasons = (await rows()).map(({ playId, status, statusReason }) => [playId, status, statusReason]);
  expect(reasons.sort()).toEqual([
    ['answer-by-text', 'suppressed', 'suppression_list'],
    ['keep-posted', 'suppressed', 'suppression_list'],
  ]);
});

test('who was corrected by the play that told the time is not told the same again', async () => {
  // The holdouts keep some from the play that tells the time an hour before; they hear it from this one.
  const flyers = await Promise.all(Array.from({ length: 8 }, (_, i) => flyer({}, `passenger${i}`)));
  for (const { phone } of flyers) await asks(phone, 'keep me posted');
  now = Date.parse('2026-03-02T17:05:00Z');
  await product.clock(iso(now));
  let corrected = 0;
  for (const { told, moved, rows } of flyers) {
    const before = (await told()).length;
    await moved('2026-03-02T18:45:00Z');
    await later(SECOND);
    const after = (await told()).slice(before).map(({ text }) => text);
    expect(after).toEqual([
      expect.stringMatching(before ? /correction\. Your flight/ : /You asked us to keep you posted/),
    ]);
    expect(await rows()).toMatchObject([
      before ? { status: 'cancelled', statusReason: 'told_by_correction' } : { status: 'sent' },
    ]);
    corrected += before;
  }
  expect(corrected).toBeGreaterThan(0);
  expect(corrected).toBeLessThan(flyers.length);
});
