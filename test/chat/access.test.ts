import { expect, test } from 'vitest';
import { SECOND } from '../../src/platform/index.ts';
import { patientDoor } from './door.ts';
import { ORIGIN, openChatApp } from './open.ts';

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
const open = (flags = {}) => openChatApp(patientDoor().door, {}, flags);

test('only pages of the origins named may chat', async () => {
  const { app, post, get, begin } = open({ BEFOREHAND_PUBLIC_URL: 'https://chat.example.com/' });
  const asked = await app.request('/chat/sessions', {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(asked.headers.get('access-control-allow-headers')).toBe('Content-Type');
  expect(asked.headers.get('vary')).toContain('Origin');
  const told = await post('/chat/sessions', {});
  expect(told.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(told.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await post('/chat/sessions', {}, { origin: 'https://chat.example.com' })).status).toBe(201);
  for (const origin of [
    'https://evil.example',
    `${ORIGIN}.evil.example`,
    'http://www.example.com',
    'null',
    '',
  ]) {
    const refused = await post('/chat/sessions', {}, { origin });
    expect([origin, refused.status]).toEqual([origin, 403]);
    expect(refused.body.where).toBe('Origin header');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect((await get(`/chat/sessions/${await begin()}`, { origin })).status).toBe(403);
  }
});

test('a refusal can be read by the page that it is for', async () => {
  const { post } = open();
  const refused = await post('/chat/sessions', { token: 'nonsense' });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, ORIGIN]);
});

test('without origins the chat is off, and in the sandbox any may', async () => {
  const off = await open({ BEFOREHAND_CHAT_ORIGINS: '' }).post('/chat/sessions', {});
  expect([off.status, off.body.mend]).toEqual([
    503,
    'set BEFOREHAND_CHAT_ORIGINS to the origins of your pages',
  ]);
  const { post } = open({ BEFOREHAND_SANDBOX: '1' });
  const told = await post('/chat/sessions', {}, { origin: 'http://localhost:3000' });
  expect([told.status, told.headers.get('access-control-allow-origin')]).toEqual([
    201,
    'http://localhost:3000',
  ]);
});

test('who asks too often waits, by address', async () => {
  const { post, clock } = open();
  const ask = (address: string, headers = {}) => post('/chat/sessions', {}, headers, from(address));
  let taken = 0;
  while ((await ask('198.51.100.7')).status === 201) taken++;
  expect(taken).toBe(120);
  const refused = await ask('198.51.100.7');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.headers.get('access-control-expose-headers')).toBe('Retry-After');
  expect(refused.body).toEqual({ error: 'too many requests', where: 'pace', mend: 'try again in 1 seconds' });
  // What a client says of itself is not believed, and others are not made to wait.
  expect((await ask('198.51.100.7', { 'x-forwarded-for': '203.0.113.1' })).status).toBe(429);
  expect((await ask('198.51.100.8')).status).toBe(201);
  clock.set(clock.now() + SECOND);
  expect((await ask('198.51.100.7')).status).toBe(201);
});

test('behind a proxy beside us, the address is the one that it saw', async () => {
  const { post } = open();
  const ask = (forwarded: string) =>
    post('/chat/sessions', {}, { 'x-forwarded-for': forwarded }, from('::ffff:10.0.0.2'));
  for (let i = 0; i < 120; i++) await ask(`192.0.2.${i}, 198.51.100.7`);
  expect((await ask('192.0.2.250, 198.51.100.7')).status).toBe(429);
  expect((await ask('198.51.100.7, 198.51.100.9')).status).toBe(201);
});

test('who writes too fast waits, by session', async () => {
  const { get, begin, clock } = open();
  const [one, other] = [await begin(), await begin()];
  for (let i = 0; i < 20; i++) expect((await get(`/chat/sessions/${one}`)).status).toBe(200);
  const refused = await get(`/chat/sessions/${one}`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await get(`/chat/sessions/${other}`)).status).toBe(200);
  clock.set(clock.now() + 2 * SECOND);
  expect((await get(`/chat/sessions/${one}`)).status).toBe(200);
});
