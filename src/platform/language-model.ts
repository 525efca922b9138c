import { z } from 'zod';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };
export type Wanted = {
  /** After so long without a whole answer, ms, it is given up. */
  timeoutMs: number;
  /** Tokens at most; 200 when not told. */
  most?: number;
  /** 0 to 2; 0, the likeliest words, when not told. */
  temperature?: number;
};

/** Anything that goes on with a talk in words. Nothing may depend on one: it can be absent, slow, or wrong. */
export type LanguageModel = {
  /** Resolves to what it says, trimmed, never empty. Rejects with the cause: no answer in time, refused, or no words. */
  complete(messages: readonly Message[], wanted: Wanted): Promise<string>;
};

const MOST_TOKENS = 200;
const MOST_BYTES = 100_000;
const answer = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().trim().min(1, 'it said nothing') }) }))
    .min(1, 'it said nothing'),
});

/**
 * A model behind an OpenAI-compatible `POST …/chat/completions` (platform.openai.com/docs/api-reference/chat; Ollama, vLLM,
 * llama.cpp and most gateways answer alike). `url` is what their clients call the base URL, as `http://127.0.0.1:11434/v1`.
 */
export function openLanguageModel(
  { url, model, key }: { url: string; model: string; key: string | null },
  request: typeof fetch = fetch,
): LanguageModel {
  const address = `${url.replace(/\/+$/, '')}/chat/completions`;
  return {
    complete: async (messages, { timeoutMs, most = MOST_TOKENS, temperature = 0 }) => {
      const response = await request(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(key && { Authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, messages, max_tokens: most, temperature }),
        // The key is for that address and no other.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await read(response);
      if (!response.ok)
        throw new Error(`the language model answered ${response.status}: ${text.slice(0, 200)}`);
      const said = answer.safeParse(parsed(text));
      if (!said.success)
        throw new Error(`the language model's answer has no words: ${said.error.issues[0]?.message}`);
      return said.data.choices[0]?.message.content ?? '';
    },
  };
}

/** The body as text, up to a length that no answer comes near. */
async function read(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_BYTES)
      throw new Error(`the language model answered more than ${MOST_BYTES} characters`);
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
