import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onServer, urlOf } from '../support/postgres.ts';
import { ACCOUNT, FROM, startTwilio, TOKEN } from '../support/twilio-server.ts';
import { check, type Findings } from './check.ts';
import { type Dice, openDice } from './dice.ts';
import { openLoad, plays, poster } from './load.ts';
import { misbehaviour, type ProviderName } from './misbehaviour.ts';
import { type Process, start, until } from './processes.ts';

export type Run = {
  server: string;
  provider: ProviderName;
  kills: number;
  workers: number;
  aSecond: number;
  seed: number;
  tell(line: string): void;
};
export type Result = Findings & {
  kills: { workers: number; servers: number; amidSending: number };
  acknowledged: number;
  refused: Record<number, number>;
  received: number;
  seconds: number;
};

const KEY = 'a-key-for-the-kill-run';
/** One kill in so many is of the server. */
const SERVER_SHARE = 1 / 12;

/** One run: load, kills, quiet, and what is left of the promises. */
export async function killRun(run: Run): Promise<Result> {
  const name = `beforehand_kill_${randomBytes(6).toString('hex')}`;
  await onServer(run.server, (client) => client.query(`create database ${name}`));
  const client = new pg.Pool({ connectionString: urlOf(run.server, name), max: 4 });
  const twilio = await startTwilio(() => Date.now());
  const processes = new Set<Process>();
  try {
    return await killing(run, client, twilio, processes, urlOf(run.server, name));
  } finally {
    for (const one of processes) await one.kill();
    await twilio.close();
    await client.end();
    await onServer(run.server, (admin) => admin.query(`drop database ${name} with (force)`));
  }
}

async function killing(
  run: Run,
  client: pg.Pool,
  twilio: Awaited<ReturnType<typeof startTwilio>>,
  processes: Set<Process>,
  url: string,
): Promise<Result> {
  const begun = Date.now();
  const dice = openDice(run.seed);
  const env = {
    DATABASE_URL: url,
    BEFOREHAND_API_KEY: KEY,
    BEFOREHAND_LOG: 'warn',
    BEFOREHAND_COMPANY: 'Example Shop',
    BEFOREHAND_LEASE: 'PT10S',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: FROM,
    TWILIO_API_BASE_URL: twilio.url,
    TWILIO_LISTED_AFTER: 'PT10S',
  };
  const server = await keep(processes, (port) => startServer(env, port));
  const post = poster(() => `http://127.0.0.1:${server.now().port}`, KEY);
  for (const play of plays()) {
    await accepted(post('/v1/plays', play), play.id);
    await accepted(post(`/v1/plays/${play.id}/launch`, {}), play.id);
  }
  const workers = await Promise.all(
    Array.from({ length: run.workers }, () => keep(processes, () => startWorker(env))),
  );
  run.tell(`${run.workers} workers and a server are up`);
  twilio.usually(misbehaviour(run.provider, dice));
  const load = openLoad(post, dice, run.aSecond);
  const kills = { workers: 0, servers: 0, amidSending: 0 };
  while (kills.workers + kills.servers < run.kills) {
    await momentToKill(twilio, dice);
    const wanted = dice.chance(SERVER_SHARE) ? [server] : workers;
    await until('one to kill is up', async () => wanted.some((one) => one.up()));
    const victim = dice.one(wanted.filter((one) => one.up()));
    if (victim.now().process.ended()) throw new Error(`it died by itself: ${victim.now().process.said()}`);
    await victim.kill();
    if (victim === server) kills.servers++;
    else kills.workers++;
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from outreach where status = 'sending'",
    );
    if (rows[0]?.count) kills.amidSending++;
    // The next may die while this one starts.
    victim.startAgain();
    const dead = kills.workers + kills.servers;
    if (dead % 5 === 0) run.tell(`${dead} killed, ${twilio.messages.length} messages received`);
  }
  await until('all are up again', async () => [server, ...workers].every((one) => one.up()));
  await load.stop();
  twilio.usually(() => undefined);
  run.tell(`${load.acknowledged.length} acknowledged; waiting for quiet`);
  const open = 'select count(*)::int as count from outreach where next_attempt_at is not null';
  await until(
    'nothing is left to do',
    async () => (await client.query<{ count: number }>(open)).rows[0]?.count === 0,
    600_000,
  );
  const findings = await check(client, load.acknowledged, twilio.messages);
  return {
    ...findings,
    faults: [...findings.faults, ...twilio.faults],
    kills,
    acknowledged: load.acknowledged.length,
    refused: load.refused,
    received: twilio.messages.length,
    seconds: Math.round((Date.now() - begun) / 1000),
  };
}

/**
 * One in four at any time, the others while the provider has one of the next messages and has not answered yet: a worker
 * that is killed before it has got to work shows nothing.
 */
async function momentToKill(twilio: Awaited<ReturnType<typeof startTwilio>>, dice: Dice): Promise<void> {
  const moment = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  if (dice.chance(0.25)) return moment(dice.upTo(3000));
  for (let before = dice.upTo(15); before > 0; before--) twilio.beforeAnswer(async () => {});
  const patience = dice.upTo(20);
  const taken = new Promise<void>((resolve) => {
    twilio.beforeAnswer(async () => {
      resolve();
      await moment(patience);
    });
  });
  // Where nothing comes any more, the kill does all the same.
  await Promise.race([taken, moment(15_000)]);
}

type Started = { process: Process; port: number };

async function keep(processes: Set<Process>, begin: (port: number) => Promise<Started>) {
  let current = await begin(0);
  let up = true;
  let failure: Error | null = null;
  processes.add(current.process);
  return {
    now: () => current,
    up: () => {
      if (failure) throw failure;
      return up;
    },
    kill: async () => {
      up = false;
      await current.process.kill();
      processes.delete(current.process);
    },
    startAgain: () => {
      const again = async () => {
        current = await begin(current.port);
        processes.add(current.process);
        up = true;
      };
      again().catch((error: Error) => {
        failure = error;
      });
    },
  };
}

async function startServer(env: Record<string, string>, port: number): Promise<Started> {
  const listens = /listens on http:\/\/127\.0\.0\.1:(\d+)/;
  const process = await start(['serve', '--port', String(port)], env, listens);
  return { process, port: Number(listens.exec(process.said())?.[1]) };
}

async function startWorker(env: Record<string, string>): Promise<Started> {
  return { process: await start(['work'], env, /beforehand works/), port: 0 };
}

async function accepted(answer: Promise<number>, what: string): Promise<void> {
  const status = await answer;
  if (status !== 200 && status !== 201) throw new Error(`${what} was answered by ${status}`);
}
