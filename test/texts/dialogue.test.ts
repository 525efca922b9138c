import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, HOUR, iso } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { messageIn, open, START } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

let n = 0;
/** A customer with a flight in an hour and a half, who is likely to ask about it. */
async function flyer() {
  n += 1;
  const phone = `+1312555${String(1000 + n)}`;
  const id = `flyer${n}`;
  const door = open(db);
  await door.ingest.accept([
    {
      kind: 'identify',
      messageId: `${id}-i`,
      customerId: id,
      at: START - 9 * HOUR,
      traits: { firstName: 'Ashley', phone },
    },
    {
      kind: 'track',
      messageId: `${id}-b`,
      customerId: id,
      at: START - 8 * HOUR,
      name: 'Flight Booked',
      properties: {
        tripId: `${id}-T`,
        flight: 'HA7',
        destination: 'Denver',
        departsAt: iso(START + 1.5 * HOUR),
      },
    },
    {
      kind: 'track',
      messageId: `${id}-r`,
      customerId: id,
      at: START - 7 * HOUR,
      name: 'Refund Requested',
      properties: { tripId: `${id}-T` },
    },
  ]);
  door.forecaster.tell(id, [{ reason: 'flight_status', probability: 0.9 }]);
  return { door, phone, id, text: (words: string) => door.text(phone, words) };
}

test('a question is answered at once; "keep me posted" is written on the timeline; no thanks ends it', async () => {
  const { door, text, id } = await flyer();
  expect(await text('is my flight on time?')).toMatch(
    /^Your flight HA7 to Denver is expected to leave tomorrow at 12:30 AM, as planned\. Does that answer your question\? You can also say "text me this"/,
  );
  expect(await text('Keep me posted')).toMatch(
    /^I will tell you as soon as anything changes\. Is there anything else/,
  );
  expect(await text('no')).toBe('Thank you. Goodbye.');
  const events = await db.query(
    'select name, properties from events where customer_id = $1 order by at desc limit 1',
    [id],
  );
  expect(events).toEqual([
    {
      name: 'Updates Requested',
      properties: { tripId: `${id}-T`, keep_posted: true, reason: 'flight_status' },
    },
  ]);
  expect(await db.query('select reason, resolved from contacts where customer_id = $1', [id])).toMatchObject([
    { reason: 'flight_status' },
  ]);
  // What comes after that is another dialogue.
  door.clock.set(START + HOUR);
  expect(await text('hello again')).toMatch(
    /^Hello Ashley, would you like to check the status of your flight/,
  );
  expect(await db.query('select 1 from contacts where customer_id = $1', [id])).toHaveLength(2);
});

test('a day without a word begins anew', async () => {
  const { door, text } = await flyer();
  expect(await text('hi')).toMatch(/^Hello Ashley, would you like/);
  door.clock.set(START + 25 * HOUR);
  expect(await text('yes')).toMatch(/^Hello Ashley/);
});

test('what is private needs the code that is sent to the number', async () => {
  const { text, phone } = await flyer();
  expect(await text('where is my refund?')).toMatch(/I have sent a code of six digits to your phone/);
  const [sent] = await db.query<{ body: string }>('select body from sandbox_outbox where recipient = $1', [
    phone,
  ]);
  const code = /\b\d{6}\b/.exec(sent?.body ?? '')?.[0] ?? '';
  expect(code).toHaveLength(6);
  expect(await text(code === '000000' ? '000001' : '000000')).toMatch(/^That isn't the code/);
  expect(await text(code)).toMatch(
    /^The refund for flight HA7 was asked for (today|yesterday) and is not paid yet\./,
  );
});

test('after half an hour it is asked for anew, and by another code', async () => {
  const { door, text, phone } = await flyer();
  const codes = async () =>
    (
      await db.query<{ body: string }>('select body from sandbox_outbox where recipient = $1 order by seq', [
        phone,
      ])
    ).map(({ body }) => /\b\d{6}\b/.exec(body)?.[0] ?? '');
  await text('where is my refund?');
  const [first = ''] = await codes();
  expect(await text(first)).toMatch(/^The refund/);
  door.clock.set(door.clock.now() + 20 * 60_000);
  expect(await text('my refund again')).toMatch(/refund/);
  door.clock.set(door.clock.now() + 40 * 60_000);
  expect(await text('where is my refund now?')).toMatch(/I have sent a code/);
  const [, second = ''] = await codes();
  expect(await text(first)).toMatch(second === first ? /^The refund/ : /^That isn't the code/);
  expect(await text(second)).toMatch(/^The refund/);
});

test('texts that come at once are all heard, in the order in which they were kept', async () => {
  const { door, phone, id } = await flyer();
  const bodies = ['hi', 'my flight', 'no', 'agent'];
  await Promise.all(
    bodies.map(async (Body, i) =>
      messageIn(await door.post({ MessageSid: `SM${id}${i}`, From: phone, Body })),
    ),
  );
  const rows = await db.query<{ dialogue_id: string; dialogue_step: number }>(
    'select dialogue_id, dialogue_step from inbound_texts where address = $1 order by dialogue_step',
    [phone],
  );
  expect(rows.map((row) => row.dialogue_step)).toEqual([0, 1, 2, 3]);
  expect(new Set(rows.map((row) => row.dialogue_id)).size).toBe(1);
  const [dialogue] = await db.query<{ said: { by: string; text: string }[] }>(
    "select state->'dialogue'->'said' as said from dialogues where id = $1",
    [rows[0]?.dialogue_id],
  );
  const heard = dialogue?.said.filter(({ by }) => by === 'them').map(({ text }) => text);
  expect(heard?.sort()).toEqual([...bodies].sort());
});

test('what is written after a person took over goes to them', async () => {
  const { door, text } = await flyer();
  expect(await text('I lost my bag')).toBe(
    "For baggage tracing, I'll put you through to someone who can help.",
  );
  expect(await text('it is blue')).toBeNull();
  expect(door.people.joined[0]).toMatchObject({ medium: 'sms', reason: 'baggage_tracing' });
  expect(door.told.at(-1)?.[1]).toBe('it is blue');
});
