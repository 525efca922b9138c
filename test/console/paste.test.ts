import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { get, openConsole, post } from './open.ts';

let db: Db;
let app: ReturnType<typeof openConsole>['app'];
beforeAll(async () => {
  db = await testDb();
  app = openConsole(db).app;
});
afterAll(() => db.close());

const paste = (text: string) => post(app, '/desk', { customer: '', channel: 'voice', paste: text });

test('a conversation of any known form is pasted at the desk', async () => {
  const begun = await paste(readFileSync('examples/transcripts/hotel-call.vtt', 'utf8'));
  expect(begun.status).toBe(303);
  const { body } = await get(app, begun.headers.get('location') ?? '');
  expect(body).toContain('a room with a cot &amp; they tell me there is none.');
});

test.each([
  ['Agent: hi\nSpeaker 3: psst\nCustomer: hello', 'line 2: “Speaker 3” is neither agent nor customer'],
  ['\nhello there\nAgent: hi', 'line 2: “hello there” has no speaker; begin it with “Agent:” or “Customer:”'],
  [readFileSync('examples/transcripts/insurance-chats.jsonl', 'utf8'), 'this is 2 conversations; paste one'],
])('what is pasted amiss is told, and stays to be mended: %j', async (text, words) => {
  const { status, body } = await paste(text);
  expect(status).toBe(400);
  expect(body.replaceAll('&quot;', '"').replaceAll(/"([^"]*)"/g, '“$1”')).toContain(words);
});
