import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, MINUTE } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { ASHLEY, contactOf, delayAshley, flyAshley, open, Phone, START } from './harness.ts';

let db: Db;
const LIKELY = [
  { reason: 'flight_status', probability: 0.8 },
  { reason: 'change_booking', probability: 0.15 },
  { reason: 'contract_renewal', probability: 0.05 },
];
beforeAll(async () => {
  db = await testDb();
  const door = open(db);
  await flyAshley(door);
  await flyAshley(door, 'S1', '+13125550102');
  await flyAshley(door, 'S2', '+13125550102');
});
afterAll(() => db.close());

const likely = (setting = {}) => {
  const door = open(db, setting);
  door.forecaster.tell('A1', LIKELY);
  return door;
};
const MORE = 'Is there anything else I can help you with?';
const PERSON = "I'll put you through to someone who can help.";

test('yes is answered with the facts as they are when it is said', async () => {
  const door = likely();
  const phone = new Phone(door, 'CAyes', ASHLEY);
  expect((await phone.call()).says).toEqual([
    'Hello Ashley, would you like to check the status of your flight to Denver this evening?',
  ]);
  expect(await contactOf(db, 'CAyes')).toMatchObject({
    reason: null,
    offered_reason: 'flight_status',
    offer_taken: null,
  });

  door.clock.set(START + MINUTE);
  await delayAshley(door);
  expect((await phone.say('Yes.')).says).toEqual([
    'Your flight HA123 to Denver is now expected to leave today at 6:05 PM, 45 minutes later than first planned.',
    'Does that answer your question? You can also say "text me this", "keep me posted" or "rebook".',
  ]);
  expect((await phone.say('yes')).says).toEqual([MORE]);
  expect(await phone.say('no thanks')).toMatchObject({
    says: ['Thank you for calling. Goodbye.'],
    hangup: true,
  });
  expect((await phone.hangUp(37)).status).toBe(204);
  expect(await contactOf(db, 'CAyes')).toEqual({
    customer_id: 'A1',
    channel: 'voice',
    reason: 'flight_status',
    started_at: START,
    handle_seconds: 37,
    resolved: true,
    offered_reason: 'flight_status',
    offer_taken: true,
  });
});

test('no costs one step: the menu by forecast, a key, a person', async () => {
  const phone = new Phone(likely(), 'CAno', ASHLEY);
  await phone.call();
  const menu = (await phone.press('2')).says[0];
  expect(menu).toMatch(/^All right\. For change booking, press 1\. For contract renewal, press 2\. /);
  expect(menu).toMatch(/press 5\. For something else, or to speak to a person, press 0\./);
  expect(await phone.press('1')).toMatchObject({
    says: ["For change booking, I'll put you through to someone who can help."],
    queue: 'beforehand',
  });
  await phone.hangUp(300);
  expect(await contactOf(db, 'CAno')).toMatchObject({
    reason: 'change_booking',
    offer_taken: false,
    resolved: null,
  });
});

test('a statement is the reason; what was said is kept for the person', async () => {
  const phone = new Phone(likely(), 'CAbag', ASHLEY);
  await phone.call();
  expect((await phone.say('I lost my bag')).queue).toBe('beforehand');
  expect(await contactOf(db, 'CAbag')).toMatchObject({ reason: 'baggage_tracing', offer_taken: false });
  expect(phone.door.people.joined).toMatchObject([
    {
      id: 'CAbag',
      medium: 'voice',
      customerId: 'A1',
      number: ASHLEY,
      reason: 'baggage_tracing',
      context: { summary: expect.stringContaining('Said: "I lost my bag"'), assurance: 'number' },
    },
  ]);
});

test('who hangs up at the greeting has not declined', async () => {
  const phone = new Phone(likely(), 'CAhup', ASHLEY);
  await phone.call();
  await phone.hangUp(4);
  expect(await contactOf(db, 'CAhup')).toMatchObject({
    handle_seconds: 4,
    resolved: null,
    offer_taken: null,
    reason: null,
  });
});

test('silence twice is a person', async () => {
  const phone = new Phone(likely(), 'CAsil', ASHLEY);
  await phone.call();
  expect((await phone.silent()).says[0]).toContain('For yes, press 1.');
  expect(await phone.silent()).toMatchObject({ says: [PERSON], queue: 'beforehand' });
});

test('an unlikely reason, no model and a failing model are greeted as anyone', async () => {
  const door = open(db);
  for (const [sid, told] of [
    ['CAlow', [{ reason: 'flight_status', probability: 0.49 }]],
    ['CAnil', null],
    ['CAerr', new Error('model is gone')],
  ] as const) {
    door.forecaster.tell('A1', told as never);
    const { says } = await new Phone(door, sid, ASHLEY).call();
    expect(says[0]).toMatch(
      /^Hello, and thank you for calling Hawk Air\. How can I help you\? .* For flight status, press \d\./,
    );
    expect(await contactOf(db, sid)).toMatchObject({ customer_id: 'A1', offered_reason: null });
  }
});

