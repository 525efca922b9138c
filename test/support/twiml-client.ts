import { randomBytes } from 'node:crypto';
import { signed } from './twilio-signature.ts';
import { type TwimlNode, TwimlRefused } from './twiml-document.ts';
import { expectValidTwiml, optionsOf } from './twiml-grammar.ts';

export type Form = Record<string, string>;

export type TwilioSettings = {
  fetch(request: Request): Response | Promise<Response>;
  /** The voice address of the number, absolute, as it was typed into Twilio's console. */
  url: string;
  /** Where the end of the call is told; none: nowhere. */
  statusCallback?: string;
  from: string;
  to?: string;
  callSid?: string;
  /** With the auth token of the account requests are signed. */
  token?: string;
  /** More parameters of every request, for example `StirVerstat`. */
  extra?: Form;
  /** How often a webhook that fails is tried again, as `#rc=2&rp=all` in its address would have it. */
  retries?: number;
  /** Told how many seconds of the call have passed, at each that does; to move a clock of the test's. */
  passed?(seconds: number): void;
};

/** One request to the product and its answer. */
export type Exchange = { url: string; form: Form; status: number; xml: string };

type Listening = { is: 'listening'; gather: TwimlNode; rest: readonly TwimlNode[] };
type State =
  | { is: 'idle' }
  | Listening
  | { is: 'dialing'; number: string; dial: TwimlNode; rest: readonly TwimlNode[] }
  | { is: 'queued'; queue: string; enqueue: TwimlNode; rest: readonly TwimlNode[] }
  | { is: 'ended' };

/** Characters that a voice says in a second. */
const PACE = 15;
/** Documents that redirect to each other more often than this, without the caller, go in circles. */
const MOST_DOCUMENTS = 20;

/**
 * The other side of the webhooks: a call as Twilio conducts it, written from Twilio's documentation
 * (twilio.com/docs/voice/twiml and the page of each verb there). Verbs are carried out in the order of the document
 * until one waits for something that only the test can say: what the caller does, or how a dialled call ends. Time is
 * counted, not waited for. Throws TwimlRefused at whatever Twilio would refuse, and wherever its caller would be cut off.
 */
export class TwilioCall {
  readonly exchanges: Exchange[] = [];
  /** All that was said to the caller. */
  readonly heard: string[] = [];
  /** What was said since the caller did something last. */
  says: string[] = [];
  seconds = 0;
  readonly callSid: string;
  readonly #settings: TwilioSettings;
  #state: State = { is: 'idle' };
  #document = '';
  #documents = 0;

  constructor(settings: TwilioSettings) {
    this.#settings = settings;
    this.callSid = settings.callSid ?? `CA${randomBytes(16).toString('hex')}`;
  }

  get state(): State['is'] {
    return this.#state.is;
  }
  get queue(): string | null {
    return this.#state.is === 'queued' ? this.#state.queue : null;
  }
  get dialed(): string | null {
    return this.#state.is === 'dialing' ? this.#state.number : null;
  }
  /** The last document. */
  get xml(): string {
    return this.exchanges.findLast(({ xml }) => xml !== '')?.xml ?? '';
  }

