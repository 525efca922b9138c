import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { type JambonzDeps, jambonzRoutes } from '../../src/conversation/index.ts';
import { answerError, ManualClock, openLog } from '../../src/platform/index.ts';

type Door = JambonzDeps['door'];
type Reply = Awaited<ReturnType<Door['begin']>>;

const NOW = Date.parse('2026-01-05T23:00:00Z');
const SECRET = 'wh_0123456789abcdef';
const CALL = {
  call_sid: '5a9b-11ee_Z',
  account_sid: 'a',
  application_sid: 'b',
  direction: 'inbound',
  from: '+13125550101',
  to: '+13125550100',
  call_status: 'trying',
};
const PRESENCE = { from: '+13125550101', verstat: '', loggedInAs: null };
const ASKED: Reply = {
  id: CALL.call_sid,
  step: 0,
  locale: 'en',
  language: 'en-US',
  actions: [{ do: 'ask', prompt: 'Yes?', choices: [], hints: ['yes'], digits: 1 }],
};

/** Does what it was told to when it is asked exactly what it was told, in that order; throws at anything else. */
class ToldDoor implements Pick<Door, 'begin' | 'turn' | 'end'> {
  #told: { asked: unknown[]; answer: Reply | Error | null }[] = [];
  tell(asked: unknown[], answer: Reply | Error | null = null): void {
    this.#told.push({ asked, answer });
  }
  get left(): number {
    return this.#told.length;
  }
  begin = async (...asked: Parameters<Door['begin']>) => this.#reply(['begin', ...asked]);
  turn = async (...asked: Parameters<Door['turn']>) => this.#reply(['turn', ...asked]);
  end = async (...asked: Parameters<Door['end']>) => {
    this.#next(['end', ...asked]);
  };
  #reply(asked: unknown[]): Reply {
    const answer = this.#next(asked);
    if (!answer) throw new Error('nobody said what to reply');
    return answer;
  }
  #next(asked: unknown[]): Reply | null {
    const next = this.#told.shift();
    expect(asked).toEqual(next?.asked);
    if (next?.answer instanceof Error) throw next.answer;
    return next?.answer ?? null;
  }
}

const door = new ToldDoor();
afterEach(() => expect(door.left).toBe(0));

function open(setting: Partial<JambonzDeps['config']> = {}) {
  const config = { sandbox: true, jambonzSecret: null, publicUrl: null, agentNumber: null, ...setting };
  const log = openLog('silent');
  const app = new Hono();
  app.onError(answerError(log));
  app.route('/', jambonzRoutes({ door, config, log, clock: new ManualClock(NOW) }));
  return (path: string, body: object | string, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
}
/** As base-requestor.js of jambonz-feature-server makes it. */
const sign = (body: object | string, { secret = SECRET, at = NOW } = {}) => {
  const seconds = Math.floor(at / 1000);
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const v1 = createHmac('sha256', secret).update(`${seconds}.${raw}`, 'utf8').digest('hex');
  return { 'Jambonz-Signature': `t=${seconds},v1=${v1}` };
};

test('a call that comes in begins at the door, and is asked to go on there', async () => {
  door.tell(['begin', CALL.call_sid, 'voice', PRESENCE], ASKED);
  const response = await open()('/voice/jambonz', { ...CALL, sip: { headers: { From: 'x' } } });
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.json()).toMatchObject([
    { verb: 'gather', actionHook: '/voice/jambonz/turn?step=1', say: { text: 'Yes?' } },
  ]);
});

test('a call that we placed says so; its next address is public, and a step further than the reply', async () => {
  door.tell(['begin', CALL.call_sid, 'outbound', PRESENCE], { ...ASKED, step: 4 });
  const post = open({ publicUrl: 'https://hawk.example/b/' });
  const response = await post('/voice/jambonz', { ...CALL, direction: 'outbound' });
  expect(await response.json()).toMatchObject([
    { actionHook: 'https://hawk.example/b/voice/jambonz/turn?step=5' },
  ]);
});

