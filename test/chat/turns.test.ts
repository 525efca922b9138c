import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, hangup, patientDoor, say, scriptedDoor } from './door.ts';
import { openChatApp } from './open.ts';

const open = (flags = {}) => {
  const scripted = scriptedDoor({
    visitor: {
      begins: [say('Welcome.'), ask('How can we help?', 'Flight status', 'A lost bag')],
      turns: [
        { hears: { digits: '2' }, answers: [ask('What is on its tag?')] },
        { hears: { speech: '0042 17', digits: '004217' }, answers: [say('It is found.'), hangup] },
      ],
    },
  });
  return { ...scripted, ...openChatApp(scripted.door, {}, flags) };
};

test('a chat from its greeting to its end', async () => {
  const { post, get, kept } = open();
  const begun = await post('/chat/sessions', { locale: 'en-GB' });
  expect(begun.status).toBe(201);
  expect(begun.headers.get('cache-control')).toBe('no-store');
  const { session } = begun.body;
  expect(session).toMatch(/^chat_[\w-]{32}$/);
  expect(begun.body).toEqual({
    session,
    step: 0,
    locale: 'en',
    messages: [
      { by: 'us', text: 'Welcome.' },
      { by: 'us', text: 'How can we help?' },
    ],
    choices: [
      { key: '1', label: 'Flight status' },
      { key: '2', label: 'A lost bag' },
    ],
    open: true,
    person: false,
  });
  const chosen = await post(`/chat/sessions/${session}/turns`, { step: 1, choice: '2' });
  expect(chosen.body).toMatchObject({
    step: 1,
    messages: [{ text: 'What is on its tag?' }],
    choices: [],
    open: true,
  });
  const typed = await post(`/chat/sessions/${session}/turns`, { step: 2, text: ' 0042\u0000\n17\u202e ' });
  expect(typed.body).toMatchObject({ step: 2, messages: [{ text: 'It is found.' }], open: false });
  const { body } = await get(`/chat/sessions/${session}`);
  expect(body.messages.map(({ by, text }: { by: string; text: string }) => `${by}: ${text}`)).toEqual([
    'us: Welcome.',
    'us: How can we help?',
    'them: A lost bag',
    'us: What is on its tag?',
    'them: 0042 17',
    'us: It is found.',
  ]);
  expect([body.step, body.open]).toEqual([2, false]);
  expect(kept.size).toBe(1);
});

test('the same step is answered the same way, and later ones wait for their turn', async () => {
  const { post, begin, turnsTaken } = open();
  const path = `/chat/sessions/${await begin()}/turns`;
  const early = await post(path, { step: 2, text: 'hello' });
  expect(early.status).toBe(409);
  expect(early.body).toEqual({
    error: 'the chat is at step 0',
    where: 'step',
    mend: 'read it with GET /chat/sessions/{id}, and go on with step 1',
  });
  const once = await post(path, { step: 1, choice: '2' });
  const twice = await post(path, { step: 1, choice: '2' });
  expect(twice.body).toEqual(once.body);
  expect(turnsTaken()).toBe(1);
});

test('what has ended takes no more, and ending it again changes nothing', async () => {
  const { post, begin, get } = open();
  const session = await begin();
  for (let i = 0; i < 2; i++)
    expect(await post(`/chat/sessions/${session}/end`, '')).toMatchObject({
      status: 200,
      body: { session, open: false },
    });
  const { status, body } = await post(`/chat/sessions/${session}/turns`, { step: 1, choice: '2' });
  expect([status, body.error]).toEqual([409, 'this chat has ended']);
  expect((await get(`/chat/sessions/${session}`)).body).toMatchObject({ open: false, choices: [] });
  expect((await get(`/chat/sessions/${session}/live`)).status).toBe(409);
});

