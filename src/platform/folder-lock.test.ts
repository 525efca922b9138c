import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'beforehand-lock-'));
const LOCK = 'beforehand.lock';
const RACERS = 8;
const ROUNDS = 60;
/** What a process that is gone has left: no process has this number (Linux takes 2^22 at most). */
const STALE = JSON.stringify({ pid: 2 ** 30, host: hostname(), started: 'long ago' });

/** Tries for the folder that it is told at the instant that it is told, and keeps what it gets. */
const RACER = `
  const { lockFolder } = await import(${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)});
  process.on('message', ({ folder, at }) => {
    while (Date.now() < at);
    try {
      lockFolder(folder);
      process.send('won');
    } catch (error) {
      process.send(error.name === 'FolderInUse' ? 'lost' : String(error.stack));
    }
  });
  process.send('ready');
`;
let racers: ChildProcess[];
const answers = async () =>
  (await Promise.all(racers.map((racer) => once(racer, 'message')))).map(([text]) => text as string);
beforeAll(async () => {
  racers = Array.from({ length: RACERS }, () =>
    spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', RACER],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    ),
  );
  await answers();
});
afterAll(() => {
  for (const racer of racers) racer.kill();
  rmSync(root, { recursive: true, force: true });
});

const folderWith = (lock: string | null) => {
  const folder = mkdtempSync(join(root, 'data-'));
  if (lock !== null) writeFileSync(join(folder, LOCK), lock);
  return folder;
};

test.each([
  ['no lock', null],
  ['a stale lock', STALE],
  ['a lock that lost its text', ''],
])('of many processes racing for a folder with %s exactly one wins', async (_, lock) => {
  for (let round = 0; round < ROUNDS; round++) {
    const folder = folderWith(lock);
    const answered = answers();
    const at = Date.now() + 5;
    for (const racer of racers) racer.send({ folder, at });
    expect((await answered).sort()).toEqual([...Array(RACERS - 1).fill('lost'), 'won']);
    expect(readdirSync(folder)).toEqual([LOCK]);
    expect(racers.map((racer) => racer.pid)).toContain(
      JSON.parse(readFileSync(join(folder, LOCK), 'utf8')).pid,
    );
  }
});

test('who died while taking over leaves nothing that stays', () => {
  const folder = folderWith(STALE);
  writeFileSync(join(folder, `${LOCK}.takeover`), STALE);
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a living process is named; the lock of another machine with the file to remove', () => {
  const own = folderWith(null);
  const lock = lockFolder(own);
  expect(() => lockFolder(own)).toThrow(FolderInUse);
  expect(() => lockFolder(own)).toThrow(`process ${process.pid}`);
  lock.release();
  lockFolder(own).release();

  const other = folderWith(JSON.stringify({ pid: 1, host: 'elsewhere', started: '' }));
  expect(() => lockFolder(other)).toThrow(`remove ${join(other, LOCK)}`);
});

test('what another has put in its place is not released', () => {
  const folder = folderWith(null);
  const lock = lockFolder(folder);
  writeFileSync(join(folder, LOCK), STALE);
  lock.release();
  expect(existsSync(join(folder, LOCK))).toBe(true);
});
