import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LanguageModel, Message } from '../../src/platform/index.ts';

/** A language model that says what it was told to, in order; it throws when it was told no more. */
export function fakeLanguageModel(
  answers: readonly (string | Error)[],
): LanguageModel & { asked: Message[][] } {
  const left = [...answers];
  const asked: Message[][] = [];
  return {
    asked,
    complete: async (messages) => {
      asked.push([...messages]);
      const answer = left.shift();
      if (answer === undefined) throw new Error('the fake language model was told no more answers');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

type Asked = { authorization: string | undefined; model: string; messages: Message[]; max_tokens: number };
/** `words` are said; `status` is answered with an empty object; `never` leaves the request open. */
type Told = { words: string } | { status: number } | 'never';

/** An OpenAI-compatible server of its own: what it was asked, and what it answers from now on. */
export async function startLanguageModel(first: Told) {
  let told = first;
  const asked: Asked[] = [];
  const waiting: { count: number; go: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
        response.writeHead(404).end('{}');
        return;
      }
      asked.push({
        authorization: request.headers.authorization,
        ...(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Omit<Asked, 'authorization'>),
      });
      for (const { count, go } of waiting) if (asked.length >= count) go();
      if (told === 'never') return;
      const answer =
        'words' in told ? { choices: [{ message: { role: 'assistant', content: told.words } }] } : {};
      response.writeHead('status' in told ? told.status : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    /** When it has been asked so often: from then on another answer may be told without changing those before. */
    wasAsked: (count: number) =>
      new Promise<void>((go) => {
        if (asked.length >= count) go();
        else waiting.push({ count, go });
      }),
    tell: (next: Told) => {
      told = next;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
