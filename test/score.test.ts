import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '../src/platform/index.ts';
import { beforehand } from './support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'score-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const score = (...args: string[]) => beforehand(['score', ...args], {});

test('one file with one talk gives that talk: scores, the cycle, evidence, segments with their moves', async () => {
  const file = 'examples/transcripts/hotel-call.vtt';
  const { code, stdout, stderr } = await score(file, '--json');
  expect(code, stderr).toBe(0);
  const talk = JSON.parse(stdout);
  expect(talk).toMatchObject({ file, id: 'hotel-call', about: { form: 'webvtt' }, faults: [] });
  for (const name of ['overall', 'direction', 'control']) {
    expect(talk[name], name).toBeGreaterThanOrEqual(0);
    expect(talk[name], name).toBeLessThanOrEqual(100);
    expect(talk.scorecard[name]).toBe(talk[name]);
  }
  expect(talk.cycle).toHaveLength(5);
  expect(talk.cycle[0], 'times go through the labeller').toMatchObject({
    speaker: 'agent',
    from: 1200,
    to: 5300,
  });
  expect(talk.evidence.length).toBeGreaterThan(0);
  expect(talk.segments.map(({ turn }: { turn: number }) => turn)).toEqual(
    expect.arrayContaining([0, 1, 2, 3, 4]),
  );
  const agents = talk.segments.filter(({ speaker }: { speaker: string }) => speaker === 'agent');
  expect(Object.values<number>(talk.moves).reduce((a, b) => a + b)).toBe(agents.length);
});

test('a folder is read with all under it; what is bad is told with file and line and stops nothing', async () => {
  const calls = join(folder, 'calls');
  mkdirSync(join(calls, 'monday', '.hidden'), { recursive: true });
  const example = (name: string) => readFileSync(`examples/transcripts/${name}`);
  writeFileSync(join(calls, 'monday', 'a.srt.gz'), gzipSync(example('broadband-call.srt')));
  writeFileSync(join(calls, 'monday', '.hidden', 'x.txt'), 'Agent: hi');
  writeFileSync(join(calls, 'b.jsonl'), `${example('insurance-chats.jsonl')}{"dialogue":"i-3",\n`);
  writeFileSync(join(calls, 'c.json'), '{\n"Transcript": [\n');
  writeFileSync(join(calls, 'd.txt'), Buffer.from('Agent: Un caf\u00e9?\nCustomer: yes\n', 'latin1'));
  writeFileSync(join(calls, 'e.txt.gz'), 'no gzip, and no speaker');
  writeFileSync(join(calls, 'f.txt'), 'Customer: hello?\nCustomer: anybody?');
  writeFileSync(join(calls, 'readme.md'), 'Agent: not a transcript');
  const { code, stdout, stderr } = await score(calls, '--json');
  expect(code, stderr).toBe(0);
  const { talks, summary, faults } = JSON.parse(stdout);
  expect(talks.map(({ id }: { id: string }) => id)).toEqual(['i-1', 'i-2', 'd', 'a']);
  expect(talks[2].segments[0].text).toBe('Un café?');
  expect(summary).toMatchObject({
    talks: 4,
    overall: { median: expect.any(Number), mean: expect.any(Number) },
  });
  expect(
    faults.map(({ file, line }: { file: string; line?: number }) => [file.slice(calls.length + 1), line]),
  ).toEqual([
    ['b.jsonl', 8],
    ['c.json', 3],
    ['d.txt', 1],
    ['e.txt.gz', 1],
    ['f.txt', undefined],
  ]);
  expect(stderr).toContain(`${join(calls, 'b.jsonl')}:8: not JSON: `);

  const told = await score(calls);
  expect(told.stdout).toMatch(/4 talks, 15 turns\n.*median +mean\n +overall +\d/);
});

async function datesIn(data: string): Promise<unknown[]> {
  const db = await openDb({ kind: 'pglite', folder: data });
  try {
    return await db.query('select at from scorecards order by conversation_id');
  } finally {
    await db.close();
  }
}

