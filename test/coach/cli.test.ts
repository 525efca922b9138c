import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/beforehand', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'beforehand-coach-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Types lines as a pipe does. `interrupt`: Ctrl-C once these words were printed, with the input still open. */
function coach(args: string[], lines: string[] = [], interrupt?: string) {
  const child = spawn(process.execPath, [BIN, 'coach', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const done = { code: null as number | null, stdout: '', stderr: '' };
  let interrupted = false;
  child.stdout.on('data', (chunk) => {
    done.stdout += chunk;
    if (interrupt && !interrupted && done.stdout.includes(interrupt)) {
      interrupted = true;
      child.kill('SIGINT');
    }
  });
  child.stderr.on('data', (chunk) => (done.stderr += chunk));
  child.stdin.write(lines.map((line) => `${line}\n`).join(''));
  if (!interrupt) child.stdin.end();
  return new Promise<typeof done>((resolve) => child.once('close', (code) => resolve({ ...done, code })));
}

const TALK = [
  'Good morning, this is Dana. How can I help you?',
  'What is your booking reference?',
  "I'm asking so that I can open your booking. What's the reference?",
];

test('without a scenario it says what there is', async () => {
  const { stdout, code } = await coach([]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/1 {2}flight-delayed .*airline/);
  expect(stdout).toMatch(/8 {2}card-blocked/);
});

test('a talk by lines, then the score and the replay; the same seed, the same talk', async () => {
  const [one, two] = await Promise.all([
    coach(['--scenario', '3', '--seed', '7'], TALK),
    coach(['--scenario', 'wrong-item', '--seed', '7'], TALK),
  ]);
  expect(one.stdout).toMatch(/Lena: /);
  expect(one.stdout).toMatch(/Score [\d.]+ of 100: direction [\d.]+, control [\d.]+/);
  expect(one.stdout).toContain('One thing to practise');
  expect(one.stdout).toMatch(/frustration █+░+/);
  expect(two.stdout).toBe(one.stdout);
});

test('--json prints one document and nothing else there', async () => {
  const { stdout, stderr } = await coach(['--scenario', '1', '--seed', '7', '--hints', '--json'], TALK);
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ scenario: 'flight-delayed', seed: 7, outcome: 'stopped' });
  expect(document.turns).toHaveLength(6);
  expect(document.replay[1].hurt[0].what).toContain('asked with no reason given');
  expect(document.score.overall).toBeGreaterThan(0);
  expect(stderr).toContain('hint: ');
});

test('Ctrl-C ends it with the score so far', async () => {
  const { stdout, code } = await coach(['--scenario', '1', '--seed', '7'], TALK.slice(0, 1), 'Maya: ');
  expect(code).toBe(0);
  expect(stdout).toContain('Broken off.');
  expect(stdout).toContain('Replay');
});

test('a scenario file of one’s own is read, and a bad one says where and why', async () => {
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, '{"id": "mine", "difficulty": 12}');
  const { stderr, code } = await coach(['--scenario', bad]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/bad\.json: difficulty: /);
  expect(stderr).toMatch(/bad\.json: facts: /);
  expect(stderr).not.toContain('    at ');
  const own = fileURLToPath(
    new URL('../../src/conversation/coach/scenarios/2-broadband-outage.json', import.meta.url),
  );
  expect((await coach(['--scenario', own, '--seed', '1'], ['Hello, how can I help?'])).stdout).toContain(
    'Raj: ',
  );
  expect((await coach(['--scenario', 'nothing'])).stderr).toContain('none of: 1 flight-delayed');
  expect((await coach(['--scenario', '1', '--seed', 'x'])).stderr).toContain('--seed "x" is no whole number');
});
