import { afterEach, beforeAll, expect, test } from 'vitest';
import type { FakeProduct } from './fake-product.ts';
import { startFakeProduct } from './fake-product.ts';
import type { Counts } from './live-loop.ts';
import { runLive } from './live-loop.ts';
import { ProductClient, ProductError } from './product-client.ts';
import { StatusLine, summary } from './status-line.ts';
import { HOUR, iso, MINUTE } from './time.ts';
import type { World } from './world.ts';
import { BOUNDARY, HISTORY_DAYS, liveWorld, SEED } from './world.ts';

let world: World;
let fake: FakeProduct;

beforeAll(() => {
  world = liveWorld({ seed: SEED, boundary: BOUNDARY, historyDays: HISTORY_DAYS });
});
afterEach(() => fake.close());

const stepMilliseconds = 5 * MINUTE;
const until = BOUNDARY + 12 * HOUR;

function drive(over: Partial<Parameters<typeof runLive>[0]> = {}): Promise<Counts> {
  const warn = (text: string): void => {
    throw new Error(text);
  };
  const product = new ProductClient({ url: fake.url, key: 'sandbox', warn, sleep: async () => {} });
  const run = { world, product, from: BOUNDARY, until, stepMilliseconds, warn, onStep: async () => true };
  return runLive({ ...run, ...over });
}

const everyCall = () => [...fake.calls.entries()].map(([sid, call]) => `${sid} ${call.from} ${call.steps}`);

test('a day is driven through the public interfaces, the same at every run', async () => {
  fake = await startFakeProduct((id) => Number(id.slice(1)) % 2 === 0);
  const counts = await drive();
  expect(fake.faults).toEqual([]);
  expect(fake.clock[0]).toBe(iso(BOUNDARY));
  expect(fake.clock.at(-1)).toBe(iso(until));
  expect(fake.events.length).toBe(counts.events);
  expect(fake.calls.size).toBe(counts.calls);
  expect(fake.contacts.length).toBe(counts.written);
  expect(counts.calls).toBeGreaterThan(20);
  expect(counts.messages).toBeGreaterThan(50);
  expect(counts.failed).toBe(0);
  expect(counts.offersHeard).toBe(counts.calls);
  expect(counts.offersTaken).toBeGreaterThan(10);
  expect(counts.offersTaken).toBeLessThan(counts.offersHeard);
  expect(counts.settledAlone).toBeGreaterThan(0);
  for (const call of fake.calls.values()) {
    expect(call.duration).toBeGreaterThan(3);
    const end = call.steps.at(-1);
    expect(end === '/voice/twiml/settled' || end === '/voice/twiml/person').toBe(true);
  }
  const calls = everyCall();
  await fake.close();
  fake = await startFakeProduct((id) => Number(id.slice(1)) % 2 === 0);
  expect(await drive()).toEqual(counts);
  expect(everyCall()).toEqual(calls);
});

test('a run that was stopped goes on where it stopped', async () => {
  const informs = (id: string): boolean => Number(id.slice(1)) % 2 === 0;
  fake = await startFakeProduct(informs);
  const whole = await drive();
  const calls = everyCall();
  await fake.close();
  fake = await startFakeProduct(informs);
  const middle = BOUNDARY + 9 * HOUR;
  const first = await drive({ onStep: async (counts) => counts.now < middle });
  expect(first.now).toBe(middle);
  const second = await drive({ resumeAt: middle });
  expect(fake.faults).toEqual([]);
  expect(everyCall()).toEqual(calls);
  expect(first.events + second.events).toBe(whole.events);
  expect(second.now).toBe(whole.now);
});

test('a product that rests is waited for; one that stays away is given up with a plain word', async () => {
  fake = await startFakeProduct(() => false);
  const said: string[] = [];
  const warn = (text: string): void => void said.push(text);
  const product = new ProductClient({ url: fake.url, key: 'sandbox', warn, sleep: async () => {} });
  fake.failNext = 3;
  await drive({ product, until: BOUNDARY + HOUR });
  expect(fake.faults).toEqual([]);
  expect(said).toHaveLength(3);
  expect(said[0]).toMatch(/\/v1\/clock: 503 resting; trying again in 0\.25 s \(1 of 8\)/);
  fake.failNext = 100;
  await expect(drive({ product })).rejects.toThrow(/did not answer after 9 tries: 503/);
  const { url } = fake;
  await fake.close();
  const away = new ProductClient({ url, key: 'sandbox', warn: () => {}, sleep: async () => {} });
  await expect(away.setClock(iso(BOUNDARY))).rejects.toThrow(ProductError);
  await expect(away.setClock(iso(BOUNDARY))).rejects.toThrow(/ECONNREFUSED/);
});

test('a refused key is told at once', async () => {
  fake = await startFakeProduct(() => false);
  const product = new ProductClient({ url: fake.url, key: 'wrong', warn: () => {}, sleep: async () => {} });
  await expect(drive({ product })).rejects.toThrow(/\/v1\/clock answered 400: .*no key/);
});

test('the status is one line that is kept, or a line an hour', async () => {
  fake = await startFakeProduct(() => true);
  const write = (into: string[]) => (text: string) => into.push(text);
  const [terminal, file]: [string[], string[]] = [[], []];
  const live = new StatusLine({ isTTY: true, columns: 60, write: write(terminal) });
  const plain = new StatusLine({ write: write(file) });
  const counts = await drive({
    until: BOUNDARY + 3 * HOUR,
    onStep: async (so) => {
      live.show(so);
      plain.show(so);
      return true;
    },
  });
  expect(terminal.every((text) => text.startsWith('\r\x1b[2K') && text.length < 66)).toBe(true);
  expect(file).toHaveLength(4);
  expect(file[0]).toMatch(/^Sun 2011-10-09 04:05 Houston \| flights \d+ left/);
  expect(summary(counts)).toMatch(/airline events sent/);
});
