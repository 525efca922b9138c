/** @typedef {{ by: 'us' | 'them' | 'person', text: string, seq?: number }} Message */
/** @typedef {{ key: string, label: string }} Choice */
/** @typedef {{ session: string, step: number, locale: string, messages: Message[], choices: Choice[], open: boolean, person: boolean }} Shown */

const PATIENCE = 20_000;

/** The service refused, or failed; `status` 0: it was not reached. */
export class Failure extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`the chat was answered ${status}`);
    this.status = status;
  }
}

/**
 * Asks the service: GET, or POST where there is a body. Throws Failure.
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<Shown>}
 */
export async function ask(url, body) {
  /** @type {RequestInit} */
  const how = { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) };
  if (body)
    Object.assign(how, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const response = await fetch(url, how).catch(() => null);
  if (!response) throw new Failure(0);
  if (!response.ok) throw new Failure(response.status);
  return response.json().catch(() => {
    throw new Failure(0);
  });
}

/**
 * Tells the service and waits for nothing, not even for the page to stay.
 * @param {string} url
 */
export function tell(url) {
  fetch(url, { method: 'POST', credentials: 'omit', keepalive: true }).catch(() => {});
}
