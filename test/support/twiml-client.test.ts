import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { expect, test } from 'vitest';
import { TwilioCall, type TwilioSettings } from './twiml-client.ts';
import { expectValidTwiml } from './twiml-grammar.ts';

const wrap = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`;
const SITE = 'https://ivr.example/voice';

type Asked = { path: string; form: Record<string, string>; headers: Headers; method: string };
/** A site that answers its paths with documents, and throws where it was not told what to answer. */
function site(documents: Record<string, string | number>, more: Partial<TwilioSettings> = {}) {
  const asked: Asked[] = [];
  const call = new TwilioCall({
    url: SITE,
    from: '+13125550101',
    ...more,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const query = request.method === 'GET' ? search.slice(1) : await request.text();
      const path = request.method === 'GET' ? pathname : pathname + search;
      const form = Object.fromEntries(new URLSearchParams(query));
      asked.push({ path, form, headers: request.headers, method: request.method });
      const answer = documents[path];
      if (answer === undefined) throw new Error(`nobody said what ${path} answers`);
      if (typeof answer === 'number') return new Response(null, { status: answer });
      return new Response(wrap(answer), { headers: { 'Content-Type': 'text/xml' } });
    },
  });
  return { call, asked, last: () => asked.at(-1) };
}

const GATHER = '<Gather input="dtmf speech" numDigits="1" action="turn?step=1"><Say>Yes?</Say></Gather>';

test('verbs are carried out in their order, addresses are resolved against the document, the end is told', async () => {
  const { call, asked } = site(
    {
      '/voice': `<Say>One.</Say><Pause length="2"/><Redirect>/menu/main</Redirect><Say>Never.</Say>`,
      '/menu/main': GATHER,
      '/menu/turn?step=1': '<Say>Bye.</Say>',
      '/status': 204,
    },
    { statusCallback: 'https://ivr.example/status' },
  );
  await call.call();
  expect([call.state, call.says]).toEqual(['listening', ['One.', 'Yes?']]);
  await call.say('yes');
  expect([call.state, call.says, call.heard]).toEqual(['ended', ['Bye.'], ['One.', 'Yes?', 'Bye.']]);
  expect(asked.map(({ path }) => path)).toEqual(['/voice', '/menu/main', '/menu/turn?step=1', '/status']);
  expect(asked.map(({ form }) => form.CallStatus)).toEqual([
    'ringing',
    'in-progress',
    'in-progress',
    'completed',
  ]);
  expect(asked[2]?.form).toMatchObject({ SpeechResult: 'yes', From: '+13125550101', CallSid: call.callSid });
  expect(asked[3]?.form.CallDuration).toBe('3');
});

test.each([
  [
    'a gather that gets nothing falls through',
    `${GATHER}<Say>Nobody there?</Say><Hangup/>`,
    'ended',
    ['Nobody there?'],
  ],
  ['or ends the call where nothing follows', GATHER, 'ended', []],
  [
    'or asks its action, where told to',
    GATHER.replace('numDigits', 'actionOnEmptyResult="true" numDigits'),
    'queued',
    [],
  ],
])('%s', async (_, document, state, says) => {
  const { call } = site({ '/voice': document, '/turn?step=1': '<Enqueue>people</Enqueue>' });
  await call.call();
  await call.silent();
  expect([call.state, call.says]).toEqual([state, says]);
  expect(call.seconds).toBeGreaterThanOrEqual(5);
});

test.each([
  ['numDigits="1"', '1', '1', 0],
  ['numDigits="1"', '12', '1', 0],
  ['numDigits="4"', '12', '12', 5],
  ['', '123#', '123', 0],
  ['finishOnKey="*"', '12*3', '12', 0],
  ['numDigits="1"', '#', undefined, 5],
  ['numDigits="1" finishOnKey=""', '#', '#', 0],
  ['input="speech"', '1', undefined, 5],
])('of a gather with %s, keys %s arrive as %s after %i s', async (attributes, keys, digits, seconds) => {
  const { call, last } = site({
    '/voice': `<Gather action="/got" actionOnEmptyResult="true" ${attributes}/>`,
    '/got': '<Hangup/>',
  });
  await call.call();
  await call.press(keys);
  expect(last()?.form.Digits).toBe(digits);
  expect(call.seconds).toBe(seconds);
});

test('keys stop a prompt, unless the gather forbids', async () => {
  for (const [bargeIn, path] of [
    ['true', '/got'],
    ['false', '/voice'],
  ]) {
    const { call, last } = site({
      '/voice': `<Gather action="/got" bargeIn="${bargeIn}" numDigits="1"><Say>Long words.</Say></Gather>`,
      '/got': '<Hangup/>',
    });
    await call.call();
    await call.press('1', { during: true });
    expect(last()?.path).toBe(path);
  }
});

test('a dialled call that ends asks the action, or goes on behind it', async () => {
  const action = site({
    '/voice': '<Dial action="/after">+13125550123</Dial>',
    '/after': '<Enqueue>people</Enqueue>',
  });
  await action.call.call();
  expect(action.call.dialed).toBe('+13125550123');
  await action.call.dialEnds('no-answer');
  expect(action.last()?.form).toMatchObject({ DialCallStatus: 'no-answer', CallStatus: 'in-progress' });
  expect(action.call.queue).toBe('people');
  const none = site({ '/voice': '<Dial>+13125550123</Dial><Enqueue>people</Enqueue>' });
  await none.call.call();
  await none.call.dialEnds('busy');
  expect(none.call.queue).toBe('people');
  expect(none.asked).toHaveLength(1);
});

test('requests are signed as Twilio’s own library checks it, whatever the method', async () => {
  const token = 'a'.repeat(32);
  const { call, asked } = site(
    { '/voice': '<Redirect method="GET">/other?step=1</Redirect>', '/other': '<Hangup/>' },
    { token, extra: { StirVerstat: 'TN-Validation-Passed-A', Odd: 'ä & =' } },
  );
  await call.call();
  const [posted, got] = asked;
  const signature = posted?.headers.get('x-twilio-signature') ?? '';
  expect(validateRequest(token, signature, SITE, posted?.form ?? {})).toBe(true);
  expect(got?.method).toBe('GET');
  expect(got?.headers.get('x-twilio-signature')).toBeTruthy();
});

test('a webhook that fails is tried again where told to, with the same token; else the call is cut off', async () => {
  let fail = 2;
  const tokens: (string | null)[] = [];
  const call = new TwilioCall({
    url: SITE,
    from: '+13125550101',
    retries: 2,
    fetch: (request) => {
      tokens.push(request.headers.get('i-twilio-idempotency-token'));
      fail -= 1;
      if (fail === 1) throw new Error('connection reset');
      if (fail === 0) return new Response('busy', { status: 503 });
      return new Response(wrap('<Enqueue>people</Enqueue>'), { headers: { 'Content-Type': 'text/xml' } });
    },
  });
  await call.call();
  expect(call.queue).toBe('people');
  expect(tokens).toHaveLength(3);
  expect(new Set(tokens).size).toBe(1);
  await expect(site({ '/voice': 500 }).call.call()).rejects.toThrow('11200');
});

test.each([
  ['Shout may not stand in Response', '<Shout>Hello</Shout>'],
  ['Say has no attribute volume', '<Say volume="11">Hello</Say>'],
  ['no attribute __toString', '<Say toString="1">Hello</Say>'],
  ['Say language is "en-XX"', '<Say language="en-XX">Hello</Say>'],
  ['nothing to say', '<Say> </Say>'],
  ['4097 characters', `<Say>${'x'.repeat(4097)}</Say>`],
  ['Hangup may not stand in Say', '<Say>Hello<Hangup/></Say>'],
  ['Hangup may not stand in Gather', '<Gather><Hangup/></Gather>'],
  ['not a whole number', '<Gather numDigits="one"/>'],
  ['less than one', '<Gather numDigits="0"/>'],
  ['not true or false', '<Gather actionOnEmptyResult="yes"/>'],
  ['no input is called voice', '<Gather input="voice"/>'],
  ['no key', '<Gather finishOnKey="##"/>'],
  ['more than 100', `<Gather hints="${'x'.repeat(101)}"/>`],
  ['500 are the most', `<Gather hints="${'x,'.repeat(501)}"/>`],
  ['not one of GET, POST', '<Gather method="PUT"/>'],
  ['nobody to dial', '<Dial/>'],
  ['no number to dial', '<Dial>555-0123</Dial>'],
  ['names no queue', '<Enqueue/>'],
  ['no address', '<Redirect></Redirect>'],
  ['no XML', '<Say>Hello</Say'],
])('refused: %s', (why, inside) => {
  expect(() => expectValidTwiml(wrap(inside))).toThrow(why);
});

test('what is no document at all is refused', async () => {
  expect(() => expectValidTwiml('<Answer/>')).toThrow('12102');
  expect(() => expectValidTwiml(` ${wrap('<Hangup/>')}`)).toThrow('12100');
  const call = new TwilioCall({
    url: SITE,
    from: '',
    fetch: () => new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
  });
  await expect(call.call()).rejects.toThrow('12300');
});

test('documents that only lead to each other are refused', async () => {
  const { call } = site({ '/voice': '<Redirect>/other</Redirect>', '/other': '<Redirect>/voice</Redirect>' });
  await expect(call.call()).rejects.toThrow('in circles');
});

test('whatever Twilio’s library writes of words is taken, and said as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      fc.pre(text.trim() !== '' && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text));
      const response = new VoiceResponse();
      response.say({ language: 'en-GB' }, text);
      response
        .gather({ input: ['dtmf', 'speech'], numDigits: 1, hints: 'a, b' })
        .say({ language: 'es-MX' }, text);
      response.dial({ action: '/x?a=1&b=2', method: 'POST' }, '+13125550123');
      const [say] = expectValidTwiml(response.toString()).children;
      expect(say?.text).toBe(text);
    }),
  );
});
