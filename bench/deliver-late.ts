import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../src/config/index.ts';
import { openApp } from '../src/main.ts';
import { SECOND, systemClock } from '../src/platform/index.ts';
import { type BenchStore, travellers } from './deliver-store.ts';

const BIN = fileURLToPath(new URL('../bin/beforehand', import.meta.url));
/** Telling of the customers takes this long at most: what is due must not be due before a worker is there. */
const TOLD_PER_SECOND = 400;

/** `rate` outreach due in each of so many seconds, sent by one worker: a process of its own where the store allows. */
export async function lateness(
  { db, url }: BenchStore,
  rate: number,
  seconds: number,
): Promise<{ sent: number; p50: number; p99: number }> {
  const config = loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_LOG: 'error' });
  const app = await openApp(config, { db, clock: systemClock });
  const count = rate * seconds;
  const from = Date.now() + (count / TOLD_PER_SECOND + 15) * SECOND;
  const due = Array.from({ length: count }, (_, index) => from + (index * SECOND) / rate);
  const messages = travellers('l-', due, Date.now() - SECOND);
  for (let at = 0; at < messages.length; at += 2500) await app.ingest.accept(messages.slice(at, at + 2500));
  await db.query('analyze');
  const worker = url ? await workerOn(url) : null;
  if (!worker) app.worker.start();
  if (Date.now() > from) throw new Error('the customers took too long to tell of; take fewer');
  const open = "select count(*)::int as open from outreach where status in ('planned', 'sending')";
  for (let left = count; left; ) {
    const [row] = await db.query<{ open: number }>(open);
    left = row?.open ?? 0;
    if (left) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  worker?.kill('SIGTERM');
  if (worker) await once(worker, 'close');
  else await app.worker.stop();
  const [late] = await db.query<{ sent: number; p50: number; p99: number }>(
    `select count(*)::int as sent,
       round(1000 * percentile_cont(0.5) within group (order by extract(epoch from sent_at - due_at)))::int as p50,
       round(1000 * percentile_cont(0.99) within group (order by extract(epoch from sent_at - due_at)))::int as p99
     from outreach where sent_at is not null`,
  );
  if (!late) throw new Error('nothing was counted');
  return late;
}

async function workerOn(url: string): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [BIN, 'work', '--sandbox'], {
    env: { ...process.env, DATABASE_URL: url, BEFOREHAND_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const chunk of worker.stderr ?? []) if (String(chunk).includes('beforehand works')) break;
  return worker;
}
