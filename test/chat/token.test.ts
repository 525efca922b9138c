import { generateKeyPairSync } from 'node:crypto';
import { sign } from 'hono/jwt';
import { expect, test } from 'vitest';
import { ask, scriptedDoor } from './door.ts';
import { NOW, openChatApp, SECRET } from './open.ts';

const AUD = 'beforehand-chat';
const at = (minutes: number) => NOW / 1000 + minutes * 60;
const good = { sub: 'C1', aud: AUD, exp: at(10) };
const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const open = () => {
  const scripted = scriptedDoor({ C1: { begins: [ask('Hello Ada.')] } });
  return { ...scripted, ...openChatApp(scripted.door) };
};

test.each([
  ['as it should be', good],
  ['an audience among others', { ...good, aud: ['other', AUD] }],
  ['an hour ahead, by a clock that is fast', { ...good, exp: at(60.5) }],
  ['made by a clock that is fast', { ...good, iat: at(0.5), nbf: at(0.5) }],
])('a token vouches for a customer: %s', async (_, claims) => {
  const { post, begun } = open();
  const { status, body } = await post('/chat/sessions', {
    token: await sign(claims, SECRET),
    locale: 'es-MX',
  });
  expect([status, body.messages]).toEqual([201, [{ by: 'us', text: 'Hello Ada.' }]]);
  expect(begun).toEqual([{ from: '', verstat: '', loggedInAs: 'C1', locale: 'es' }]);
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const signed = await sign(good, SECRET);
const [head, body, tail] = signed.split('.') as [string, string, string];

test.each<[string, string | Promise<string>, RegExp]>([
  ['expired', sign({ ...good, exp: at(0) }, SECRET), /expired/],
  ['without exp', sign({ sub: 'C1', aud: AUD }, SECRET), /no exp/],
  ['exp as text', sign({ ...good, exp: `${at(10)}` as unknown as number }, SECRET), /no exp/],
  ['good for a day', sign({ ...good, exp: at(1440) }, SECRET), /too long/],
  ['not valid yet', sign({ ...good, nbf: at(5) }, SECRET), /not valid yet/],
  ['for another', sign({ ...good, aud: 'payments' }, SECRET), /not meant/],
  ['for nobody', sign({ sub: 'C1', exp: at(10) }, SECRET), /not meant/],
  ['of nobody', sign({ aud: AUD, exp: at(10) }, SECRET), /no customer/],
  ['sub empty', sign({ ...good, sub: '' }, SECRET), /no customer/],
  ['sub a number', sign({ ...good, sub: 7 as unknown as string }, SECRET), /no customer/],
  ['sub not storable', sign({ ...good, sub: 'C\0' }, SECRET), /no customer/],
  ['by another secret', sign(good, 'another secret of somebody else!!'), /signature/],
  ['tampered', `${head}.${part({ ...good, sub: 'C2' })}.${tail}`, /signature/],
  ['cut', `${head}.${body}.${tail.slice(0, -3)}`, /signature/],
  ['no signature', `${head}.${body}.`, /signature/],
  ['alg none', `${part({ alg: 'none', typ: 'JWT' })}.${body}.`, /HS256/],
  ['alg None, signed', `${part({ alg: 'None', typ: 'JWT' })}.${body}.${tail}`, /HS256/],
  ['HS512', sign(good, SECRET, 'HS512'), /HS256/],
  ['RS256', sign(good, privateKey.export({ format: 'jwk' }), 'RS256'), /HS256/],
  ['HS256 by a public key', sign(good, pem, 'HS256'), /signature/],
  ['crit', `${part({ alg: 'HS256', typ: 'JWT', crit: ['b64'] })}.${body}.${tail}`, /HS256/],
  ['claims null', `${head}.${part('null')}.${tail}`, /JWT/],
  ['claims no JSON', `${head}.${part('{')}.${tail}`, /JWT/],
  ['no JWT', 'letmein', /JWT/],
  ['dots', '..', /JWT/],
])('a token is refused with its mend: %s', async (_, token, what) => {
  const { post, begun } = open();
  const { status, body } = await post('/chat/sessions', { token: await token });
  expect(status).toBe(401);
  expect(body).toEqual({
    error: expect.stringMatching(what),
    where: 'token',
    mend: expect.stringMatching(/\w{3}/),
  });
  expect(begun).toEqual([]);
});

test('a token expires by the clock of the service', async () => {
  const { post, clock } = open();
  const token = await sign(good, SECRET);
  clock.set(NOW + 10 * 60_000);
  expect((await post('/chat/sessions', { token })).status).toBe(401);
});

test('without a secret nobody is vouched for', async () => {
  const { door } = open();
  const { post } = openChatApp(door, {}, { BEFOREHAND_CHAT_SECRET: '' });
  const { status, body } = await post('/chat/sessions', { token: await sign(good, SECRET) });
  expect([status, body.mend]).toEqual([401, 'set BEFOREHAND_CHAT_SECRET']);
});
