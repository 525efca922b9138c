import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
export const TOKEN = 'token-of-the-fake-account';
export const FROM = '+13125550100';
export const SERVICE = `MG${'0123456789abcdef'.repeat(2)}`;

export type TwilioPlacedCall = {
  sid: string;
  to: string;
  from: string;
  /** Where it asks what to say, and where it tells the end. */
  url: string;
  statusCallback: string;
  timeout: number;
  detectsMachines: boolean;
  createdAt: number;
};

export type TwilioMessage = {
  sid: string;
  to: string;
  from: string | null;
  service: string | null;
  body: string;
  statusCallback: string | null;
  validityPeriod: number | null;
  createdAt: number;
  status: string;
};

/** How it answers one request instead of well. `taken`: whether it makes the message, or the call, all the same. */
export type Behaviour = { taken?: boolean } & (
  | { does: 'answer'; status: number; body: string; headers?: Record<string, string> }
  | { does: 'hang up' }
  | { does: 'say nothing' }
  | { does: 'drip' }
  /** Makes the message at once and answers as it should, but only then. */
  | { does: 'answer late'; ms: number; taken: true }
);

export const refuses = (status: number, code: number, message: string): Behaviour => ({
  does: 'answer',
  status,
  body: problem(status, code, message),
});
export const isBusy = (retryAfter?: string): Behaviour => ({
  ...refuses(429, 20429, 'Too Many Requests'),
  ...(retryAfter ? { headers: { 'Retry-After': retryAfter } } : {}),
});

export type TwilioServer = Awaited<ReturnType<typeof startTwilio>>;

/**
 * Plays Twilio's Messages and Calls resources (twilio.com/docs/messaging/api/message-resource, twilio.com/docs/voice/api/
 * call-resource) over real HTTP, strictly: what Twilio would not understand is refused and noted in `faults`. `now` is its clock.
 */
