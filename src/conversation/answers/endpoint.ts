import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Instant } from '../../platform/index.ts';

/** What the company's endpoint is asked. */
export type Question = {
  /** Ours, the same for the same question of the same dialogue. */
  id: string;
  reason: string;
  customerId: string;
  subject: { type: string; id: string } | null;
  locale: string;
  /** `verified`: it is sure who asks. */
  assurance: string;
  at: Instant;
};

export type Endpoint = { url: string; timeoutMs: number };
export type EndpointSetting = { secret: string; privately: boolean };

/** One line of what can be kept and said: no control characters, no halves of a character. */
const line = z.string().transform((text) =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}\uFFFD]+/gu, ' ')
    .trim(),
);
const answer = z.object({ text: line.pipe(z.string().min(1).max(1000)) });
const MOST_BYTES = 20_000;

/**
 * Asks the company's own endpoint for an answer, signed as Standard Webhooks has it (standardwebhooks.com). Resolves to its
 * words, or rejects with the cause within `timeoutMs`: no answer, not 200, not `{"text": "…"}`, or, unless `privately`, an
 * address inside a private network (the address is looked up once and pinned; redirects are not followed).
 */
export async function askEndpoint(
  { url, timeoutMs }: Endpoint,
  question: Question,
  { secret, privately }: EndpointSetting,
): Promise<string> {
  const body = JSON.stringify({
    type: 'answer.requested',
    data: { ...question, at: new Date(question.at).toISOString() },
  });
  // The receiver compares the time with its own clock, which is the machine's, not that of a simulated day.
  const sentAt = new Date();
  const signature = new Webhook(secret).sign(question.id, sentAt, body);
  const isHttps = new URL(url).protocol === 'https:';
  const filtered = isHttps ? new RequestFilteringHttpsAgent() : new RequestFilteringHttpAgent();
  const agent = privately ? undefined : filtered;
  const text = await new Promise<string>((resolve, reject) => {
    const sent = (isHttps ? requestHttps : requestHttp)(url, {
      method: 'POST',
      ...(agent && { agent }),
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'webhook-id': question.id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': signature,
      },
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`it answered ${response.statusCode}`));
        return;
      }
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes <= MOST_BYTES) parts.push(part);
        else {
          reject(new Error(`it answered more than ${MOST_BYTES} bytes`));
          sent.destroy();
        }
      });
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    });
    sent.end(body);
  });
  const read = answer.safeParse(JSON.parse(text));
  if (!read.success) throw new Error('it answered without a text of 1 to 1,000 characters');
  return read.data.text;
}
