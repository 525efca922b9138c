import { Agent, request } from 'node:http';
import { signAsTwilio } from '../src/channels/index.ts';
import { customerId, phoneOf } from './calls-store.ts';

export type Target = 'product' | 'bare';
/** `kind`: `begin`, `turn` or `status` of the product, or `bare`. */
export type Sample = { kind: string; ms: number };
type Size = { customers: number; trips: number };

export const TOKEN = '12345678901234567890123456789012';
const SECOND = 1000;
/** Of ten callers so many have a flight today; the others are any customer at all. */
const OF_TEN_WITH_FLIGHT = 8;
const THINK = { least: 2 * SECOND, most: 5 * SECOND };

const agent = new Agent({ keepAlive: true, maxSockets: 1000 });

/** Sends a form as Twilio does, and resolves to the answer and the time from sending until the last of it is there. */
export function send(
  base: string,
  path: string,
  form: Record<string, string>,
): Promise<{ text: string; ms: number }> {
  const { headers } = signAsTwilio(path, form, { twilioAuthToken: TOKEN, publicUrl: base });
  const body = new URLSearchParams(form).toString();
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(base + path, {
      agent,
      method: 'POST',
      headers: {
        ...headers,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        const ms = performance.now() - begun;
        if ((response.statusCode ?? 500) < 300) resolve({ text, ms });
        else reject(new Error(`${path} answered ${response.statusCode}: ${text}`));
      });
    });
    sent.end(body);
  });
}

/** A call from begin to hang-up: each `step` is the next webhook. Says yes to what is offered, keys 1 at a menu. */
export class Call {
  static #count = 0;
  readonly #base: string;
  readonly #form: Record<string, string>;
  /** Where the caller's next input goes; null before the call begins. */
  #action: string | null = null;
  #over = false;
  #words = '';
  /** How often something was said or keyed before the answer was heard; null until then. */
  stepsToAnswer: number | null = null;
  /** The same until a person is wanted, who asks on. */
  stepsToPerson: number | null = null;
  offered = false;
  #inputs = 0;
  ended = false;

  constructor(base: string, from: string) {
    const sid = `CA${process.pid.toString(16).padStart(8, '0')}${(Call.#count++).toString(16).padStart(24, '0')}`;
    this.#base = base;
    this.#form = {
      CallSid: sid,
      From: from,
      To: '+13125550100',
      Direction: 'inbound',
      CallStatus: 'in-progress',
    };
  }

  static byRandomCustomer(base: string, { customers, trips }: Size): Call {
    const many = Math.random() * 10 < OF_TEN_WITH_FLIGHT ? trips : customers;
    return new Call(base, phoneOf(1 + Math.floor(Math.random() * many)));
  }

  async step(): Promise<Sample> {
    if (this.#over) {
      const { ms } = await this.#send('/voice/twiml/status', { CallStatus: 'completed', CallDuration: '20' });
      this.ended = true;
      return { kind: 'status', ms };
    }
    const kind = this.#action ? 'turn' : 'begin';
    const input = this.#action ? this.#reply() : {};
    const { text, ms } = await this.#send(this.#action ?? '/voice/twiml', input);
    if (kind === 'turn') this.#inputs++;
    this.#words = text;
    this.#action = /<Gather[^>]* action="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null;
    this.#over = !this.#action;
    if (text.includes('went wrong on our side')) throw new Error('a call failed');
    if (kind === 'begin') this.offered = text.includes('Hello Ashley, ');
    if (this.stepsToAnswer === null && /flight HA123[^<]* leave/.test(text))
      this.stepsToAnswer = this.#inputs;
    if (text.includes('<Enqueue>')) this.stepsToPerson = this.#inputs;
    return { kind, ms };
  }

  async whole(): Promise<this> {
    while (!this.ended) await this.step();
    return this;
  }

  #send = (path: string, more: Record<string, string>) => {
    const url = new URL(path, this.#base);
    return send(this.#base, url.pathname + url.search, { ...this.#form, ...more });
  };

  /** What a caller says to what was just heard. */
  #reply(): Record<string, string> {
    if (this.#words.includes('anything else')) return { SpeechResult: 'No, thanks.' };
    if (/ press 1\./.test(this.#words)) return { Digits: '1' };
    return { SpeechResult: 'Yes.' };
  }
}

/**
 * So many callers who each take a step after a think time, over and over, call after call: of the product while `target`
 * says so; else they wait with it, and one customer is read bare.
 */
export class Callers {
  target: Target = 'product';
  samples: Sample[] = [];
  failed = 0;
  #stopped = false;
  readonly #loops: Promise<void>[];

  constructor(base: string, size: Size, many: number) {
    this.#loops = Array.from({ length: many }, () => this.#loop(base, size));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }

  async #loop(base: string, size: Size): Promise<void> {
    let call = Call.byRandomCustomer(base, size);
    await pause(Math.random() * THINK.most);
    while (!this.#stopped) {
      try {
        this.samples.push(this.target === 'bare' ? await bareStep(base, size) : await call.step());
      } catch (error) {
        if (!this.failed++) console.error(error);
        call = Call.byRandomCustomer(base, size);
      }
      if (call.ended) call = Call.byRandomCustomer(base, size);
      await pause(THINK.least + Math.random() * (THINK.most - THINK.least));
    }
  }
}

export async function bareStep(base: string, { customers }: Size): Promise<Sample> {
  const id = customerId(1 + Math.floor(Math.random() * customers));
  const { ms } = await send(base, `/bare?id=${id}`, {});
  return { kind: 'bare', ms };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
