import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beforehand, beforehandServer } from './support/cli.ts';
import { testStore } from './support/database.ts';

let store: Awaited<ReturnType<typeof testStore>>;
let history: string;
beforeAll(async () => {
  store = await testStore();
  history = join(store.folder, 'history');
  mkdirSync(history);
});
afterAll(() => store.drop());

const event = (id: string, more: object = {}) =>
  JSON.stringify({
    type: 'track',
    messageId: id,
    userId: 'c1',
    event: 'Flight Booked',
    timestamp: '2026-01-05T03:12:06Z',
    properties: { tripId: 'T1', departsAt: '2026-02-05T03:12:06Z' },
    ...more,
  });

test('import takes what is good, keeps what is bad with file, line and cause, and changes nothing the second time', async () => {
  const lines = [
    event('m1'),
    '{"type":"track","userId":',
    event('m2', { userId: undefined }),
    event('m3', { timestamp: 'yesterday' }),
    JSON.stringify({
      type: 'identify',
      messageId: 'm4',
      userId: 'c2',
      timestamp: '2026-01-05T03:12:06Z',
      traits: { timezone: 'Mars/Olympus' },
    }),
    event('m5', { properties: { note: 'nul \u0000 here' } }),
    event('m6', { event: 'Flight Delayed ✈️ 延误' }),
  ];
  writeFileSync(join(history, 'events.jsonl.gz'), gzipSync(`${lines.join('\r\n')}\n`));
  writeFileSync(
    join(history, 'contacts.csv'),
    'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved\nk1,c1,voice,flight_status,2026-01-06T00:00:00Z,60,true\nk2,c1,voice\nk3,"c1,voice,a,2026-01-06T00:00:00Z,,\nk4,c1,chat,refund,2026-01-07T00:00:00Z,,\n',
  );
  const first = await beforehand(['import', history, '--json'], store.env);
  expect(first.code, first.stderr).toBe(0);
  const report = JSON.parse(first.stdout);
  expect(report.rejectsFile, 'the folder of the environment').toContain(store.folder);
  expect(report.files).toMatchObject([
    { lines: 7, accepted: 2, duplicates: 0, rejected: 5 },
    { lines: 4, accepted: 2, duplicates: 0, rejected: 2 },
  ]);
  expect(report.inferred).toMatchObject({
    subjects: [{ type: 'trip', count: 1, milestones: ['departure'] }],
    reasons: [
      { reason: 'flight_status', count: 1 },
      { reason: 'refund', count: 1 },
    ],
  });
  const rejects = readFileSync(report.rejectsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rejects.map(({ file, line }) => `${file}:${line}`)).toEqual([
    ...[2, 3, 4, 5, 6].map((line) => `events.jsonl.gz:${line}`),
    'contacts.csv:3',
    'contacts.csv:4',
  ]);
  const causes = [
    'is not JSON',
    'has no user',
    '"yesterday" is not an ISO 8601 time',
    'no IANA time zone',
    'NUL',
    'fields',
    'quote',
  ];
  for (const [index, { error }] of rejects.entries()) expect(error).toContain(causes[index]);
  expect(rejects[0].text).toBe('{"type":"track","userId":');

  const second = JSON.parse((await beforehand(['import', history, '--json'], store.env)).stdout);
  expect(second.files).toMatchObject([
    { accepted: 0, duplicates: 2 },
    { accepted: 0, duplicates: 2 },
  ]);
});

test.each([
  ['a folder that is not there', ['import', '/nowhere/at/all'], 'no such file'],
  ['a folder with nothing to import', ['import', '/usr/include'], 'holds none of customers.jsonl'],
  [
    'a configuration with faults',
    ['migrate', '--data', '/tmp'],
    'BEFOREHAND_TIME_ZONE: name an IANA time zone',
    { BEFOREHAND_TIME_ZONE: 'Mars' },
  ],
  ['a contradiction', ['start'], 'manual is for --sandbox only', { BEFOREHAND_CLOCK: 'manual' }],
])('%s: one clear line and exit code 2', async (_, args, message, env: Record<string, string> = {}) => {
  const { code, stderr, stdout } = await beforehand(args, { ...store.env, ...env });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('a CSV without its columns says which are missing', async () => {
  const file = join(store.folder, 'contacts.csv');
  writeFileSync(file, 'contact_id,channel\n1,voice\n');
  const { code, stderr } = await beforehand(['import', file], store.env);
  expect(stderr).toContain('lacks the column customer_id, reason, started_at');
  expect(code).toBe(2);
});

test('a second process on the folder is told who has it; on PostgreSQL it is welcome; both stop cleanly', async () => {
  const server = await beforehandServer(['start', '--sandbox'], store.env);
  expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ready');
  const second = await beforehand(['import', history, '--json'], store.env);
  if (store.env.DATABASE_URL) {
    expect(second.code, second.stderr).toBe(0);
  } else {
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/is open in process \d+ .*DATABASE_URL/);
  }
  expect(await server.stop()).toBe(0);
  expect((await beforehand(['migrate'], store.env)).code).toBe(0);
});
