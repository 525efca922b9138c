import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentState, consentsOf, suppressedAmong } from '../../src/customers/index.ts';
import { bucketOf, type Db, HOUR } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { messageIn, open, PUBLIC, sign } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

const recordsOf = async (id: string) => (await consentsOf(db, bucketOf(id), [id])).get(id) ?? [];
const stateOf = async (id: string) => {
  const records = await recordsOf(id);
  return [consentState(records, 'sms', 'service').state, consentState(records, 'sms', 'marketing').state];
};
const isSuppressed = async (phone: string) => (await suppressedAmong(db, 'sms', [phone])).has(phone);
const countAll = () =>
  db.query(`select (select count(*) from consents) as consents, (select count(*) from suppressions) as suppressions,
    (select count(*) from inbound_texts) as texts, (select count(*) from contacts) as contacts`);

describe('stop', () => {
  test('revokes both purposes for everyone who has the number, in the words that were written, and is confirmed once', async () => {
    const door = open(db);
    const phone = '+13125550111';
    await door.know('stop-a', phone);
    await door.know('stop-b', phone);
    const answer = await door.text(phone, 'Hi, please  STOP texting me 🙏');
    expect(answer).toMatch(/^Hawk Air: you will get no more messages from us at this number\. Reply START/);
    expect((answer ?? '').length).toBeLessThanOrEqual(160);
    for (const id of ['stop-a', 'stop-b']) {
      expect(await stateOf(id)).toEqual(['revoked', 'revoked']);
      expect(await recordsOf(id)).toContainEqual({
        customer_id: id,
        channel: 'sms',
        purpose: 'service',
        status: 'revoked',
        source: 'sms reply',
        wording: 'Hi, please  STOP texting me 🙏',
        at: door.clock.now(),
      });
    }
    expect(await isSuppressed(phone)).toBe(true);
    for (const later of [1, 30, 24 * 90]) {
      door.clock.set(door.clock.now() + later * HOUR);
      expect(await door.text(phone, 'STOP')).toBeNull();
    }
  });

  test('of more customers than any household has, all are heard', async () => {
    const door = open(db);
    const ids = Array.from({ length: 14 }, (_, i) => `many-${i}`);
    for (const id of ids) await door.know(id, '+13125550112');
    await door.text('+13125550112', 'stop');
    for (const id of ids) expect(await stateOf(id)).toEqual(['revoked', 'revoked']);
  });

  test('the same webhook again gets the same answer and changes nothing, after a restart as well', async () => {
    const form = { MessageSid: 'SMagain', From: '+13125550113', Body: 'STOP' };
    const door = open(db);
    await door.know('again', '+13125550113');
    const first = await (await door.post(form)).text();
    const before = await countAll();
    door.clock.set(door.clock.now() + HOUR);
    expect(await (await door.post(form)).text()).toBe(first);
    expect(await (await open(db).post({ ...form, Body: 'START' })).text()).toBe(first);
    expect(await countAll()).toEqual(before);
  });

  test('webhooks that race each other confirm once', async () => {
    const door = open(db);
    const answers = await Promise.all(
      ['STOP', 'stop!', 'no more texts'].map((body) => door.text('+13125550114', body)),
    );
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  test('of a number that nobody has is remembered', async () => {
    const door = open(db);
    expect(await door.text('+13125550115', 'wrong number, lose my number')).toMatch(/no more messages/);
    expect(await isSuppressed('+13125550115')).toBe(true);
    expect(await isSuppressed('+13125550116')).toBe(false);
    await door.know('newcomer', '+13125550115');
    expect(await isSuppressed('+13125550115')).toBe(true);
  });

  test('of offers only leaves the rest', async () => {
    const door = open(db);
    await door.know('offers', '+13125550117');
    expect(await door.text('+13125550117', 'no more offers please')).toMatch(/no more offers/);
    expect(await stateOf('offers')).toEqual(['unknown', 'revoked']);
    expect(await isSuppressed('+13125550117')).toBe(false);
    expect(await door.text('+13125550117', 'stop sending me promotions')).toBeNull();
    door.clock.set(door.clock.now() + HOUR);
    expect(await door.text('+13125550117', 'STOP')).toMatch(/no more messages/);
    expect(await stateOf('offers')).toEqual(['revoked', 'revoked']);
  });
});

describe('start', () => {
  test('takes a stop back: marketing only where it was granted before it', async () => {
    const door = open(db);
    const phone = '+13125550121';
    await door.know('back-a', phone);
    await door.know('back-b', phone);
    const agreed = {
      channel: 'sms',
      status: 'granted',
      source: 'form',
      wording: 'yes',
      at: door.clock.now(),
    } as const;
    await door.ingest.accept([{ kind: 'consent', customerId: 'back-a', purpose: 'marketing', ...agreed }]);
    for (const body of ['STOP', 'stop it', 'Start']) {
      door.clock.set(door.clock.now() + HOUR);
      const answer = await door.text(phone, body);
      if (body === 'Start') expect(answer).toMatch(/^Hawk Air: you will get messages .* again\./);
    }
    expect(await stateOf('back-a')).toEqual(['granted', 'granted']);
    expect(await stateOf('back-b')).toEqual(['granted', 'revoked']);
    expect((await recordsOf('back-a')).at(-1)).toMatchObject({ source: 'sms reply', wording: 'Start' });
    expect(await isSuppressed(phone)).toBe(false);
    door.clock.set(door.clock.now() + HOUR);
    expect(await door.text(phone, 'START')).toBeNull();
    door.clock.set(door.clock.now() + HOUR);
    expect(await door.text(phone, 'stop')).toMatch(/no more messages/);
    expect(await stateOf('back-a')).toEqual(['revoked', 'revoked']);
  });

  test('does not take back what was refused elsewhere after it had been granted', async () => {
    const door = open(db);
    await door.know('elsewhere', '+13125550122');
    const agreed = {
      kind: 'consent',
      customerId: 'elsewhere',
      channel: 'any',
      purpose: 'marketing',
      wording: null,
    } as const;
    const at = door.clock.now();
    await door.ingest.accept([
      { ...agreed, status: 'granted', source: 'form', at },
      { ...agreed, status: 'revoked', source: 'letter', at: at + HOUR },
    ]);
    for (const body of ['STOP', 'START']) {
      door.clock.set(door.clock.now() + 2 * HOUR);
      await door.text('+13125550122', body);
    }
    expect(await stateOf('elsewhere')).toEqual(['granted', 'revoked']);
  });
});

test('help tells who we are and how to stop', async () => {
  const answer = await open(db).text('+13125550131', 'help');
  expect(answer).toMatch(/^Hawk Air: .*hawk\.example.*Reply STOP/);
});

describe('what a messaging service has answered is not answered again, but heard', () => {
  test.each([
    ['STOP', 'banana', ['revoked', 'revoked'], true],
    ['START', 'banana', ['granted', 'unknown'], false],
    ['HELP', 'help', ['unknown', 'unknown'], false],
  ])('%s', async (OptOutType, body, state, suppressed) => {
    const door = open(db);
    const phone = `+1312555014${['STOP', 'START', 'HELP'].indexOf(OptOutType)}`;
    await door.know(`service-${OptOutType}`, phone);
    expect(await door.text(phone, body, { OptOutType })).toBeNull();
    expect(await stateOf(`service-${OptOutType}`)).toEqual(state);
    expect(await isSuppressed(phone)).toBe(suppressed);
  });
});

describe('anything else', () => {
  const GREETING = /^Hello, and thank you for writing to Hawk Air\. How can I help you\?/;

  test('begins a dialogue, and is a contact of the one customer who has the number', async () => {
    const door = open(db);
    await door.know('asks', '+13125550151');
    door.forecaster.tell('asks', null);
    const post = () => door.post({ MessageSid: 'SMasks', From: '+13125550151', Body: 'hello there' });
    const answer = await messageIn(await post());
    expect(answer).toMatch(GREETING);
    expect(await messageIn(await post())).toBe(answer);
    expect(
      await db.query(
        "select id, customer_id, channel, reason, started_at from contacts where id = 'sms_SMasks'",
      ),
    ).toEqual([
      { id: 'sms_SMasks', customer_id: 'asks', channel: 'sms', reason: null, started_at: door.clock.now() },
    ]);
    expect(await db.query("select body, means from inbound_texts where id = 'SMasks'")).toEqual([
      { body: 'hello there', means: 'none' },
    ]);
    expect(await stateOf('asks')).toEqual(['unknown', 'unknown']);
  });

  test.each([
    ['nobody', '+13125550152', [], GREETING],
    ['several', '+13125550153', ['twin-a', 'twin-b'], GREETING],
    ['a short code', '72345', [], null],
    ['a name', 'HAWKAIR', [], null],
  ])('of %s is kept', async (who, from, ids, answered) => {
    const door = open(db);
    for (const id of ids) await door.know(id, from);
    const id = `SMkept${who.replace(/\W/g, '')}`;
    const answer = await messageIn(
      await door.post({ MessageSid: id, From: from, Body: 'where is \0it \ud800?' }),
    );
    if (answered) expect(answer).toMatch(answered);
    else expect(answer).toBeNull();
    expect(await db.query('select body, address from inbound_texts where id = $1', [id])).toEqual([
      { body: 'where is \ufffdit \ufffd?', address: from },
    ]);
    expect(await db.query('select 1 from contacts where id = $1', [`sms_${id}`])).toEqual([]);
  });

  test.each(['', 'Thank you!', '👍'])('"%s" is kept, and needs no answer', async (body) => {
    expect(await open(db).text('+13125550154', body)).toBeNull();
  });
});

test('what a crash left half written is finished by the next start; the address is suppressed before', async () => {
  const door = open(db);
  await door.know('crash', '+13125550161');
  // Only the first transaction, that of the address, still works.
  let left = 1;
  const failing: Db = {
    ...db,
    transaction: (work) =>
      left-- > 0 ? db.transaction(work) : Promise.reject(new Error('the store is gone')),
  };
  expect(await open(failing).text('+13125550161', 'STOP')).toMatch(/no more messages/);
  expect(await stateOf('crash')).toEqual(['unknown', 'unknown']);
  expect(await isSuppressed('+13125550161')).toBe(true);
  await open(db).texts.finish();
  expect(await stateOf('crash')).toEqual(['revoked', 'revoked']);
});

describe('the door', () => {
  const form = { MessageSid: 'SMdoor', From: '+13125550171', Body: 'STOP' };

  test('only what Twilio signed comes in', async () => {
    const door = open(db);
    expect((await door.post(form, null)).status).toBe(403);
    expect((await door.post(form, sign(`${PUBLIC}/sms/twilio`, form, 'another'))).status).toBe(403);
    expect(
      (await door.post({ ...form, From: '+13125550172' }, sign(`${PUBLIC}/sms/twilio`, form))).status,
    ).toBe(403);
    expect((await open(db, { twilioAuthToken: null }).post(form)).status).toBe(503);
    expect(await isSuppressed('+13125550171')).toBe(false);
    expect((await open(db, { sandbox: true }).post(form, null)).status).toBe(200);
  });

  test.each([
    [{ From: '+13125550171', Body: 'STOP' }, 'MessageSid is missing'],
    [{ MessageSid: "SM1';--", From: '+13125550171' }, 'MessageSid is not an id of a message'],
    [{ MessageSid: 'SM1', Body: 'STOP' }, 'From is missing'],
  ])('%j is refused', async (bad, error) => {
    const response = await open(db).post(bad as Record<string, string>);
    expect([response.status, await response.json()]).toMatchObject([400, { error }]);
  });

  test('a giant body is refused', async () => {
    expect((await open(db).post({ ...form, Body: 'x'.repeat(70_000) })).status).toBe(413);
  });
});
