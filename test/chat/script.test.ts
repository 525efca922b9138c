import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scriptedDoor } from './door.ts';
import { openChatApp } from './open.ts';

const { get } = openChatApp(scriptedDoor({}).door);

test('the script is one small file that a browser keeps', async () => {
  const { status, headers, body } = await get('/chat/beforehand.js');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(gzipSync(body).length).toBeLessThan(20_000);
  const etag = headers.get('etag') as string;
  expect(headers.get('cache-control')).toBe('public, max-age=600');
  const kept = await get(`/chat/beforehand.js?v=${etag.replaceAll('"', '')}`);
  expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/chat/beforehand.js', { 'if-none-match': etag })).status).toBe(304);
});

test('it makes no markup of words, and runs under a strict policy', async () => {
  const { body } = await get('/chat/beforehand.js');
  for (const forbidden of [
    /innerHTML|outerHTML|insertAdjacent|document\.write/,
    /\beval\b|new Function/,
    /^(import|export) /m,
    /\bon\w+=/,
  ])
    expect(body).not.toMatch(forbidden);
  expect(() => new Function(body)).not.toThrow();
});

test('the sample page is of the sandbox only', async () => {
  expect((await get('/chat/demo')).status).toBe(404);
});
