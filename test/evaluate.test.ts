import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { airlineFolder } from './forecast/history.ts';
import { beforehand, beforehandServer } from './support/cli.ts';
import { testStore } from './support/database.ts';

let store: Awaited<ReturnType<typeof testStore>>;
beforeAll(async () => {
  store = await testStore();
  const imported = await beforehand(['import', airlineFolder('A0000060')], store.env);
  expect(imported.code, imported.stderr).toBe(0);
});
afterAll(() => store.drop());

test('evaluate draws into one file that needs nothing else, and keeps what it found for the console', async () => {
  const html = join(store.folder, 'evaluation.html');
  const { code, stdout, stderr } = await beforehand(['evaluate', '--html', html], store.env);
  expect([code, stderr], 'no bar where there is no terminal').toEqual([0, '']);
  expect(stdout).toMatch(/log loss[\s\S]*0\.95 [\s\S]*Reason that came/);
  expect(stdout.trim().split('\n').at(-1)).toContain(`Drawn in ${html}`);
  const page = readFileSync(html, 'utf8');
  expect(page.match(/<svg[^>]* role="img"/g)).toHaveLength(4);
  expect(page).not.toMatch(/<script|<link|src=|url\(|NaN|undefined/);
  const server = await beforehandServer(['start', '--sandbox'], store.env);
  const shown = await (await fetch(`${server.url}/forecast`)).text();
  await server.stop();
  const first = /class="big">([^<]+)</.exec(page)?.[1];
  expect(first).toMatch(/^\d/);
  expect(shown).toContain(`class="big">${first}<`);
});

test('train and forecast write no bar where there is no terminal; evaluate without a file says how to draw', async () => {
  const trained = await beforehand(['train'], store.env);
  expect([trained.code, trained.stderr]).toEqual([0, '']);
  const [asked, out] = ['asked.csv', 'out.csv'].map((name) => join(store.folder, name)) as [string, string];
  writeFileSync(asked, 'customer_id,at\nA0000007,2026-02-25T04:52:32Z\n');
  const forecast = await beforehand(['forecast', '--asof', asked, '--out', out], store.env);
  expect([forecast.code, forecast.stderr]).toEqual([0, '']);
  const { stdout } = await beforehand(['evaluate'], store.env);
  expect(stdout.trim().split('\n').at(-1)).toContain('evaluate --html FILE');
});

test.each([
  ['there is no folder', ['no', 'such', 'folder', 'e.html'], 'there is no folder'],
  ['it is a folder', ['taken'], 'is a folder'],
])('where %s it says so before the work, with exit code 2', async (_, path, message) => {
  mkdirSync(join(store.folder, 'taken'), { recursive: true });
  const file = join(store.folder, ...path);
  const { code, stdout, stderr } = await beforehand(['evaluate', '--html', file], {
    ...store.env,
    // Nothing is opened yet: a store that can't be reached is not what it stumbles over.
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`--html ${file}`);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(existsSync(`${file}.unfinished`)).toBe(false);
});