test.each([
  ['CAunk', '+13125550199', {}],
  ['CAshr', '+13125550102', {}],
  ['CAano', 'anonymous', {}],
  ['CAkey', '+266696687', {}],
  ['CAres', 'Restricted', {}],
  ['CAnix', '', {}],
  ['CAspo', ASHLEY, { StirVerstat: 'TN-Validation-Failed-A' }],
])('%s from "%s" hears no name, no offer and nothing of anyone', async (sid, from, extra) => {
  const phone = new Phone(open(db), sid, from);
  const heard = [await phone.call(extra), await phone.say('flight status')];
  const text = heard.flatMap(({ says }) => says).join(' ');
  expect(text).toMatch(/^Hello, and thank you for calling Hawk Air\. How can I help you\?/);
  expect(text).not.toMatch(/Ashley|Moore|HA123|Denver|SECRET/);
  expect(heard[1]?.queue).toBe('beforehand');
  await phone.hangUp(20);
  expect(await contactOf(db, sid)).toBeUndefined();
});

test.each([
  ['CAat1', 'A', 'TN-Validation-Passed-A', true],
  ['CAat2', 'A', 'TN-Validation-Passed-B', false],
  ['CAat3', 'A', null, false],
  ['CAat4', 'B', 'TN-Validation-Passed-B', true],
  ['CAat5', 'none', null, true],
] as const)('%s: where %s is asked, a call with %s is recognised: %s', async (sid, asked, verstat, known) => {
  const phone = new Phone(likely({ callerAttestation: asked }), sid, ASHLEY);
  const { says } = await phone.call(verstat ? { StirVerstat: verstat } : {});
  expect(says[0]).toMatch(known ? /^Hello Ashley, / : /^Hello, and thank you for calling Hawk Air\./);
  await phone.hangUp(20);
  expect((await contactOf(db, sid))?.customer_id).toBe(known ? 'A1' : undefined);
});

test('the menu of a stranger goes by how often customers contact for what', async () => {
  const door = open(db);
  const contact = {
    kind: 'contact',
    customerId: 'S1',
    channel: 'chat',
    at: START,
    handleSeconds: 1,
    resolved: true,
    offeredReason: null,
    offerTaken: null,
  } as const;
  await door.ingest.accept(
    [...Array(9).keys()].map((n) => ({
      ...contact,
      contactId: `s${n}`,
      reason: n < 5 ? 'seat_request' : n < 8 ? 'other' : 'lost_item',
    })),
  );
  const { says } = await new Phone(open(db), 'CAfrq', '+13125550199').call();
  expect(says[0]).toContain('For seat request, press 1.');
  expect(says[0]).not.toContain('other');
});

test('with a number for the agent it is dialled, and nobody answering leads to the queue', async () => {
  const door = likely({ agentNumber: '+13125550123', publicUrl: 'https://hawk.example/b/' });
  const phone = new Phone(door, 'CAdial', ASHLEY);
  const first = await phone.call();
  expect(first.action).toBe('https://hawk.example/b/voice/twiml/turn?step=1');
  const turn = (step: number, input: Record<string, string>) =>
    phone.send(input, `/voice/twiml/turn?step=${step}`);
  expect(await turn(1, { SpeechResult: 'agent' })).toMatchObject({
    says: [PERSON],
    dial: '+13125550123',
    queue: null,
  });
  expect(await turn(2, { DialCallStatus: 'no-answer' })).toMatchObject({ queue: 'beforehand', dial: null });

  const other = new Phone(likely({ agentNumber: '+13125550123' }), 'CAdone', ASHLEY);
  await other.call();
  await other.press('0');
  expect(await other.send({ DialCallStatus: 'completed' })).toMatchObject({ hangup: true, says: [] });
});

test('the accent and the language follow the locale', async () => {
  const door = likely();
  await door.ingest.accept([
    { kind: 'identify', messageId: 'A1-l', customerId: 'A1', at: START, traits: { locale: 'en-GB' } },
  ]);
  expect((await new Phone(door, 'CAgb', ASHLEY).call()).xml).toContain('<Say language="en-GB">');
  await door.ingest.accept([
    { kind: 'identify', messageId: 'A1-m', customerId: 'A1', at: START + 1, traits: { locale: 'es-MX' } },
  ]);
  const spanish = await new Phone(door, 'CAmx', ASHLEY).call();
  expect(spanish.xml).toContain(
    '<Say language="es-MX">Hola Ashley, ¿quiere consultar el estado de su vuelo a Denver',
  );
  await door.ingest.accept([
    { kind: 'identify', messageId: 'A1-n', customerId: 'A1', at: START + 2, traits: { locale: 'en-US' } },
  ]);
});

const digitsIn = async (door: ReturnType<typeof likely>, to: string) =>
  /\b\d{6}\b/.exec((await door.outbox(to)).at(-1)?.text ?? '')?.[0] ?? '';

