import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { twilioSignature } from './twilio-signature.ts';
import { parseTwiml } from './twiml.ts';
import type { Answer, Call } from './twiml-client.ts';
import { placeCall } from './twiml-client.ts';

/** A product that is a table of documents; what is asked beyond it throws. */
function line(documents: Record<string, string>) {
  const requests: { url: string; body: Record<string, string>; headers: Record<string, string> }[] = [];
  const fetchDocument: typeof fetch = async (input, init) => {
    const url = String(input);
    const body = Object.fromEntries(new URLSearchParams(String(init?.body ?? '')));
    requests.push({ url, body, headers: init?.headers as Record<string, string> });
    const xml = documents[url];
    if (xml === undefined) return new Response('not found', { status: 404 });
    return new Response(`<Response>${xml}</Response>`, { headers: { 'content-type': 'text/xml' } });
  };
  return { requests, fetch: fetchDocument };
}

const url = 'https://x.test/voice/twiml';
const call = (documents: Record<string, string>, answers: Answer[], over: Partial<Call> = {}) => {
  const { requests, fetch } = line(documents);
  const prompts: string[] = [];
  const answer: Call['answer'] = (prompt) => {
    prompts.push(prompt);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody said how to answer "${prompt}"`);
    return next;
  };
  const made = placeCall({ url, from: '+17135550101', to: '+18005550100', answer, fetch, ...over });
  return made.then((transcript) => ({ transcript, requests, prompts }));
};

test('verbs run in order, addresses are relative to the document, digits go to the action', async () => {
  const { transcript, requests, prompts } = await call(
    {
      [url]:
        '<Say>One</Say><Pause length="2"/><Gather numDigits="1" action="twiml/a?x=1&amp;y=2"><Say>Two</Say></Gather><Say>never</Say>',
      'https://x.test/voice/twiml/a?x=1&y=2': '<Redirect>../other</Redirect><Say>never</Say>',
      'https://x.test/voice/other':
        '<Say>Three &amp; <emphasis>four</emphasis></Say><Enqueue>people</Enqueue>',
    },
    [{ digits: '15#' }],
  );
  expect(prompts).toEqual(['One Two']);
  expect(transcript.turns.map(({ by, text }) => `${by}: ${text}`)).toEqual([
    'product: One',
    'product: Two',
    'caller: [15#]',
    'product: Three & four',
  ]);
  expect(transcript).toMatchObject({ ended: 'enqueued', handedTo: 'people' });
  expect(requests.map(({ body }) => [body.CallStatus, body.Digits])).toEqual([
    ['ringing', undefined],
    ['in-progress', '1'],
    ['in-progress', undefined],
  ]);
  expect(new Set(requests.map(({ body }) => body.CallSid)).size).toBe(1);
  expect(requests[0]?.body).toMatchObject({ From: '+17135550101', To: '+18005550100', Direction: 'inbound' });
});

const gather = (attributes: string): string =>
  `<Gather ${attributes}><Say>Well?</Say></Gather><Say>Nothing.</Say>`;
const after = '<Say>Got it.</Say><Hangup/>';
test.each<[string, string, Answer, string, Record<string, string> | null]>([
  ['silence falls through', 'action="a"', 'silence', 'out-of-verbs', null],
  ['speech to a keypad is not heard', 'action="a"', { speech: 'yes' }, 'out-of-verbs', null],
  [
    'digits to a microphone are not heard',
    'action="a" input="speech"',
    { digits: '1' },
    'out-of-verbs',
    null,
  ],
  [
    'speech is',
    'action="a" input="dtmf speech"',
    { speech: 'yes' },
    'product-hung-up',
    { SpeechResult: 'yes' },
  ],
  [
    'silence is told if asked for',
    'action="a" actionOnEmptyResult="true"',
    'silence',
    'product-hung-up',
    { Digits: '' },
  ],
  ['the caller may ring off', 'action="a"', 'hangup', 'caller-hung-up', null],
])('%s', async (_, attributes, answer, ended, sent) => {
  const { transcript, requests } = await call(
    { [url]: gather(attributes), 'https://x.test/voice/a': after },
    [answer],
  );
  expect(transcript.ended).toBe(ended);
  expect(requests).toHaveLength(sent ? 2 : 1);
  if (sent) expect(requests[1]?.body).toMatchObject(sent);
});

test('without an action the document is asked again; a GET has all in its query', async () => {
  const again = { [url]: '<Gather method="POST"/>' };
  await expect(call(again, Array(70).fill({ digits: '1' }))).rejects.toThrow(/no end after 60 requests/);
  const { fetch, requests } = line({});
  await placeCall({
    url,
    from: '+1',
    to: '+2',
    callSid: 'CA1',
    answer: () => 'silence',
    fetch: async (input, init) => {
      await fetch(input, init);
      const xml = requests.length === 1 ? '<Redirect method="GET">b?k=v</Redirect>' : '<Dial>+15</Dial>';
      return new Response(`<Response>${xml}</Response>`, { headers: { 'content-type': 'application/xml' } });
    },
  });
  expect(requests[1]?.url).toMatch(/^https:\/\/x\.test\/voice\/b\?k=v&CallSid=CA1&/);
});

describe('what an exchange would refuse is refused', () => {
  test.each([
    ['<Response><Say>a</Response>', /not well-formed/],
    ['<Respond/>', /root must be one <Response>/],
    ['<Response><Speak>a</Speak></Response>', /<Speak> is no verb/],
    ['<Response><Gather><Hangup/></Gather></Response>', /<Hangup> cannot stand in <Gather>/],
    ['<Response><Gather input="voice"/></Response>', /input="voice"/],
    ['<Response><Gather numDigits="one"/></Response>', /numDigits="one"/],
    ['<Response><Redirect method="PUT">a</Redirect></Response>', /method="PUT"/],
  ])('%s', (xml, message) => {
    expect(() => parseTwiml(xml)).toThrow(message);
  });
  test('an error page, or a page that is no XML', async () => {
    await expect(call({}, [])).rejects.toThrow('POST https://x.test/voice/twiml answered 404: not found');
    const fetch = async () => new Response('{}', { headers: { 'content-type': 'application/json' } });
    await expect(call({}, [], { fetch })).rejects.toThrow(/answered application\/json, not XML/);
  });
});

test('text the builder of twilio writes is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      // XML has no place for control characters and unpaired surrogates.
      const printable = text
        .replace(/[^\P{C}]/gu, '')
        .replace(/\s+/g, ' ')
        .trim();
      const response = new twilio.twiml.VoiceResponse();
      response
        .gather({ input: ['dtmf', 'speech'], action: `/a?b=${encodeURIComponent(printable)}&c=d` })
        .say(printable);
      const [verb] = parseTwiml(response.toString());
      expect(verb).toMatchObject({
        input: ['dtmf', 'speech'],
        action: `/a?b=${encodeURIComponent(printable)}&c=d`,
        prompt: [{ verb: 'Say', text: printable }],
      });
    }),
  );
});

test("the signature is Twilio's own", async () => {
  const params = { CallSid: 'CA1', To: '+18005550100', From: '+1 713', Digits: '1', SpeechResult: 'sí, más' };
  const signed = `${url}?a=1&b=2`;
  expect(twilio.validateRequest('token', twilioSignature('token', signed, params), signed, params)).toBe(
    true,
  );
  const { requests } = await call({ [url]: '<Hangup/>' }, [], { authToken: 'token' });
  const [request] = requests;
  const signature = request?.headers['x-twilio-signature'] ?? '';
  expect(twilio.validateRequest('token', signature, url, request?.body ?? {})).toBe(true);
  expect(twilio.validateRequest('other', signature, url, request?.body ?? {})).toBe(false);
});
