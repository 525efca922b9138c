// Kills processes under load and tells what became of the promises:
//   npx tsx test/kill/run.ts --kills 200 --provider late|500|timeout|429|hangup|mixed|well [--seed N] [--rate 20]
import { parseArgs } from 'node:util';
import { reachablePostgres } from '../support/postgres.ts';
import { killRun } from './harness.ts';
import { PROVIDERS } from './misbehaviour.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    provider: { type: 'string', default: 'mixed' },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '20' },
    workers: { type: 'string', default: '3' },
  },
});
const provider = PROVIDERS.find((name) => name === values.provider);
if (!provider) throw new Error(`--provider is one of ${PROVIDERS.join(', ')}`);
const server = await reachablePostgres();
if (!server) throw new Error('no PostgreSQL answers at DATABASE_URL or 127.0.0.1:5432');
const result = await killRun({
  server,
  provider,
  kills: Number(values.kills),
  workers: Number(values.workers),
  aSecond: Number(values.rate),
  seed: Number(values.seed),
  tell: (line) => void process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ provider, seed: Number(values.seed), ...result }, null, 1)}\n`);
process.exitCode = result.faults.length ? 1 : 0;
