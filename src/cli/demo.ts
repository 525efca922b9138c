import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config/index.ts';
import { type App, openApp } from '../main.ts';
import { importWithProgress } from './import.ts';
import { listen, stopSignal } from './serve.ts';
import { trainWithProgress } from './train.ts';

const SIMULATOR = fileURLToPath(new URL('../../simulator', import.meta.url));
/** Where the simulated airline's history ends and its live days begin (simulator/world.ts). */
const FROM = '2011-10-09T09:00:00Z';
/** So large only so that the two arms can be seen to part within minutes. */
const HOLDOUT = 0.5;

export type DemoOptions = { port?: string; days: string; minutesPerSecond: string; exit: boolean };

/**
 * `beforehand demo`: the product in its sandbox, and beside it a simulated airline that knows it only by its import
 * files and its HTTP interface. Runs in a folder of its own, which is gone at the end.
 */
export async function demoCommand(options: DemoOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-demo-'));
  const stopping = new AbortController();
  const stopped = demoStop().then(() => stopping.abort());
  try {
    await fly(options, folder, stopping.signal, stopped);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say('The demo has stopped; nothing of it is left.');
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** A signal, or the end of whoever started the demo: npm dies of a signal without passing it on. */
function demoStop(): Promise<void> {
  const parent = process.ppid;
  const orphaned = new Promise<void>((resolve) => {
    setInterval(() => process.ppid !== parent && resolve(), 500).unref();
  });
  return Promise.race([stopSignal(), orphaned]);
}

async function fly(
  options: DemoOptions,
  folder: string,
  stop: AbortSignal,
  stopped: Promise<void>,
): Promise<void> {
  // Nothing of the surroundings may steer the demo to a real store or real customers.
  const config = loadConfig(
    {},
    {
      BEFOREHAND_DATA: join(folder, 'data'),
      BEFOREHAND_SANDBOX: '1',
      BEFOREHAND_CLOCK: 'manual',
      BEFOREHAND_LOG: 'warn',
      BEFOREHAND_PORT: options.port,
      BEFOREHAND_TIME_ZONE: 'America/Chicago',
      BEFOREHAND_COMPANY: 'Bayou Air',
      BEFOREHAND_SITE: 'bayouair.example.com',
    },
  );
  say('Beforehand demo: a simulated airline flies the real schedules and delays of Houston, October 2011.');
  const history = join(folder, 'history');
  const written = finished(simulate('history.ts', ['--out', history], 'ignore'), stop);
  const app = await openApp(config);
  try {
    await written;
    if (stop.aborted) return;
    await importWithProgress(app, config.folder, [history]);
    if (stop.aborted) return;
    await trainWithProgress(app, Date.parse(FROM));
    await prepare(app);
    if (stop.aborted) return;
    const server = await listen(app);
    try {
      say(whatToLookAt(server.url, folder, options.minutesPerSecond));
      const flags = ['--url', server.url, '--key', 'sandbox', '--from', FROM, '--days', options.days];
      const live = simulate(
        'live.ts',
        [...flags, '--minutes-per-second', options.minutesPerSecond],
        'inherit',
      );
      const ended = finished(live, stop);
      await Promise.race([ended, stopped]);
      if (live.exitCode === null && live.signalCode === null) live.kill('SIGTERM');
      await ended;
      if (!stop.aborted && !options.exit) {
        say('The days are over. The pages stay open until you stop the demo with Ctrl-C.');
        await stopped;
      }
    } finally {
      app.hangUp();
      await server.close();
    }
  } finally {
    await app.close();
  }
}

function whatToLookAt(url: string, folder: string, minutesPerSecond: string): string {
  return `
  Open ${url}/            what is happening, and whether it works: the two arms part
       ${url}/outbox      the messages as customers see them
       ${url}/contacts    who called all the same, and what the greeting offered
       ${url}/desk        paste a conversation and follow its cycle
       ${url}/docs        the API (key: sandbox)

  Data lives in ${folder} until the demo stops.
  Half of the customers are held out, so that the effect can be counted. Time runs ${minutesPerSecond} minutes a second.
  Stop with Ctrl-C.
`;
}

/** Through the API, as anyone would: a larger holdout, and the clock to where the live days begin. */
async function prepare(app: App): Promise<void> {
  const headers = { authorization: 'Bearer sandbox', 'content-type': 'application/json' };
  const { plays } = (await (await app.request('/v1/plays', { headers })).json()) as {
    plays: Record<string, unknown>[];
  };
  for (const { version, status, ...definition } of plays.filter(({ requested }) => !requested)) {
    await app.request('/v1/plays', {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...definition, holdout: HOLDOUT }),
    });
  }
  await app.request('/v1/clock', { method: 'POST', headers, body: JSON.stringify({ now: FROM }) });
}

function simulate(script: string, args: string[], stdout: 'ignore' | 'inherit'): ChildProcess {
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(SIMULATOR, script), ...args], {
    stdio: ['ignore', stdout, 'inherit'],
  });
}

/** Throws when the process fails by itself; one that was stopped along with the demo has not failed. */
function finished(child: ChildProcess, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0 || stop.aborted) resolve();
      else reject(new Error(`the simulator ended with ${signal ?? `code ${code}`}`));
    });
  });
}