test('a chat that is not there', async () => {
  const { get, post } = open();
  const unknown = `chat_${'x'.repeat(32)}`;
  for (const { status, body } of [
    await get(`/chat/sessions/${unknown}`),
    await get(`/chat/sessions/${unknown}/live`),
    await post(`/chat/sessions/${unknown}/turns`, { step: 1, text: 'hi' }),
    await post(`/chat/sessions/${unknown}/end`, {}),
  ]) {
    expect(status).toBe(404);
    expect(body).toEqual({ error: 'there is no such chat', where: 'session', mend: expect.any(String) });
  }
  expect((await get('/chat/sessions/t_1')).status).toBe(400);
});

test.each([
  ['no step', { text: 'hi' }, 'step'],
  ['step 0', { step: 0, text: 'hi' }, 'step'],
  ['half a step', { step: 1.5, text: 'hi' }, 'step'],
  ['neither', { step: 1 }, 'text'],
  ['nothing but control characters', { step: 1, text: '\u0000\u0007\n ' }, 'text'],
  ['a choice that is no key', { step: 1, choice: '<b>' }, 'choice'],
  ['no JSON', '{', undefined],
  ['nothing', '', undefined],
])('a turn is refused: %s', async (_, turn, where) => {
  const { post, begin } = open();
  const { status, body } = await post(`/chat/sessions/${await begin()}/turns`, turn);
  expect(status).toBe(400);
  expect(body.error).toEqual(expect.any(String));
  if (where)
    expect([body.where, ...(body.details ?? []).map((one: { where: string }) => one.where)]).toContain(where);
});

test('a text is cut at 1,000 characters, and a body at 16 kB', async () => {
  const long = 'x'.repeat(2000);
  const scripted = scriptedDoor({
    visitor: {
      begins: [ask('Yes?')],
      turns: [{ hears: { speech: long.slice(0, 1000) }, answers: [ask('Ah.')] }],
    },
  });
  const { post, begin } = openChatApp(scripted.door);
  const path = `/chat/sessions/${await begin()}/turns`;
  expect((await post(path, { step: 1, text: long })).status).toBe(200);
  const { status, body } = await post(path, { step: 2, text: 'x'.repeat(17_000) });
  expect([status, body.error]).toEqual([413, 'the body is larger than 16 kB']);
});

test('whatever is sent, nothing fails on our side', async () => {
  const { door } = patientDoor();
  let address = 0;
  const { app, post, begin } = openChatApp({
    ...door,
    // Whatever is heard is answered, as the door that is the real one does.
    turn: async (id, step) => {
      const transcript = await door.read(id);
      if (!transcript) throw new Error(`there is no ${id}`);
      return { ...transcript.reply, step };
    },
  });
  const session = await begin();
  const json = fc.oneof(
    fc.json(),
    fc
      .record({
        step: fc.oneof(fc.nat(), fc.jsonValue()),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      })
      .map((o) => JSON.stringify(o)),
    fc.record({ step: fc.integer(), choice: fc.string() }).map((o) => JSON.stringify(o)),
    fc
      .record({
        token: fc.oneof(fc.string(), fc.constant('a.b.c'), fc.base64String()),
        locale: fc.jsonValue(),
      })
      .map((o) => JSON.stringify(o)),
    fc.string({ unit: 'binary' }),
  );
  const path = fc.constantFrom(
    '/chat/sessions',
    `/chat/sessions/${session}/turns`,
    `/chat/sessions/${session}/end`,
  );
  const anyPath = fc.oneof(
    path,
    fc.webPath().map((rest) => `/chat/sessions/${rest}`),
  );
  await fc.assert(
    fc.asyncProperty(anyPath, json, async (where, body) => {
      // Each from an address of its own, so that none is only told to wait.
      const env = { incoming: { socket: { remoteAddress: `2001:db8::${(address++).toString(16)}` } } };
      const { status } = await post(where, body, {}, env);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
  const id = await app.request('/chat/sessions/%00');
  expect(id.status).toBe(400);
});