  /** The number is called. */
  async call(): Promise<this> {
    if (this.#state.is !== 'idle') throw new Error('the call was made already');
    return this.#go(this.#settings.url, { CallStatus: 'ringing' }, 'POST');
  }

  /** Says it in reply to the prompt, or, where speech isn't listened for, says it to nobody. */
  async say(words: string): Promise<this> {
    const { gather, options } = this.#listening();
    if (!listensFor(options, 'speech')) return this.silent();
    this.#pass(words.length / PACE);
    return this.#answer(gather, { SpeechResult: words, Confidence: '0.9' });
  }

  /** Presses keys. `during`: while the prompt is still spoken, which stops it, unless the gather forbids. */
  async press(keys: string, { during = false } = {}): Promise<this> {
    const { gather, options } = this.#listening();
    if (!listensFor(options, 'dtmf') || (during && options.bargeIn === false)) return this.silent();
    const { digits, finished } = collected(keys, options);
    if (digits === '') return this.silent();
    if (!finished) this.#pass(Number(options.timeout ?? 5));
    return this.#answer(gather, { Digits: digits });
  }

  /** Neither speaks nor presses anything until the gather gives up. */
  async silent(): Promise<this> {
    const { gather, options, rest } = this.#listening();
    this.#pass(Number(options.timeout ?? 5));
    if (options.actionOnEmptyResult === true) return this.#answer(gather, {});
    this.#turn();
    return this.#run(rest);
  }

  /** The call to the dialled number ends, or never comes about. */
  async dialEnds(status: 'completed' | 'busy' | 'no-answer' | 'failed', seconds = 0): Promise<this> {
    if (this.#state.is !== 'dialing') throw new Error(`nobody is being dialled; the call is ${this.state}`);
    const { dial, rest } = this.#state;
    this.#pass(seconds);
    const { action, method } = optionsOf(dial);
    this.#turn();
    if (action === undefined) return this.#run(rest);
    const told = { DialCallStatus: status, DialCallSid: `CA${randomBytes(16).toString('hex')}` };
    const length: Form = status === 'completed' ? { DialCallDuration: String(seconds) } : {};
    return this.#go(String(action), { CallStatus: 'in-progress', ...told, ...length }, method);
  }

  /** The caller hangs up, after so many seconds more. */
  async hangUp(seconds = 0): Promise<this> {
    this.#pass(seconds);
    if (this.#state.is === 'idle') throw new Error('there is no call to hang up');
    if (this.#state.is !== 'ended') await this.#end();
    return this;
  }

  /** A request as any that Twilio makes of this call, whatever its state; for webhooks that come late or twice. */
  async send(url: string, form: Form, method = 'POST'): Promise<Exchange> {
    const to = new URL(url, this.#document || this.#settings.url).href;
    const token = randomBytes(16).toString('hex');
    const whole = { ...this.#common(), ...form };
    for (let left = this.#settings.retries ?? 0; ; left -= 1) {
      const exchange = await this.#attempt(to, whole, method, token).catch((err: unknown) => {
        if (left === 0) throw err;
        return null;
      });
      if (exchange) this.exchanges.push(exchange);
      if (exchange && (exchange.status < 400 || left === 0)) return exchange;
    }
  }

  async #attempt(url: string, form: Form, method: string, token: string): Promise<Exchange> {
    const query = new URLSearchParams(form).toString();
    const get = method === 'GET';
    const bare = url.replace(/#.*$/, '');
    const to = get ? `${bare}${bare.includes('?') ? '&' : '?'}${query}` : bare;
    const headers: Form = { 'I-Twilio-Idempotency-Token': token, 'User-Agent': 'TwilioProxy/1.1' };
    if (!get) headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    if (this.#settings.token)
      headers['X-Twilio-Signature'] = signed(this.#settings.token, to, get ? {} : form);
    const init: RequestInit = { method, headers, ...(get ? {} : { body: query }) };
    const response = await this.#settings.fetch(new Request(to, init));
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const isXml = /^(text|application)\/xml\b/.test(type);
    if (response.ok && text !== '' && !isXml)
      throw new TwimlRefused(`12300: ${to} answered with ${type || 'no type'}`);
    return { url: to, form, status: response.status, xml: isXml ? text : '' };
  }

  async #go(url: string, form: Form, method: unknown = 'POST'): Promise<this> {
    const to = new URL(url, this.#document || undefined).href;
    this.#documents += 1;
    if (this.#documents > MOST_DOCUMENTS) throw new TwimlRefused('the documents go in circles');
    const { status, xml } = await this.send(to, form, String(method ?? 'POST'));
    if (status !== 200 || xml === '') {
      // The caller would hear "an application error has occurred".
      this.#state = { is: 'ended' };
      throw new TwimlRefused(`11200: ${to} answered ${status} with ${xml || 'no TwiML'}`);
    }
    this.#document = to;
    return this.#run(expectValidTwiml(xml).children);
  }

  async #run(verbs: readonly TwimlNode[]): Promise<this> {
    const [verb, ...rest] = verbs;
    // Behind the last verb there is nothing more to do with the call.
    if (!verb || verb.name === 'Hangup') return this.#end();
    const options = optionsOf(verb);
    if (verb.name === 'Redirect')
      return this.#go(verb.text.trim(), { CallStatus: 'in-progress' }, options.method);
    if (verb.name === 'Gather') {
      for (const prompt of verb.children) this.#utter(prompt);
      this.#state = { is: 'listening', gather: verb, rest };
      return this;
    }
    if (verb.name === 'Dial') {
      const number = (verb.children[0]?.text ?? verb.text).trim();
      this.#state = { is: 'dialing', number, dial: verb, rest };
      return this;
    }
    if (verb.name === 'Enqueue') {
      this.#state = { is: 'queued', queue: verb.text.trim(), enqueue: verb, rest };
      return this;
    }
    this.#utter(verb);
    return this.#run(rest);
  }

  #utter(verb: TwimlNode): void {
    if (verb.name === 'Pause') {
      this.#pass(Number(optionsOf(verb).length ?? 1));
      return;
    }
    const words = verb.name === 'Say' ? verb.text : `[plays ${verb.text.trim()}]`;
    this.says.push(words);
    this.heard.push(words);
    this.#pass(words.length / PACE);
  }

  #listening() {
    if (this.#state.is !== 'listening') throw new Error(`nobody listens; the call is ${this.state}`);
    const { gather, rest } = this.#state;
    return { gather, rest, options: optionsOf(gather) };
  }

  #answer(gather: TwimlNode, result: Form): Promise<this> {
    const { action = this.#document, method } = optionsOf(gather);
    this.#turn();
    return this.#go(String(action), { CallStatus: 'in-progress', ...result }, method);
  }

  /** The caller did something: what is said from here on answers it. */
  #turn(): void {
    this.says = [];
    this.#documents = 0;
  }

  async #end(): Promise<this> {
    const before = this.#state;
    this.#state = { is: 'ended' };
    // A queue that is left by hanging up tells so to its action; what it answers is heard by nobody.
    const { action, method } = before.is === 'queued' ? optionsOf(before.enqueue) : {};
    if (action !== undefined)
      await this.send(
        String(action),
        { CallStatus: 'completed', QueueResult: 'hangup' },
        String(method ?? 'POST'),
      );
    if (this.#settings.statusCallback === undefined) return this;
    const seconds = Math.max(1, Math.round(this.seconds));
    const { status } = await this.send(this.#settings.statusCallback, {
      CallStatus: 'completed',
      CallDuration: String(seconds),
      Duration: String(Math.ceil(seconds / 60)),
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
    });
    if (status >= 400) throw new TwimlRefused(`11200: the status callback answered ${status}`);
    return this;
  }

  #pass(seconds: number): void {
    this.seconds += seconds;
    this.#settings.passed?.(seconds);
  }

  #common(): Form {
    const { from, to = '+13125550100', extra } = this.#settings;
    return {
      CallSid: this.callSid,
      AccountSid: `AC${'0'.repeat(32)}`,
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      From: from,
      Caller: from,
      To: to,
      Called: to,
      ...extra,
    };
  }
}

function listensFor({ input = ['dtmf'] }: ReturnType<typeof optionsOf>, what: string): boolean {
  return [input].flat().includes(what);
}

/** What a gather takes of the keys. A key that finishes does so only behind others (docs/voice/twiml/gather). */
function collected(
  keys: string,
  options: ReturnType<typeof optionsOf>,
): { digits: string; finished: boolean } {
  const { finishOnKey = '#', numDigits = Number.POSITIVE_INFINITY } = options;
  let digits = '';
  for (const key of keys) {
    if (key === finishOnKey && digits !== '') return { digits, finished: true };
    if (key !== finishOnKey) digits += key;
    if (digits.length >= Number(numDigits)) return { digits, finished: true };
  }
  return { digits, finished: false };
}