const said = (transcript: unknown) => ({
  alternatives: [{ transcript, confidence: 0.9 }, { transcript: 'other' }],
});
test.each<[string, object, object]>([
  ['words', { reason: 'speechDetected', speech: said('Yes, please.') }, { speech: 'Yes, please.' }],
  ['keys', { reason: 'dtmfDetected', digits: '12' }, { digits: '12' }],
  ['silence', { reason: 'timeout' }, {}],
  ['an error', { reason: 'error', details: {} }, {}],
  ['words of an odd form', { speech: { alternatives: 'yes' }, digits: 7 }, {}],
  ['words that are none', { speech: said(null) }, {}],
  ['no alternative', { speech: { alternatives: [] } }, {}],
  ['control characters', { speech: said('yes\u0000\nno\ud800') }, { speech: 'yes no\ufffd' }],
  ['endless words', { speech: said('x'.repeat(5000)) }, { speech: 'x'.repeat(1000) }],
  ['an agent who answered', { dial_call_status: 'completed' }, { dialled: true }],
  ['an agent who did not', { dial_call_status: 'no-answer', dial_sip_status: 480 }, { dialled: false }],
  ['an agent who was busy', { dial_call_status: 'busy' }, { dialled: false }],
])('%s at a turn', async (_, result, heard) => {
  const whole = { speech: '', digits: '', dialled: null, ...heard };
  door.tell(['turn', CALL.call_sid, 3, whole, 'voice', PRESENCE], { ...ASKED, actions: [{ do: 'hangup' }] });
  const response = await open()('/voice/jambonz/turn?step=3', { ...CALL, ...result });
  expect(await response.json()).toEqual([{ verb: 'hangup' }]);
});

test.each(['x', '', '-1', '1e3', '99999'])('step "%s" is none that was asked for', async (step) => {
  door.tell(['turn', CALL.call_sid, -1, { speech: '', digits: '', dialled: null }, 'voice', PRESENCE], ASKED);
  expect((await open()(`/voice/jambonz/turn?step=${step}`, CALL)).status).toBe(200);
});

test.each([
  ['completed', 37, 37],
  ['failed', 0, 0],
  ['busy', undefined, null],
  ['no-answer', 'long', null],
  ['completed', 1.5, null],
  ['completed', -1, null],
])('a call that is %s after %s is over', async (call_status, duration, seconds) => {
  door.tell(['end', CALL.call_sid, seconds]);
  expect((await open()('/voice/jambonz/status', { ...CALL, call_status, duration })).status).toBe(204);
});

test('what is not over, or is the agent’s call, is noted and no more', async () => {
  for (const call_status of ['trying', 'ringing', 'early-media', 'in-progress', 'nonsense', 7])
    expect((await open()('/voice/jambonz/status', { ...CALL, call_status })).status).toBe(204);
  const agents = { ...CALL, call_status: 'completed', direction: 'outbound', parent_call_sid: 'p' };
  expect((await open()('/voice/jambonz/status', agents)).status).toBe(204);
});

test('when the door fails, a person takes over', async () => {
  for (const agentNumber of [null, '+13125550123']) {
    door.tell(['begin', CALL.call_sid, 'voice', PRESENCE], new Error('the store is gone'));
    const verbs = (await (await open({ agentNumber })('/voice/jambonz', CALL)).json()) as { verb: string }[];
    expect(verbs.map(({ verb }) => verb)).toEqual(
      agentNumber ? ['say', 'dial', 'enqueue'] : ['say', 'enqueue'],
    );
    expect(verbs[0]).toMatchObject({ text: expect.stringMatching(/went wrong on our side/) });
  }
});

const PATHS = ['/voice/jambonz', '/voice/jambonz/turn?step=1', '/voice/jambonz/status'];
const refusal = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as object),
});

