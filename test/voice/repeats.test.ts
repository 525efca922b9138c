import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { ASHLEY, contactOf, flyAshley, open, Phone, spoken } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
  await flyAshley(open(db));
});
afterAll(() => db.close());

const likely = () => {
  const door = open(db);
  door.forecaster.tell('A1', [{ reason: 'flight_status', probability: 0.8 }]);
  return door;
};
const TURN = '/voice/twiml/turn?step=';

test('a repeated or late webhook gets the answer it got before, whatever it says now', async () => {
  const phone = new Phone(likely(), 'CArep', ASHLEY);
  const greeting = await phone.call();
  const answer = await phone.say('yes');
  const menu = await phone.say('yes');
  expect((await phone.send({}, '/voice/twiml')).xml).toBe(greeting.xml);
  expect((await phone.send({ SpeechResult: 'yes' }, `${TURN}1`)).xml).toBe(answer.xml);
  expect((await phone.send({ SpeechResult: 'no' }, `${TURN}1`)).xml).toBe(answer.xml);
  expect((await phone.send({ Digits: '0' }, `${TURN}2`)).xml).toBe(menu.xml);
  expect(await contactOf(db, 'CArep')).toMatchObject({ reason: 'flight_status', offer_taken: true });
});

test.each(['7', '99999999', '-1', 'x', '1e3', ''])(
  'a step that is not next ("%s") gets the current prompt',
  async (step) => {
    const phone = new Phone(likely(), `CAskip${step.replace(/\W/, '_')}`, ASHLEY);
    await phone.call();
    const menu = await phone.say('no');
    const again = await phone.send({ Digits: '1' }, TURN + step);
    expect(again.xml).toBe(menu.xml);
    expect(again.action).toBe(`${TURN}2`);
  },
);

test('webhooks of one step that race each other get one answer', async () => {
  const phone = new Phone(likely(), 'CArace', ASHLEY);
  const greetings = await Promise.all([1, 2, 3].map(() => phone.call()));
  expect(new Set(greetings.map(({ xml }) => xml)).size).toBe(1);
  const inputs = ['yes', 'no', 'agent', 'I lost my bag', 'yes', 'no'];
  const answers = await Promise.all(inputs.map((words) => phone.send({ SpeechResult: words }, `${TURN}1`)));
  expect(new Set(answers.map(({ xml }) => xml)).size).toBe(1);
});

test('a restart in between goes unnoticed', async () => {
  const phone = new Phone(likely(), 'CAboot', ASHLEY);
  await phone.call();
  phone.door = open(db);
  expect((await phone.say('yes')).says[0]).toMatch(/^Your flight HA123 to Denver/);
  phone.door = open(db);
  await phone.say('yes');
  expect((await phone.say('no')).hangup).toBe(true);
});

test('a call that we lost begins anew, politely, and then goes on', async () => {
  const door = likely();
  const phone = new Phone(door, 'CAlost', ASHLEY);
  const again = await phone.send({ SpeechResult: 'yes' }, `${TURN}4`);
  expect(again.says[0]).toMatch(/^I'm sorry, I lost what you told me before\. How can I help you\?/);
  expect(again.action).toBe(`${TURN}5`);
  expect((await phone.send({ SpeechResult: 'no' }, `${TURN}4`)).xml).toBe(again.xml);
  expect((await phone.send({ SpeechResult: 'flight status' }, `${TURN}5`)).says[0]).toMatch(
    /^Your flight HA123/,
  );
});

test('the end is told once; what comes after it changes nothing', async () => {
  const phone = new Phone(likely(), 'CAend', ASHLEY);
  await phone.call();
  const answer = await phone.say('yes');
  for (const CallStatus of ['ringing', 'in-progress', 'nonsense'])
    await phone.door.post('/voice/twiml/status', { CallSid: 'CAend', CallStatus, CallDuration: '9' });
  expect(await contactOf(db, 'CAend')).toMatchObject({ handle_seconds: null, resolved: null });
  await phone.hangUp(30);
  await phone.hangUp(99);
  expect((await phone.say('agent')).xml).toBe(answer.xml);
  expect(await contactOf(db, 'CAend')).toMatchObject({ handle_seconds: 30, resolved: true });
  const [row] = await db.query<{ ended_at: number | null }>(
    "select ended_at from dialogues where id = 'CAend'",
  );
  expect(row?.ended_at).not.toBeNull();
});

test.each(['busy', 'failed', 'no-answer', 'canceled'])('a call that ended %s is over', async (CallStatus) => {
  const phone = new Phone(likely(), `CA${CallStatus}`, ASHLEY);
  await phone.call();
  const response = await phone.door.post('/voice/twiml/status', { CallSid: phone.sid, CallStatus });
  expect(response.status).toBe(204);
  expect(await contactOf(db, phone.sid)).toMatchObject({ handle_seconds: 0, resolved: null });
});

test('the state of a call we know nothing of is noted and no more', async () => {
  const response = await open(db).post('/voice/twiml/status', {
    CallSid: 'CAwho',
    CallStatus: 'completed',
    CallDuration: '3',
  });
  expect(response.status).toBe(204);
});

test('a contact that could not be written is made good by the next webhook, and the call goes on', async () => {
  const door = likely();
  const broken: Db = { ...db, transaction: () => Promise.reject(new Error('no transactions today')) };
  const failing = open(broken);
  failing.forecaster.tell('A1', [{ reason: 'flight_status', probability: 0.8 }]);
  const phone = new Phone(failing, 'CAmiss', ASHLEY);
  expect((await phone.call()).says[0]).toMatch(/^Hello Ashley/);
  expect(await contactOf(db, 'CAmiss')).toBeUndefined();
  phone.door = door;
  await phone.hangUp(5);
  expect(await contactOf(db, 'CAmiss')).toMatchObject({ offered_reason: 'flight_status', handle_seconds: 5 });
});

test('when all fails, a person takes over', async () => {
  const broken: Db = { ...db, query: () => Promise.reject(new Error('the store is gone')) };
  for (const path of ['/voice/twiml', `${TURN}1`]) {
    const answer = await spoken(await open(broken).post(path, { CallSid: 'CAbad', From: ASHLEY }));
    expect(answer).toMatchObject({
      says: [expect.stringMatching(/went wrong on our side/)],
      queue: 'beforehand',
    });
  }
});

test('whatever the parameters hold, the call goes on', async () => {
  const door = likely();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      async (speech, digits, from) => {
        n += 1;
        const phone = new Phone(door, `CAfuzz${n}`, n % 2 ? ASHLEY : from);
        await phone.call({ StirVerstat: digits });
        const second = await phone.send({
          SpeechResult: speech,
          Digits: digits,
          CallerName: from,
          __proto__: from,
        });
        if (second.action) await phone.send({ SpeechResult: digits, DialCallStatus: from });
        expect(
          (
            await phone.door.post('/voice/twiml/status', {
              CallSid: phone.sid,
              CallStatus: 'completed',
              CallDuration: digits,
            })
          ).status,
        ).toBe(204);
      },
    ),
    { numRuns: 60 },
  );
});
