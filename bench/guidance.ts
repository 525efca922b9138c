// How long an agent waits from a turn to what is prompted, over HTTP, beside a handler that answers nothing.
//   npx tsx bench/guidance.ts                    on PGlite in memory
//   DATABASE_URL=… npx tsx bench/guidance.ts     on that PostgreSQL, in a schema of its own
//   … --talks 20 --turns 40
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { loadConfig } from '../src/config/index.ts';
import { readTranscripts } from '../src/conversation/index.ts';
import { openApp } from '../src/main.ts';
import { migrate, openPgliteInMemory, systemClock } from '../src/platform/index.ts';
import { openBenchStore } from './deliver-store.ts';

const { values } = parseArgs({
  options: { talks: { type: 'string', default: '40' }, turns: { type: 'string', default: '40' } },
});
/** What was really said: a text that comes again would be remembered, and cost less than it does at a desk. */
const SAID = readdirSync('data/dialogues')
  .filter((file) => /^part-\d+\.txt$/.test(file))
  .flatMap((file) => readTranscripts(readFileSync(`data/dialogues/${file}`, 'utf8'), file).transcripts)
  .flatMap(({ turns }) => turns.map(({ speaker, text }) => ({ speaker, text })));
let said = 0;

const store = process.env.DATABASE_URL ? await openBenchStore() : null;
const db = store?.db ?? (await openPgliteInMemory());
if (!store) await migrate(db);
const app = await openApp(loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_LOG: 'silent' }), {
  db,
  clock: systemClock,
});
const empty = new Hono().post('*', (c) => c.json({}));
const listen = (fetch: (request: Request) => Response | Promise<Response>) =>
  new Promise<{ url: string; stop: () => void }>((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => server.close() }),
    );
  });
const [ours, limit] = [await listen(app.fetch), await listen(empty.fetch)];

const post = async (url: string, body: object): Promise<{ ms: number; prompted: boolean }> => {
  const begun = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { due?: unknown };
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return { ms: performance.now() - begun, prompted: Boolean(answer.due) };
};

const times: Record<'ours' | 'limit', number[]> = { ours: [], limit: [] };
let prompted = 0;
/** Of the processor, in ms: what a machine busy with other work says least wrongly. Both ends are this process. */
const spent = { ours: 0, limit: 0 };
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
// The first talk warms up.
for (let talk = 0; talk <= Number(values.talks); talk++) {
  const id = `bench-${talk}`;
  await post(`${ours.url}/v1/conversations`, { id, agent: 'Dana' });
  for (let turn = 0; turn < Number(values.turns); turn++) {
    const body = SAID[said++ % SAID.length] ?? {};
    const path = `/v1/conversations/${id}/turns`;
    const before = processor();
    const one = await post(`${ours.url}${path}`, body);
    const between = processor();
    const bare = await post(`${limit.url}${path}`, body);
    if (talk === 0) continue;
    spent.ours += between - before;
    spent.limit += processor() - between;
    times.ours.push(one.ms);
    times.limit.push(bare.ms);
    if (one.prompted) prompted++;
  }
}

const quantile = (list: number[], q: number) =>
  [...list].sort((a, b) => a - b)[Math.floor(q * (list.length - 1))] ?? 0;
const row = (name: string, list: number[]) =>
  console.log(`| ${name} | ${[0.5, 0.9, 0.99, 1].map((q) => quantile(list, q).toFixed(1)).join(' | ')} |`);
console.log(
  `store ${db.engine}, ${values.talks} talks of ${values.turns} turns one after the other; a prompt stood after ${prompted} of ${times.ours.length} turns\n`,
);
console.log('| ms | p50 | p90 | p99 | longest |\n|---|---|---|---|---|');
row('turn to prompt', times.ours);
row('empty handler', times.limit);
const each = (ms: number) => (ms / times.ours.length).toFixed(1);
console.log(
  `\nProcessor time a turn: ${each(spent.ours)} ms, empty handler ${each(spent.limit)} ms, both with the client's`,
);
console.log(`Ratio of the medians: ${(quantile(times.ours, 0.5) / quantile(times.limit, 0.5)).toFixed(1)}`);
ours.stop();
limit.stop();
await app.close();
await store?.drop();
