import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cityOf } from './cities.ts';

/** A stand-in for the product's public interfaces, for tests. Whatever it was not told of is a fault it records. */
export interface FakeProduct {
  url: string;
  faults: string[];
  events: Record<string, unknown>[];
  contacts: Record<string, unknown>[];
  clock: string[];
  calls: Map<string, { from: string; steps: string[]; duration: number | null }>;
  /** Answer this many requests with 503 first. */
  failNext: number;
  close(): Promise<void>;
}

class Fault extends Error {}

function must(condition: unknown, fault: string): asserts condition {
  if (!condition) throw new Fault(fault);
}

const AUTHORIZATION = `Basic ${Buffer.from('sandbox:').toString('base64')}`;

const MENU = `<Gather input="dtmf" numDigits="1" action="menu" timeout="4"><Say>To change a booking, press 1. For a
  refund, press 2. For missing bags, press 3. For baggage allowance, press 4. For seats, press 5. For help with check-in,
  press 6. For anything else, press 0.</Say></Gather><Redirect method="POST">/voice/twiml/person</Redirect>`;

const SCRIPT: Record<string, (said: URLSearchParams) => string> = {
  '/voice/twiml':
    () => `<Gather input="dtmf speech" numDigits="1" action="twiml/offer?v=1&amp;w=2" hints="yes, no">
    <Say voice="alice">Hello Ashley,</Say><Say>would you like to check the <emphasis>status</emphasis> of your flight?
    Say yes or press 1. For anything else, press 2.</Say></Gather><Redirect>twiml/menu-only</Redirect>`,
  '/voice/twiml/offer': (said) =>
    said.get('Digits') === '1' || /^(yes|yeah)/i.test(said.get('SpeechResult') ?? '')
      ? `<Say>Your flight leaves at 5:25 PM.</Say><Gather input="speech dtmf" numDigits="1" action="settled">
         <Say>Did that answer your question?</Say></Gather><Hangup/>`
      : MENU,
  '/voice/twiml/menu-only': () => MENU,
  '/voice/twiml/menu': (said) => {
    must(/^[0-6]$/.test(said.get('Digits') ?? ''), `the menu was answered with ${said}`);
    return '<Pause length="1"/><Redirect>person</Redirect>';
  },
  '/voice/twiml/person': () => '<Say>One moment.</Say><Enqueue>people</Enqueue>',
  '/voice/twiml/settled': (said) =>
    said.get('Digits') === '1' || /^(yes|yeah)/i.test(said.get('SpeechResult') ?? '')
      ? '<Say>Goodbye &amp; safe travels.</Say><Hangup/>'
      : '<Redirect>person</Redirect>',
};

export async function startFakeProduct(informs: (customerId: string) => boolean): Promise<FakeProduct> {
  const due: Record<string, string>[] = [];
  const outbox: Record<string, string>[] = [];
  const seen = new Set<string>();

  function clockTo(body: Record<string, unknown>): unknown {
    const now = body.now;
    must(typeof now === 'string' && now >= (product.clock.at(-1) ?? ''), `the clock cannot go to ${now}`);
    product.clock.push(now);
    for (const message of due.splice(0)) outbox.push({ ...message, id: `m${outbox.length + 1}`, at: now });
    return { now };
  }

  function batch(body: Record<string, unknown>): unknown {
    must(Array.isArray(body.batch) && body.batch.length > 0, 'an empty batch');
    for (const message of body.batch) {
      must(
        message.type === 'track' && message.userId && message.messageId,
        `no track: ${JSON.stringify(message)}`,
      );
      must(message.timestamp <= (product.clock.at(-1) ?? ''), `${message.messageId} comes from the future`);
      must(!seen.has(message.messageId), `${message.messageId} came twice`);
      seen.add(message.messageId);
      product.events.push(message);
      if (message.event !== 'Flight Delayed' || !informs(message.userId)) continue;
      const { destination, departsAt, flight } = message.properties;
      const options = { timeZone: 'America/Chicago', hour: 'numeric', minute: '2-digit' } as const;
      const time = new Date(departsAt).toLocaleTimeString('en-US', options);
      const text = `Your flight ${flight} to ${cityOf(destination)} now leaves at ${time}.`;
      due.push({ channel: 'sms', to: '+17135550100', text, customerId: message.userId });
    }
    return { success: true };
  }

  function voice(path: string, body: URLSearchParams): string {
    const [sid, status] = [body.get('CallSid') ?? '', body.get('CallStatus')];
    must(/^CA[0-9a-f]{32}$/.test(sid) && body.get('From') && body.get('To'), `not as Twilio: ${body}`);
    const call = product.calls.get(sid);
    if (path === '/voice/twiml/status') {
      must(call && call.duration === null && status === 'completed', `an odd end: ${body}`);
      call.duration = Number(body.get('CallDuration'));
      return '';
    }
    const script = SCRIPT[path];
    must(script, `nobody told of ${path}`);
    must(status === (call ? 'in-progress' : 'ringing'), `${path} in state ${status}`);
    if (!call) product.calls.set(sid, { from: body.get('From') ?? '', steps: [path], duration: null });
    else call.steps.push(path);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${script(body)}</Response>`;
  }

  function api(method: string, url: URL, text: string): unknown {
    const body = text ? JSON.parse(text) : {};
    const route = `${method} ${url.pathname}`;
    if (route === 'POST /v1/clock') return clockTo(body);
    if (route === 'POST /v1/batch') return batch(body);
    if (route === 'POST /v1/contacts') {
      must(body.contact_id && body.customer_id && body.channel !== 'voice', `an odd contact ${text}`);
      product.contacts.push(body);
      return { contact_id: body.contact_id };
    }
    must(route === 'GET /v1/sandbox/outbox', `nobody told of ${route}`);
    const after = Number(url.searchParams.get('after') ?? 0);
    const page = outbox.slice(after, after + 5);
    return { messages: page, next: String(after + page.length) };
  }

  function answer(request: IncomingMessage, text: string, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (product.failNext > 0) {
      product.failNext -= 1;
      response.writeHead(503).end('resting');
      return;
    }
    try {
      if (url.pathname.startsWith('/voice/')) {
        const xml = voice(url.pathname, new URLSearchParams(text));
        response.writeHead(200, { 'content-type': 'text/xml' }).end(xml);
        return;
      }
      must(request.headers.authorization === AUTHORIZATION, `no key on ${url.pathname}`);
      const json = JSON.stringify(api(request.method ?? '', url, text));
      response.writeHead(200, { 'content-type': 'application/json' }).end(json);
    } catch (error) {
      product.faults.push(error instanceof Error ? error.message : String(error));
      response.writeHead(400).end(String(error));
    }
  }

  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => answer(request, text, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const product: FakeProduct = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: [],
    events: [],
    contacts: [],
    clock: [],
    calls: new Map(),
    failNext: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return product;
}