export async function startTwilio(now: () => number = () => 0) {
  /** All that it has taken, oldest first. */
  const messages: TwilioMessage[] = [];
  const calls: TwilioPlacedCall[] = [];
  const faults: string[] = [];
  const sends: Behaviour[] = [];
  let usually: () => Behaviour | undefined = () => undefined;
  const lists: Behaviour[] = [];
  const listing = { lagMs: 0 };
  const meanwhile: ((message: TwilioMessage) => Promise<void>)[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      faults.push(error.message);
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://twilio');
    const body = await text(request);
    const fault = (status: number, code: number, why: string) => {
      faults.push(why);
      json(response, status, problem(status, code, why));
    };
    const resource = /\/2010-04-01\/Accounts\/(\w+)\/(Messages|Calls)\.json$/.exec(pathname);
    const kind = resource?.[1] === ACCOUNT ? resource[2] : undefined;
    if (!kind) return fault(404, 20404, `The requested resource ${pathname} was not found`);
    const basic = Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64');
    // Not a fault: a wrong token is among what a test may try.
    if (request.headers.authorization !== `Basic ${basic}`)
      return json(response, 401, problem(401, 20003, 'Authenticate'));
    if (request.method === 'GET') {
      const behaviour = lists.shift();
      if (behaviour) return misbehave(response, behaviour);
      const why = notUnderstood(searchParams, ['To', 'From', 'PageSize', 'Page', 'PageToken']);
      if (why) return fault(400, 20001, why);
      return json(
        response,
        200,
        JSON.stringify(kind === 'Calls' ? listCalls(searchParams) : list(searchParams)),
      );
    }
    if (request.method !== 'POST') return fault(405, 20004, `Method ${request.method} not allowed`);
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded')
      return fault(400, 20001, `content of type ${request.headers['content-type']}`);
    const form = new URLSearchParams(body);
    const behaviour = sends.shift() ?? usually();
    if (behaviour && !behaviour.taken) return misbehave(response, behaviour);
    const wrong = kind === 'Calls' ? wrongWithCall(form) : wrongWith(form);
    if (wrong) return fault(...wrong);
    const made = kind === 'Calls' ? callResource(place(form)) : await makeMessage(form);
    if (behaviour?.does === 'answer late') await setTimeout(behaviour.ms);
    else if (behaviour) return misbehave(response, behaviour);
    return json(response, 201, JSON.stringify(made));
  }

  async function makeMessage(form: URLSearchParams) {
    const made = make(form);
    await meanwhile.shift()?.(made);
    return messageResource(made);
  }

  function place(form: URLSearchParams): TwilioPlacedCall {
    const placed: TwilioPlacedCall = {
      sid: `CA${randomBytes(16).toString('hex')}`,
      to: form.get('To') ?? '',
      from: form.get('From') ?? '',
      url: form.get('Url') ?? '',
      statusCallback: form.get('StatusCallback') ?? '',
      timeout: Number(form.get('Timeout') ?? 60),
      detectsMachines: form.has('MachineDetection'),
      createdAt: now(),
    };
    calls.push(placed);
    return placed;
  }

  function listCalls(query: URLSearchParams) {
    const all = calls
      .filter(({ to }) => !query.has('To') || to === query.get('To'))
      .filter(({ from }) => !query.has('From') || from === query.get('From'))
      .filter(({ createdAt }) => createdAt + listing.lagMs <= now())
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const size = Number(query.get('PageSize') ?? 50);
    return { calls: all.slice(0, size).map(callResource), page: 0, page_size: size, next_page_uri: null };
  }

  function make(form: URLSearchParams): TwilioMessage {
    const validity = form.get('ValidityPeriod');
    const made: TwilioMessage = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to: form.get('To') ?? '',
      from: form.get('From'),
      service: form.get('MessagingServiceSid'),
      body: form.get('Body') ?? '',
      statusCallback: form.get('StatusCallback'),
      validityPeriod: validity === null ? null : Number(validity),
      createdAt: now(),
      status: form.has('MessagingServiceSid') ? 'accepted' : 'queued',
    };
    messages.push(made);
    return made;
  }

  /** A page, newest first; what is younger than the lag is not shown yet. */
  function list(query: URLSearchParams) {
    const size = Number(query.get('PageSize') ?? 50);
    const page = Number(query.get('Page') ?? 0);
    const all = messages
      .filter(({ to }) => !query.has('To') || to === query.get('To'))
      .filter(({ from, service }) => !query.has('From') || (from ?? service) === query.get('From'))
      .filter(({ createdAt }) => createdAt + listing.lagMs <= now())
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const next = new URLSearchParams(query);
    next.set('Page', String(page + 1));
    const more = all.length > (page + 1) * size;
    return {
      messages: all.slice(page * size, (page + 1) * size).map(messageResource),
      page,
      page_size: size,
      next_page_uri: more ? `/2010-04-01/Accounts/${ACCOUNT}/Messages.json?${next}` : null,
    };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    /** All calls that it has placed. */
    calls,
    /** What it was asked that Twilio would not understand: empty when all is well. */
    faults,
    /** How it is to answer the next requests to send, one each; then well again. */
    next: (...behaviours: Behaviour[]) => void sends.push(...behaviours),
    /** How it is to answer each request to send that `next` says nothing of; undefined is well. */
    usually: (behaviour: typeof usually) => {
      usually = behaviour;
    },
    nextList: (...behaviours: Behaviour[]) => void lists.push(...behaviours),
    /** What happens between its taking of the next message and its answer. */
    beforeAnswer: (work: (message: TwilioMessage) => Promise<void>) => void meanwhile.push(work),
    /** How long a new message does not show in its list. */
    showAfter: (ms: number) => {
      listing.lagMs = ms;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The status callback that Twilio would send about a message, signed with the account's token, as a request to our app. */
export function statusCallback(
  { sid, to, from, statusCallback }: TwilioMessage,
  status: string,
  errorCode?: number,
): { path: string; init: RequestInit } {
  if (!statusCallback) throw new Error(`${sid} was sent without a StatusCallback`);
  const form: Record<string, string> = {
    AccountSid: ACCOUNT,
    ApiVersion: '2010-04-01',
    From: from ?? FROM,
    MessageSid: sid,
    MessageStatus: status,
    SmsSid: sid,
    SmsStatus: status,
    To: to,
    ...(errorCode ? { ErrorCode: String(errorCode) } : {}),
  };
  const signed = Object.keys(form)
    .sort()
    .reduce((data, name) => data + name + form[name], statusCallback);
  const { pathname, search } = new URL(statusCallback);
  return {
    path: pathname + search,
    init: {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': createHmac('sha1', TOKEN).update(signed, 'utf8').digest('base64'),
      },
    },
  };
}

function wrongWith(form: URLSearchParams): [status: number, code: number, why: string] | null {
  const known = ['To', 'From', 'MessagingServiceSid', 'Body', 'StatusCallback', 'ValidityPeriod'];
  const why = notUnderstood(form, known);
  if (why) return [400, 20001, why];
  const to = form.get('To') ?? '';
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    return [400, 21211, `The 'To' number ${to} is not a valid phone number.`];
  const from = form.get('From');
  const service = form.get('MessagingServiceSid');
  if (from === null && service === null) return [400, 21603, "A 'From' phone number is required."];
  if (from !== null && from !== FROM) return [400, 21660, `${from} is not a number of this account.`];
  if (service !== null && service !== SERVICE)
    return [404, 21701, 'The Messaging Service resource does not exist.'];
  const body = form.get('Body') ?? '';
  if (!body) return [400, 21602, 'Message body is required.'];
  if (body.length > 1600) return [400, 21617, 'The message body exceeds the 1600 character limit.'];
  const callback = form.get('StatusCallback');
  // "URL must contain a valid hostname and underscores are not allowed."
  if (callback !== null && (!URL.canParse(callback) || new URL(callback).hostname.includes('_')))
    return [400, 21609, `The 'StatusCallback' URL ${callback} is not a valid URL.`];
  const validity = form.get('ValidityPeriod');
  if (validity !== null && !/^([1-9]|[1-9]\d{1,3}|[12]\d{4}|3[0-5]\d{3}|36000)$/.test(validity))
    return [400, 30012, `ValidityPeriod ${validity} is not between 1 and 36000`];
  return null;
}

function wrongWithCall(form: URLSearchParams): [status: number, code: number, why: string] | null {
  const known = [
    'To',
    'From',
    'Url',
    'Method',
    'StatusCallback',
    'StatusCallbackEvent',
    'StatusCallbackMethod',
  ];
  const why = notUnderstood(form, [...known, 'Timeout', 'MachineDetection']);
  if (why) return [400, 20001, why];
  const to = form.get('To') ?? '';
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    return [400, 21211, `The 'To' number ${to} is not a valid phone number.`];
  if (form.get('From') !== FROM) return [400, 21210, `'From' phone number ${form.get('From')} not verified`];
  for (const name of ['Url', 'StatusCallback'])
    if (!URL.canParse(form.get(name) ?? '')) return [400, 21205, `${name} is not a valid URL`];
  const timeout = Number(form.get('Timeout') ?? 60);
  if (!(timeout >= 1 && timeout <= 600)) return [400, 20001, `Timeout ${timeout} is not between 1 and 600`];
  const event = form.get('StatusCallbackEvent');
  if (event !== null && !['initiated', 'ringing', 'answered', 'completed'].includes(event))
    return [400, 21626, `invalid status callback event ${event}`];
  const detection = form.get('MachineDetection');
  if (detection !== null && detection !== 'Enable' && detection !== 'DetectMessageEnd')
    return [400, 20001, `MachineDetection ${detection}`];
  return null;
}

function notUnderstood(given: URLSearchParams, known: readonly string[]): string | null {
  const unknown = [...given.keys()].filter((name) => !known.includes(name));
  return unknown.length ? `not told what to do with ${unknown}` : null;
}

function misbehave(response: ServerResponse, behaviour: Behaviour): void {
  switch (behaviour.does) {
    case 'hang up':
      response.destroy();
      break;
    case 'answer':
      json(response, behaviour.status, behaviour.body, behaviour.headers);
      break;
    case 'drip': {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
      break;
    }
    case 'answer late':
      throw new Error('one that is late has made a message');
    case 'say nothing':
  }
}

function json(response: ServerResponse, status: number, body: string, headers = {}): void {
  const type = body.startsWith('{') ? 'application/json' : 'text/html';
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
}

function problem(status: number, code: number, message: string): string {
  return JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

function messageResource(message: TwilioMessage) {
  const at = new Date(message.createdAt).toUTCString().replace('GMT', '+0000');
  return {
    account_sid: ACCOUNT,
    api_version: '2010-04-01',
    body: message.body,
    date_created: at,
    date_sent: null,
    date_updated: at,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: message.from,
    messaging_service_sid: message.service,
    num_media: '0',
    // A Messaging Service has not chosen the sender yet; these texts have no characters that count double.
    num_segments: message.service ? '0' : String(Math.ceil(message.body.length / 153)),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: {},
    to: message.to,
    uri: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${message.sid}.json`,
  };
}

function callResource(call: TwilioPlacedCall) {
  const at = new Date(call.createdAt).toUTCString().replace('GMT', '+0000');
  return {
    account_sid: ACCOUNT,
    annotation: null,
    answered_by: null,
    api_version: '2010-04-01',
    caller_name: null,
    date_created: at,
    date_updated: at,
    direction: 'outbound-api',
    duration: null,
    end_time: null,
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: `PN${'0123456789abcdef'.repeat(2)}`,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: null,
    status: 'queued',
    subresource_uris: {},
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${ACCOUNT}/Calls/${call.sid}.json`,
  };
}
