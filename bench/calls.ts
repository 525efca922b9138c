// A thousand calls under way at once: how long a webhook's caller waits, beside a handler that reads one row.
//   DATABASE_URL=… npx tsx bench/calls.ts       in a database of its own on that PostgreSQL
//   … --customers 10000 --calls 100 --seconds 6      smaller
//   … --keep                                         leaves the database; prints its address
//   … --store URL                                    on a database that was kept
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { bareStep, Call, Callers, pause, type Sample, type Target, TOKEN } from './calls-load.ts';
import { fillStore, phoneOf } from './calls-store.ts';
import { openBenchStore } from './deliver-store.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    keep: { type: 'boolean', default: false },
    store: { type: 'string' },
  },
});
const customers = Number(values.customers);
const size = { customers, trips: Math.ceil(customers / 10) };
const SECOND = 1000;
/** Each of both is measured in windows that alternate; what follows a change of turns is not counted. */
const WINDOW = 10 * SECOND;
const SETTLING = SECOND;
const CONCURRENCY = 64;

const store = values.store ? null : await openBenchStore();
const url = values.store ?? store?.url;
if (!url) throw new Error('DATABASE_URL must name a PostgreSQL server');
if (store) {
  const begun = performance.now();
  await fillStore(store.db, size.customers, size.trips);
  console.log(
    `${customers.toLocaleString('en')} customers, ${size.trips.toLocaleString('en')} with a flight today; filled in ${((performance.now() - begun) / SECOND).toFixed(0)} s`,
  );
}
const server = fork(new URL('calls-server.ts', import.meta.url), {
  execArgv: ['--import', 'tsx', ...(process.env.SERVER_ARGS?.split(' ') ?? [])],
  env: { ...process.env, DATABASE_URL: url, TWILIO_AUTH_TOKEN: TOKEN, BEFOREHAND_LOG: 'error' },
});
try {
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const base = `http://127.0.0.1:${port}`;
  await stepsToAnswers(base);
  await answers(base);
  await saturation(base);
} finally {
  server.disconnect();
  await once(server, 'exit');
  if (values.keep && store) console.log(`kept: --store ${url}`);
  else await store?.drop();
}

/** Both in turn under the same callers. */
async function answers(base: string): Promise<void> {
  const callers = new Callers(base, size, Number(values.calls));
  const counted: Record<Target, Sample[]> = { product: [], bare: [] };
  const spent: Record<Target, number> = { product: 0, bare: 0 };
  const window = Math.min(WINDOW, (Number(values.seconds) * SECOND) / 2);
  await pause(Math.max(window, 5 * SECOND));
  for (let at = 0; at < Number(values.seconds) * SECOND; at += window)
    for (const target of ['product', 'bare'] as const) {
      callers.target = target;
      await pause(SETTLING);
      callers.samples = [];
      const before = await processorTime();
      await pause(window - SETTLING);
      counted[target].push(...callers.samples);
      spent[target] += (await processorTime()) - before;
    }
  callers.target = 'product';
  await callers.stop();
  if (callers.failed) console.log(`${callers.failed} webhooks FAILED`);
  const heard = counted.product.filter(({ kind }) => kind !== 'status');
  const ours = quantiles(heard);
  const limit = quantiles(counted.bare);
  const rate = (samples: Sample[]) =>
    samples.length / ((Number(values.seconds) * (window - SETTLING)) / window);
  console.log(
    `${values.calls} calls under way: ${rate(counted.product).toFixed(0)} webhooks/s; bare ${rate(counted.bare).toFixed(0)}/s`,
  );
  line('webhook, ms', ours);
  for (const kind of ['begin', 'turn', 'status'])
    line(`  ${kind}`, quantiles(counted.product.filter((sample) => sample.kind === kind)));
  line('bare, ms', limit);
  const each = (target: Target) => (spent[target] / counted[target].length).toFixed(2);
  console.log(`processor time of the server: ${each('product')} ms a webhook, ${each('bare')} ms bare`);
  line('ratio', { p50: ours.p50 / limit.p50, p99: ours.p99 / limit.p99 });
}

async function processorTime(): Promise<number> {
  server.send('how much?');
  const [{ spent }] = (await once(server, 'message')) as [{ spent: number }];
  return spent;
}

/** As many as the server does when so many ask at once, without a pause. */
async function saturation(base: string): Promise<void> {
  const rate = async (step: () => Promise<unknown>) => {
    const until = performance.now() + Math.min(WINDOW, Number(values.seconds) * SECOND);
    const begun = performance.now();
    let done = 0;
    const loop = async () => {
      while (performance.now() < until) {
        await step();
        done++;
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, loop));
    return (done / (performance.now() - begun)) * SECOND;
  };
  const open: Call[] = [];
  const ours = await rate(async () => {
    const call = open.pop() ?? Call.byRandomCustomer(base, size);
    await call.step();
    if (!call.ended) open.unshift(call);
  });
  const bare = await rate(() => bareStep(base, size));
  console.log(
    `at most, ${CONCURRENCY} at once: ${ours.toFixed(0)} webhooks/s; bare ${bare.toFixed(0)}/s; ratio ${(bare / ours).toFixed(1)}`,
  );
}

/** How often a caller speaks or keys before the answer, or a person, is heard: in calls as they are made. */
async function stepsToAnswers(base: string): Promise<void> {
  const calls = async (from: (n: number) => string) => {
    const made: Call[] = [];
    for (let n = 1; n <= 100; n++) made.push(await new Call(base, from(n)).whole());
    return made;
  };
  const known = await calls(phoneOf);
  const withheld = await calls(() => 'anonymous');
  steps('recognised', known);
  steps('withheld', withheld);
}

function steps(who: string, calls: readonly Call[]): void {
  const middle = (of: (call: Call) => number | null) => {
    const told = calls.flatMap((call) => of(call) ?? []).sort((a, b) => a - b);
    return told.length ? `${told[Math.floor(told.length / 2)]} (median of ${told.length})` : 'never';
  };
  console.log(
    `steps of ${calls.length} ${who} callers: to an answer ${middle(({ stepsToAnswer }) => stepsToAnswer)}, to a person ${middle(({ stepsToPerson }) => stepsToPerson)}`,
  );
}

function quantiles(samples: readonly Sample[]): { p50: number; p99: number } {
  const sorted = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function line(what: string, { p50, p99 }: { p50: number; p99: number }): void {
  console.log(`${what.padEnd(14)} p50 ${p50.toFixed(1).padStart(7)}   p99 ${p99.toFixed(1).padStart(7)}`);
}
