import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TLSSocket } from 'node:tls';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type Response from 'twilio/lib/http/response.js';
import Twilio from 'twilio/lib/rest/Twilio.js';
import { TwilioFailure } from './outcome.ts';

/** No answer of Twilio's takes longer, whatever the worker's lease allows. */
const DEADLINE_MS = 30_000;
/** A page of 200 messages is of some 400 kB. */
const LARGEST_ANSWER = 5 * 1024 * 1024;

/** Where Twilio's API is, https://api.twilio.com or that of a region, and the account. `deadlineMs`: what one request may take in all. */
export type TwilioAccess = { accountSid: string; authToken: string; baseUrl: string; deadlineMs?: number };

type Options<T> = RequestClient.RequestOptions<T>;

/** Twilio's library, whose requests go to the configured address. Fails by TwilioFailure only. */
export function openClient(config: TwilioAccess): Twilio {
  const httpClient = new OneConnectionEach(
    config.baseUrl,
    Math.min(config.deadlineMs ?? DEADLINE_MS, DEADLINE_MS),
  );
  return new Twilio(config.accountSid, config.authToken, { httpClient });
}

/**
 * The library's own client can't tell a connection that never stood from one lost after the request was written, hides
 * `Retry-After`, and waits for ever on an answer that drips. Each request has a connection of its own: on one kept
 * open, a request lost to its closing would be of unknown fate.
 */
class OneConnectionEach extends RequestClient {
  readonly #base: URL;
  readonly #deadlineMs: number;
  constructor(base: string, deadlineMs: number) {
    super();
    this.#base = new URL(base);
    this.#deadlineMs = deadlineMs;
  }

  override async request<T>(options: Options<T>): Promise<Response<T>> {
    const { status, body, retryAfter } = await exchange(this.#urlOf(options), options, this.#deadlineMs);
    const said = parsed(body);
    if (status >= 200 && status < 300) {
      // Not by the library's class: Node and bundlers do not agree on what its module's default export is.
      if (said) return { statusCode: status, body: said as T, headers: {} };
      throw new TwilioFailure({ kind: 'unanswered', why: `the answer, HTTP ${status}, is not Twilio's` });
    }
    const code = typeof said?.code === 'number' ? said.code : null;
    const words = typeof said?.message === 'string' ? said.message : 'no reason told';
    const why = code === null ? `HTTP ${status}: ${words}` : `Twilio ${code}: ${words}`;
    throw new TwilioFailure({ kind: 'answered', status, code, why, retryAfter });
  }

  #urlOf({ uri, params }: Options<unknown>): URL {
    const asked = new URL(uri);
    const url = new URL(this.#base.pathname.replace(/\/+$/, '') + asked.pathname + asked.search, this.#base);
    for (const [name, value] of Object.entries(params ?? {})) url.searchParams.append(name, String(value));
    return url;
  }
}

type Answer = { status: number; body: string; retryAfter: string | null };

function exchange(url: URL, options: Options<unknown>, deadlineMs: number): Promise<Answer> {
  const secure = url.protocol === 'https:';
  const body = options.data ? new URLSearchParams(options.data as Record<string, string>).toString() : '';
  let begun = false;
  return new Promise<Answer>((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)(url, {
      method: options.method.toUpperCase(),
      agent: false,
      auth: `${options.username}:${options.password}`,
      headers: { ...options.headers, 'Content-Length': Buffer.byteLength(body) },
    });
    const fail = (error: Error) => {
      clearTimeout(deadline);
      reject(new TwilioFailure({ kind: begun ? 'unanswered' : 'unreached', why: wordsOf(error) }));
      request.destroy();
    };
    const deadline = setTimeout(
      () => fail(new Error(`Twilio was not done after ${deadlineMs / 1000} s`)),
      deadlineMs,
    );
    request.on('error', fail);
    request.on('socket', (socket) => {
      // What is written to a socket goes out once it is connected, over TLS once that is agreed.
      (socket as TLSSocket).once(secure ? 'secureConnect' : 'connect', () => {
        begun = true;
      });
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LARGEST_ANSWER) fail(new Error('the answer does not end'));
      });
      response.on('error', fail);
      response.on('end', () => {
        clearTimeout(deadline);
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          retryAfter: response.headers['retry-after'] ?? null,
        });
      });
    });
    request.end(body);
  });
}

/** An error of several addresses tried (RFC 8305) has no message of its own. */
function wordsOf(error: Error & { code?: string }): string {
  return error.message || error.code || error.name;
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const document: unknown = JSON.parse(body);
    return document && typeof document === 'object' ? (document as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
