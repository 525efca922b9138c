import { createHash, randomBytes } from 'node:crypto';
import { twilioSignature } from './twilio-signature.ts';
import type { Gather, Method, Verb } from './twiml.ts';
import { parseTwiml, TwimlError } from './twiml.ts';

/** What a caller does when the line listens. */
export type Answer = { digits: string } | { speech: string } | 'hangup' | 'silence';

export interface AnswerOptions {
  input: readonly ('dtmf' | 'speech')[];
  numDigits: number | null;
  hints: string;
  action: string;
}

export interface Call {
  /** The address of the greeting, `…/voice/twiml`. */
  url: string;
  from: string;
  to: string;
  /** `prompt` is all that was said since the last answer. */
  answer: (prompt: string, options: AnswerOptions) => Answer;
  callSid?: string;
  accountSid?: string;
  /** Signs every request as Twilio does. */
  authToken?: string;
  fetch?: typeof fetch;
}

export interface Turn {
  by: 'product' | 'caller';
  text: string;
}

export interface Transcript {
  callSid: string;
  turns: Turn[];
  /** `out-of-verbs`: the document ended, on which an exchange hangs up. */
  ended: 'caller-hung-up' | 'product-hung-up' | 'rejected' | 'enqueued' | 'dialled' | 'out-of-verbs';
  /** The queue or number of `enqueued` and `dialled`. */
  handedTo: string | null;
  /** About how long talking and listening took. */
  seconds: number;
}

const MOST_REQUESTS = 60;
const SECONDS_A_WORD = 0.38;

interface Line {
  callSid: string;
  params: Record<string, string>;
  call: Call;
  requests: number;
}

/** Twilio's request: form-encoded by POST, in the query by GET, signed over what is sent. */
async function send(
  line: Line,
  url: string,
  method: Method,
  extra: Record<string, string>,
): Promise<Response> {
  if (++line.requests > MOST_REQUESTS)
    throw new TwimlError(`no end after ${MOST_REQUESTS} requests, at ${url}`);
  const params = { ...line.params, ...extra };
  const target = new URL(url);
  if (method === 'GET')
    for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value);
  const headers: Record<string, string> = { 'user-agent': 'TwilioProxy/1.1', accept: '*/*' };
  if (method === 'POST') headers['content-type'] = 'application/x-www-form-urlencoded; charset=utf-8';
  if (line.call.authToken) {
    const signed = method === 'POST' ? params : {};
    headers['x-twilio-signature'] = twilioSignature(line.call.authToken, target.href, signed);
  }
  const body = method === 'POST' ? new URLSearchParams(params).toString() : null;
  return (line.call.fetch ?? fetch)(target.href, { method, headers, body });
}

async function document(
  line: Line,
  url: string,
  method: Method,
  extra: Record<string, string>,
): Promise<Verb[]> {
  const response = await send(line, url, method, extra);
  const text = await response.text();
  if (!response.ok)
    throw new TwimlError(`${method} ${url} answered ${response.status}: ${text.slice(0, 300)}`);
  const type = response.headers.get('content-type') ?? '';
  if (!/\b(text|application)\/xml\b/.test(type)) throw new TwimlError(`${url} answered ${type}, not XML`);
  try {
    return parseTwiml(text);
  } catch (error) {
    throw new TwimlError(`${url}: ${error instanceof Error ? error.message : error}\n${text.slice(0, 500)}`);
  }
}

/** What is submitted for an answer to a Gather; null when nothing of it was taken. */
function submitted(gather: Gather, answer: Answer): Record<string, string> | null {
  if (typeof answer === 'object' && 'digits' in answer && gather.input.includes('dtmf')) {
    const digits = answer.digits.replace(/#$/, '').slice(0, gather.numDigits ?? undefined);
    if (!/^[0-9*]+$/.test(digits)) throw new TwimlError(`a telephone has no keys for "${answer.digits}"`);
    return { Digits: digits };
  }
  if (typeof answer === 'object' && 'speech' in answer && gather.input.includes('speech')) {
    return { SpeechResult: answer.speech, Confidence: '0.93' };
  }
  return gather.actionOnEmptyResult
    ? gather.input.includes('speech')
      ? { SpeechResult: '' }
      : { Digits: '' }
    : null;
}

function newLine(call: Call): Line {
  const callSid = call.callSid ?? `CA${randomBytes(16).toString('hex')}`;
  const accountSid = call.accountSid ?? `AC${createHash('md5').update(call.to).digest('hex')}`;
  const { from, to } = call;
  const params = {
    CallSid: callSid,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Direction: 'inbound',
    From: from,
    Caller: from,
    To: to,
    Called: to,
  };
  return { callSid, params, call, requests: 0 };
}

/**
 * Calls the product as a telephone exchange would and lets `answer` speak and type for the caller. Throws TwimlError
 * where an exchange would say "an application error has occurred".
 */
export async function placeCall(call: Call): Promise<Transcript> {
  const line = newLine(call);
  const turns: Turn[] = [];
  let url = call.url;
  let seconds = 2;
  let prompt = '';
  const end = (ended: Transcript['ended'], handedTo: string | null = null): Transcript => ({
    callSid: line.callSid,
    turns,
    ended,
    handedTo,
    seconds: Math.round(seconds),
  });
  const say = (verb: Verb): void => {
    if (verb.verb === 'Pause') seconds += verb.seconds;
    if (verb.verb !== 'Say' && verb.verb !== 'Play') return;
    turns.push({ by: 'product', text: verb.text });
    seconds += verb.text.split(' ').length * SECONDS_A_WORD;
    prompt = `${prompt} ${verb.text}`.trim();
  };
  const going = { CallStatus: 'in-progress' };
  let verbs = await document(line, url, 'POST', { CallStatus: 'ringing' });
  for (let i = 0; i < verbs.length; i++) {
    const verb = verbs[i];
    if (!verb) break;
    if (verb.verb === 'Hangup') return end('product-hung-up');
    if (verb.verb === 'Reject') return end('rejected');
    if (verb.verb === 'Enqueue') return end('enqueued', verb.queue);
    if (verb.verb === 'Dial') return end('dialled', verb.to);
    if (verb.verb === 'Redirect') {
      url = new URL(verb.url, url).href;
      verbs = await document(line, url, verb.method, going);
      i = -1;
    } else if (verb.verb === 'Gather') {
      for (const part of verb.prompt) say(part);
      const action = new URL(verb.action, url).href;
      const { input, numDigits, hints } = verb;
      const answer = call.answer(prompt, { input, numDigits, hints, action });
      const result = submitted(verb, answer);
      const silent = typeof answer === 'string';
      const words = silent ? `(${answer})` : 'digits' in answer ? `[${answer.digits}]` : answer.speech;
      turns.push({ by: 'caller', text: words });
      if (answer === 'hangup') return end('caller-hung-up');
      seconds += silent ? verb.timeout : 2;
      if (!result) continue;
      prompt = '';
      url = action;
      verbs = await document(line, url, verb.method, { ...going, ...result });
      i = -1;
    } else {
      say(verb);
    }
  }
  return end('out-of-verbs');
}

/** Twilio's status callback when a call is over. */
export async function reportCompleted(call: Call & { callSid: string }, duration: number): Promise<void> {
  const line = newLine(call);
  const response = await send(line, call.url, 'POST', {
    CallStatus: 'completed',
    CallDuration: String(duration),
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
  });
  const text = await response.text();
  if (!response.ok)
    throw new TwimlError(`POST ${call.url} answered ${response.status}: ${text.slice(0, 300)}`);
}