test('a refund is told to who keys in the code that went to their phone, once; guessing ends at a person', async () => {
  const door = likely();
  await door.ingest.accept([
    {
      kind: 'track',
      messageId: 'A1-refund',
      customerId: 'A1',
      at: START - 1000,
      name: 'Refund Requested',
      properties: { tripId: 'A1-T1' },
    },
  ]);
  const phone = new Phone(door, 'CAcode', ASHLEY);
  await phone.call();
  const asked = await phone.say('where is my refund');
  expect(asked.says[0]).toMatch(/I have sent a code of six digits to your phone/);
  expect(asked.xml).toContain('numDigits="6"');
  const code = await digitsIn(door, ASHLEY);
  expect(await phone.send({ Digits: code })).toMatchObject({
    says: [expect.stringMatching(/^The refund for flight HA123 was asked for/), expect.any(String)],
  });
  const [{ state }] = (await db.query("select state::text from dialogues where id = 'CAcode'")) as [
    { state: string },
  ];
  expect(state).not.toContain(code);

  const thief = new Phone(door, 'CAthief', ASHLEY);
  await thief.call();
  await thief.say('where is my refund');
  const theirs = await digitsIn(door, ASHLEY);
  expect(theirs).not.toBe(code);
  // A code belongs to the call that it was sent for.
  expect((await thief.press(code)).says[0]).toMatch(/^That isn't the code/);
  await thief.press('111111');
  expect((await thief.press('222222')).queue).toBe('beforehand');
});

test('a code that is too old is replaced by another, which is good', async () => {
  const door = likely();
  await flyAshley(door, 'L1', '+13125550171');
  door.forecaster.tell('L1', null);
  await door.ingest.accept([
    {
      ...{ kind: 'track', messageId: 'L1-refund', customerId: 'L1', at: START - 1000 },
      name: 'Refund Requested',
      properties: { tripId: 'L1-T1' },
    },
  ]);
  const phone = new Phone(door, 'CAlapsed', '+13125550171');
  await phone.call();
  await phone.say('where is my refund');
  const old = await digitsIn(door, '+13125550171');
  door.clock.set(START + 11 * MINUTE);
  const again = await phone.press(old);
  expect(again.says[0]).toBe('That code is no longer good.');
  expect(again.says[1]).toMatch(/I have sent a code/);
  const fresh = await digitsIn(door, '+13125550171');
  expect(fresh).not.toBe(old);
  expect((await phone.press(fresh)).says[0]).toMatch(/^The refund for flight HA123/);
});

test('too many codes within an hour, and none is sent', async () => {
  const door = likely();
  await flyAshley(door, 'C1', '+13125550170');
  door.forecaster.tell('C1', null);
  const asked = [];
  for (let n = 0; n < 6; n++) {
    const phone = new Phone(door, `CAmany${n}`, '+13125550170');
    await phone.call();
    asked.push(await phone.say('where is my refund'));
  }
  expect(asked.map(({ queue }) => queue)).toEqual([null, null, null, null, null, 'beforehand']);
  expect(await door.outbox('+13125550170')).toHaveLength(5);
});

test('a household is asked who it is; an office is not', async () => {
  const door = likely();
  const member = (customerId: string, firstName: string, lastName: string, phone: string) => ({
    kind: 'identify' as const,
    messageId: `${customerId}-h`,
    customerId,
    at: START - 5000,
    traits: { firstName, lastName, phone },
  });
  await door.ingest.accept([
    member('H1', 'Ann', 'Lee', '+13125550180'),
    member('H2', 'Ben', 'Lee', '+13125550180'),
    member('O1', 'Cara', 'Diaz', '+13125550181'),
    member('O2', 'Dan', 'Evans', '+13125550181'),
  ]);
  door.forecaster.tell('H1', LIKELY);
  const home = new Phone(door, 'CAhome', '+13125550180');
  expect((await home.call()).says[0]).toBe(
    'Hello, and thank you for calling Hawk Air. Am I speaking with Ann or Ben?',
  );
  expect((await home.say('this is Ann')).says[0]).toMatch(/^Hello Ann, would you like to check the status/);
  await home.hangUp(9);
  expect(await contactOf(db, 'CAhome')).toMatchObject({ customer_id: 'H1', offered_reason: 'flight_status' });
  const office = await new Phone(door, 'CAoffice', '+13125550181').call();
  expect(office.says[0]).toMatch(/^Hello, and thank you for calling Hawk Air\. How can I help/);
  const spoofed = await new Phone(door, 'CAspoofed', '+13125550180').call({
    StirVerstat: 'TN-Validation-Failed-C',
  });
  expect(spoofed.says.join(' ')).not.toMatch(/Ann|Ben/);
});

test('a long wait may be spared: a call back at a time of the caller’s', async () => {
  const door = likely();
  door.people.minutes = 14;
  const phone = new Phone(door, 'CAback', ASHLEY);
  await phone.call();
  expect((await phone.press('0')).says[0]).toMatch(/^The wait for a person is about 14 minutes\./);
  expect((await phone.press('2')).says[0]).toMatch(/^When shall we call you\?/);
  const booked = await phone.say('tomorrow at nine');
  expect(booked).toMatchObject({ says: ['We will call you tomorrow at 9:00 AM. Goodbye.'], hangup: true });
  expect(door.people.joined).toMatchObject([
    { id: 'CAback', number: ASHLEY, wantsCallBack: true, callBackAt: Date.parse('2026-01-06T15:00:00Z') },
  ]);
});
