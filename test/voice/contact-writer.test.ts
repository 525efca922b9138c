import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetCustomer, projectCustomers } from '../../src/customers/index.ts';
import { type Ingest, openIngest } from '../../src/ingest/index.ts';
import { type Db, openLog } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { openTestDoor } from '../support/door.ts';
import { ASHLEY, contactOf, flyAshley, open, START, sandbox } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
  await flyAshley(open(db));
});
afterAll(() => db.close());

let now = START;
const clock = { now: () => now };
const ashley = { from: ASHLEY, verstat: '', loggedInAs: null };
const yes = { speech: 'yes', digits: '', dialled: null };
const real = () => openIngest(db, clock, [projectCustomers], forgetCustomer);

/** A process in real time, where contacts are written a little later. */
function process(ingest: Ingest = real()) {
  const opened = openTestDoor({ db, clock, ingest, log: openLog('silent'), config: sandbox });
  opened.forecaster.tell('A1', [{ reason: 'flight_status', probability: 0.8 }]);
  return opened;
}
const owing = async () =>
  (await db.query<{ id: string }>('select id from dialogues where contact_owed order by id')).map(
    ({ id }) => id,
  );

test('the answer does not wait for the contact, which is written when the process ends', async () => {
  const { door, contacts } = process();
  await door.begin('CAlater', 'voice', ashley);
  await door.turn('CAlater', 1, yes, 'voice', ashley);
  expect(await contactOf(db, 'CAlater')).toBeUndefined();
  expect(await owing()).toEqual(['CAlater']);
  await contacts.stop();
  expect(await contactOf(db, 'CAlater')).toMatchObject({ reason: 'flight_status', offer_taken: true });
  expect(await owing()).toEqual([]);
});

test('what a crash left is written at the next start, and what comes after it is owed again', async () => {
  await process().door.begin('CAcrash', 'voice', ashley);
  expect(await contactOf(db, 'CAcrash')).toBeUndefined();
  const { door, contacts } = process();
  await contacts.settle();
  expect(await contactOf(db, 'CAcrash')).toMatchObject({
    offered_reason: 'flight_status',
    offer_taken: null,
  });
  expect(await owing()).toEqual([]);
  await door.end('CAcrash', 12);
  expect(await owing()).toEqual(['CAcrash']);
  await contacts.stop();
  expect(await contactOf(db, 'CAcrash')).toMatchObject({ handle_seconds: 12 });
});

test('what a process that died has left is written by another that lives on, once it stands still', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { contacts } = process();
  await process().door.begin('CAdied', 'voice', ashley);
  vi.advanceTimersByTime(60_000);
  await contacts.stop();
  expect(await owing()).toEqual(['CAdied']);
  const alive = process();
  now = START + 60_000;
  vi.advanceTimersByTime(60_000);
  await alive.contacts.stop();
  now = START;
  vi.useRealTimers();
  expect(await owing()).toEqual([]);
  expect(await contactOf(db, 'CAdied')).toMatchObject({ offered_reason: 'flight_status' });
});

test('one contact that cannot be written keeps no other from it, and stays owed', async () => {
  const ingest = real();
  const picky: Ingest = {
    ...ingest,
    accept: async (messages) => {
      if (messages.some((one) => one.kind === 'contact' && one.contactId === 'voice_CAbad'))
        throw new Error('not this one');
      return ingest.accept(messages);
    },
  };
  const { door, contacts } = process(picky);
  for (const id of ['CAbad', 'CAgood', 'CAwell']) await door.begin(id, 'voice', ashley);
  await contacts.stop();
  expect(await owing()).toEqual(['CAbad']);
  expect(await contactOf(db, 'CAgood')).toBeDefined();
  expect(await contactOf(db, 'CAwell')).toBeDefined();
  await process().contacts.settle();
  expect(await contactOf(db, 'CAbad')).toBeDefined();
  expect(await owing()).toEqual([]);
});

test('a turn that another process took on is answered as it stands in the store', async () => {
  const [one, other] = [process(), process()];
  await one.door.begin('CAtwo', 'voice', ashley);
  const answered = await other.door.turn('CAtwo', 1, yes, 'voice', ashley);
  expect(await one.door.turn('CAtwo', 1, { ...yes, speech: 'no' }, 'voice', ashley)).toEqual(answered);
  expect((await one.door.turn('CAtwo', 2, yes, 'voice', ashley)).step).toBe(2);
  await other.door.end('CAtwo', 9);
  expect((await one.door.turn('CAtwo', 3, yes, 'voice', ashley)).step).toBe(2);
  await one.contacts.stop();
  await other.contacts.stop();
});
