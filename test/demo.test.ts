import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { beforehand } from './support/cli.ts';

const demoFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('beforehand-demo-'));

const BIN = fileURLToPath(new URL('../bin/beforehand', import.meta.url));

test('the demo runs some hours of the airline through the front doors and leaves nothing behind', async () => {
  const { code, stdout, stderr } = await beforehand(
    ['demo', '--port', '0', '--days', '0.35', '--minutes-per-second', '0', '--exit'],
    // What the surroundings say must not steer the demo to a real store.
    { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  );
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('/outbox');
  expect(stderr).toContain('nothing of it is left');
  const [, messages = '0'] = /(\d+) messages reached passengers/.exec(stdout) ?? [];
  const [, calls = '0', offers = '0', taken = '0', settled = '0', failed = '1'] =
    /(\d+) calls: (\d+) heard an offer, (\d+) took it, (\d+) were settled without a person, (\d+) failed/.exec(
      stdout,
    ) ?? [];
  expect(Number(messages)).toBeGreaterThan(10);
  expect(Number(calls)).toBeGreaterThan(5);
  expect(Number(offers)).toBeGreaterThan(0);
  expect(Number(taken)).toBeGreaterThan(0);
  expect(Number(settled)).toBeGreaterThan(0);
  expect(Number(failed)).toBe(0);
});

test('a demo that can not start leaves nothing behind', async () => {
  const before = demoFolders();
  const { code, stderr } = await beforehand(['demo', '--port', '99999'], {});
  expect(stderr).toContain('BEFOREHAND_PORT');
  expect(code).toBe(2);
  expect(demoFolders()).toEqual(before);
});

test('Ctrl-C in the middle stops it cleanly', async () => {
  const child = spawn(process.execPath, [BIN, 'demo', '--port', '0', '--minutes-per-second', '20'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let folder = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      folder = /Data lives in (\S+)/.exec(stderr)?.[1] ?? folder;
      if (stderr.includes('Stop with Ctrl-C')) resolve();
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${stderr}`)));
  });
  child.stdout.once('data', () => child.kill('SIGINT'));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});