test.each([
  ['score', '--html'],
  ['score', '--out'],
  ['moves', '--out'],
])('%s %s never writes over what is read', async (command, flag) => {
  const file = join(folder, `${command}${flag}.jsonl`);
  writeFileSync(file, readFileSync('examples/transcripts/insurance-chats.jsonl'));
  const read = command === 'moves' ? ['--in', file] : [file];
  const { code, stderr } = await beforehand([command, ...read, flag, file], {});
  expect(code).toBe(2);
  expect(stderr).toContain(`${flag} ${file} is what is read`);
  expect(readFileSync(file)).toEqual(readFileSync('examples/transcripts/insurance-chats.jsonl'));
});

test('with --keep the cards are in the store, once however often they are scored', async () => {
  const data = join(folder, 'store');
  const kept = () =>
    score('examples/transcripts', '--keep', '--data', data, '--sandbox', '--out', join(folder, 'kept.jsonl'));
  const first = await kept();
  expect(first.code, first.stderr).toBe(0);
  const talks = readFileSync(join(folder, 'kept.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first.stdout).toContain(`Kept: ${talks.length} cards, to be seen at /scorecards.`);
  const dates = await datesIn(data);
  const again = await kept();
  expect(again.code, again.stderr).toBe(0);
  expect(await datesIn(data), 'scored again, they were held when they were').toEqual(dates);

  const db = await openDb({ kind: 'pglite', folder: data });
  try {
    const rows = await db.query<{ overall: number }>(
      'select overall::numeric::float8 as overall from scorecards order by 1',
    );
    expect(rows.map(({ overall }) => overall)).toEqual(
      talks.map(({ overall }) => overall).sort((a, b) => a - b),
    );
  } finally {
    await db.close();
  }
});

test('where nothing is left, the command says what to mend and ends with 2', async () => {
  const file = join(folder, 'speakers.txt');
  writeFileSync(file, 'Speaker 1: Hello, how can I help?\nSpeaker 2: my bag is gone\n');
  const unknown = await score(file);
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain(
    `${file}:1: "Speaker 1", "Speaker 2": nobody says who of them is the agent`,
  );
  expect(unknown.stderr).toContain(`beforehand: nothing could be scored in ${file}`);
  const known = await score(file, '--agent', 'speaker 1', '--json');
  expect(known.code, known.stderr).toBe(0);
  expect(JSON.parse(known.stdout).cycle).toMatchObject([{ speaker: 'agent' }, { speaker: 'customer' }]);

  mkdirSync(join(folder, 'empty'));
  for (const [args, words] of [
    [[join(folder, 'nowhere')], 'no such file or folder'],
    [[join(folder, 'empty')], 'no transcript in it'],
    [[file, '--html', join(folder, 'no', 'x.html')], 'there is no folder'],
    [[file, '--out', file], 'is a file; name a folder'],
  ] as const) {
    const { code, stderr } = await score(...args);
    expect(code, words).toBe(2);
    expect(stderr).toContain(words);
  }
});

test('results are written to a folder, a file of lines, and a page that needs nothing else', async () => {
  const out = join(folder, 'out');
  const page = join(folder, 'page.html');
  const first = await score('examples/transcripts', '--out', out, '--html', page);
  expect(first.code, first.stderr).toBe(0);
  expect(readdirSync(out)).toHaveLength(12);
  expect(JSON.parse(readFileSync(join(out, 'e-2.json'), 'utf8'))).toMatchObject({
    id: 'e-2',
    about: { grade: 'poor' },
  });
  const html = readFileSync(page, 'utf8');
  expect(html).toContain('a room with a cot &amp; they tell me');
  expect(html).not.toMatch(/<script|<link|src=/);

  const lines = join(folder, 'out.jsonl');
  await score('examples/transcripts', '--out', lines);
  expect(readFileSync(lines, 'utf8').trim().split('\n')).toHaveLength(11);
});

test('the scores tell the good conversations of the corpus from the mixed, and these from the poor', async () => {
  const { stdout } = await score('data/dialogues/part-3.txt', '--json');
  const { talks } = JSON.parse(stdout);
  const mean = (grade: string) => {
    const scores = talks.flatMap((talk: { about: { grade: string }; overall: number }) =>
      talk.about.grade === grade ? [talk.overall] : [],
    );
    return scores.reduce((a: number, b: number) => a + b, 0) / scores.length;
  };
  expect(mean('good')).toBeGreaterThan(mean('mixed'));
  expect(mean('mixed')).toBeGreaterThan(mean('poor'));
});
