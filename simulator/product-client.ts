import { z } from 'zod';

/** The product does not answer, or not as agreed. */
export class ProductError extends Error {}

const outboxPage = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      to: z.string(),
      subject: z.string().nullish(),
      text: z.string(),
      at: z.iso.datetime({ offset: true }),
      customerId: z.string().nullish(),
    }),
  ),
  next: z.union([z.string(), z.number()]).nullish(),
});

export type OutboxMessage = z.infer<typeof outboxPage>['messages'][number];

export interface ProductOptions {
  url: string;
  key: string;
  fetch?: typeof fetch;
  /** Waits between tries; rejects when the run is being stopped. */
  sleep: (milliseconds: number) => Promise<void>;
  /** Tells a person why it waits. */
  warn: (text: string) => void;
}

const TRIES = 9;

/** The product over HTTP: only what its public contract has. */
export class ProductClient {
  readonly #options: ProductOptions;
  readonly base: string;

  constructor(options: ProductOptions) {
    this.#options = options;
    this.base = options.url.replace(/\/+$/, '');
  }

  /** fetch that tries again, for about half a minute, while the product is away or unwell. */
  readonly fetch: typeof fetch = async (input, init) => {
    const where = String(input);
    for (let tried = 1; ; tried++) {
      let trouble: string;
      try {
        const response = await (this.#options.fetch ?? fetch)(input, init);
        if (response.status < 500 && response.status !== 429) return response;
        trouble = `${response.status} ${(await response.text()).slice(0, 300)}`;
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        trouble =
          cause instanceof Error ? cause.message || String(Reflect.get(cause, 'code')) : String(cause);
      }
      if (tried === TRIES) throw new ProductError(`${where} did not answer after ${TRIES} tries: ${trouble}`);
      const wait = Math.min(8000, 125 * 2 ** tried);
      this.#options.warn(`${where}: ${trouble}; trying again in ${wait / 1000} s (${tried} of ${TRIES - 1})`);
      await this.#options.sleep(wait);
    }
  };

  async #request(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    idempotencyKey?: string,
  ): Promise<unknown> {
    const response = await this.fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${this.#options.key}:`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new ProductError(
        `${method} ${this.base}${path} answered ${response.status}: ${text.slice(0, 500)}`,
      );
    }
    try {
      return text === '' ? null : JSON.parse(text);
    } catch {
      throw new ProductError(`${method} ${this.base}${path} answered no JSON: ${text.slice(0, 300)}`);
    }
  }

  async setClock(now: string): Promise<void> {
    await this.#request('POST', '/v1/clock', { now });
  }

  async sendBatch(batch: Record<string, unknown>[]): Promise<void> {
    await this.#request('POST', '/v1/batch', { batch });
  }

  async addContact(contact: { contact_id: string } & Record<string, unknown>): Promise<void> {
    await this.#request('POST', '/v1/contacts', contact, contact.contact_id);
  }

  /** Every message after the cursor, page by page, and the cursor to go on from. */
  async outbox(after: string | null): Promise<{ messages: OutboxMessage[]; next: string | null }> {
    const messages: OutboxMessage[] = [];
    let cursor = after;
    for (;;) {
      const path = `/v1/sandbox/outbox${cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`}`;
      const answer = outboxPage.safeParse(await this.#request('GET', path));
      if (!answer.success) {
        throw new ProductError(`GET ${this.base}${path}: ${z.prettifyError(answer.error)}`);
      }
      messages.push(...answer.data.messages);
      const next =
        answer.data.next === null || answer.data.next === undefined ? cursor : String(answer.data.next);
      if (answer.data.messages.length === 0 || next === cursor) return { messages, next };
      cursor = next;
    }
  }
}