test('what jambonz signed is answered', async () => {
  const post = open({ sandbox: false, jambonzSecret: SECRET });
  for (const at of [NOW, NOW - 299_000, NOW + 60_000]) {
    door.tell(['begin', CALL.call_sid, 'voice', PRESENCE], ASKED);
    expect((await post('/voice/jambonz', CALL, sign(CALL, { at }))).status).toBe(200);
  }
  door.tell(['begin', CALL.call_sid, 'voice', PRESENCE], ASKED);
  const { 'Jambonz-Signature': right } = sign(CALL);
  const two = { 'Jambonz-Signature': right.replace(',', `, v1=${'0'.repeat(64)}, `) };
  expect((await post('/voice/jambonz', CALL, two)).status).toBe(200);
});

const OLD = Math.floor(NOW / 1000) - 301;
test.each<[string, Record<string, string>, RegExp]>([
  ['with another secret', sign(CALL, { secret: 'other' }), /does not fit/],
  ['over another body', sign({ ...CALL, from: '+1' }), /does not fit/],
  ['too long ago', sign(CALL, { at: OLD * 1000 }), /older than five minutes/],
  [
    'at a time that was changed',
    {
      'Jambonz-Signature': sign(CALL, { at: OLD * 1000 })['Jambonz-Signature'].replace(
        /t=\d+/,
        `t=${NOW / 1000}`,
      ),
    },
    /does not fit/,
  ],
  [
    'at no time',
    { 'Jambonz-Signature': sign(CALL)['Jambonz-Signature'].replace(/t=\d+,/, '') },
    /does not fit/,
  ],
  [
    'in another scheme',
    { 'Jambonz-Signature': sign(CALL)['Jambonz-Signature'].replace('v1', 'v0') },
    /does not fit/,
  ],
  ['with nothing', { 'Jambonz-Signature': '' }, /does not fit/],
  ['with garbage', { 'Jambonz-Signature': `t=${NOW / 1000},v1=${'ÿ'.repeat(64)}` }, /does not fit/],
])('what is signed %s is refused, in the sandbox too', async (_, headers, error) => {
  for (const sandbox of [false, true]) {
    const post = open({ sandbox, jambonzSecret: SECRET });
    for (const path of PATHS)
      expect(await refusal(await post(path, CALL, headers))).toMatchObject({
        status: 403,
        error: expect.stringMatching(error),
        where: 'Jambonz-Signature header',
      });
  }
});

test('unsigned requests are for the sandbox, and without a secret nothing can be checked', async () => {
  const refused = async (setting: Partial<JambonzDeps['config']>, headers = {}) =>
    refusal(await open(setting)('/voice/jambonz', CALL, headers));
  expect(await refused({ sandbox: false, jambonzSecret: SECRET })).toMatchObject({
    status: 403,
    error: 'the request is not signed',
  });
  const bare = { mend: expect.stringContaining('JAMBONZ_WEBHOOK_SECRET') };
  expect(await refused({ sandbox: false }, sign(CALL))).toMatchObject({ status: 503, ...bare });
  expect(await refused({ sandbox: true }, sign(CALL))).toMatchObject({ status: 403, ...bare });
});

test.each([
  ['nothing', '', /^the body is not JSON/, 'body'],
  ['a form', 'call_sid=1', /^the body is not JSON/, 'body'],
  ['half a body', '{"call_sid":"5a', /^the body is not JSON/, 'body'],
  ['a list', '[1]', 'the body is no object', 'body'],
  ['no id', '{"from":"+1"}', 'call_sid is missing', 'call_sid'],
  ['an id that is none', '{"call_sid":7}', 'call_sid is missing', 'call_sid'],
  ['an id with more in it', `{"call_sid":"a';--"}`, 'call_sid is not an id of a call', 'call_sid'],
  ['an endless id', `{"call_sid":"${'a'.repeat(5000)}"}`, 'call_sid is not an id of a call', 'call_sid'],
])('%s is told what is missing', async (_, body, error, where) => {
  for (const path of PATHS)
    expect(await refusal(await open()(path, body))).toMatchObject({
      status: 400,
      error: typeof error === 'string' ? error : expect.stringMatching(error),
      where,
      mend: expect.stringContaining('call_sid'),
    });
});

test('a giant body is refused', async () => {
  for (const path of PATHS)
    expect((await open()(path, { ...CALL, x: 'x'.repeat(140_000) })).status).toBe(413);
});
