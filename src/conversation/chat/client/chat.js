import { ask, Failure, tell } from './api.js';
import { namedIn, writeKept } from './kept.js';
import { follow } from './live.js';

/** @typedef {import('./kept.js').Unsent} Unsent */

/**
 * A conversation: what is said is sent one after the other, and sent again with the same step until it is answered.
 * @param {{ base: string, locale: string, token: string | null, kept: import('./kept.js').Kept,
 *   words: import('./words.js').Words, panel: import('./panel.js').Panel, onNews(): void }} deps
 */
export function openChat({ base, locale, token, kept, words, panel, onNews }) {
  let step = 0;
  let ready = false;
  let sending = false;
  /** The visitor has ended it, whatever answer is still on its way. */
  let over = false;
  let greeting = '';
  /** @type {ReturnType<typeof follow> | null} */
  let live = null;
  /** @type {Promise<unknown>} */
  let line = Promise.resolve();
  /** How what is not sent yet is marked on the page. @type {Map<Unsent, (sent: boolean) => void>} */
  const marks = new Map();
  const at = (path = '') => `${base}sessions/${kept.session}${path}`;
  /** @param {unknown} error */
  const statusOf = (error) => (error instanceof Failure ? error.status : 0);

  function unfollow() {
    live?.stop();
    live = null;
  }

  function forget() {
    unfollow();
    ready = false;
    Object.assign(kept, { session: null, who: null, person: false });
    for (const one of kept.unsent) one.step = null;
    writeKept(kept);
  }

  function clear() {
    panel.clear();
    marks.clear();
  }

  /** @param {Unsent} one */
  function mark(one) {
    if (!marks.has(one)) marks.set(one, panel.add({ by: 'them', text: one.label }));
  }

  /** @param {import('./api.js').Shown} shown */
  function take(shown) {
    Object.assign(kept, { session: shown.session, person: shown.person });
    step = shown.step;
    ready = true;
    panel.speaks(shown.locale);
    for (const message of shown.messages) panel.add(message);
    panel.choices(kept.unsent.length || over ? [] : shown.choices);
    const open = shown.open && !over;
    panel.ended(!open);
    writeKept(kept);
    if (!open) unfollow();
    else if (shown.person && !live) live = listen(Math.max(0, ...shown.messages.map(({ seq }) => seq ?? 0)));
  }

  /** @param {number} seen */
  function listen(seen) {
    return follow((after) => at(`/live?after=${after}`), seen, {
      message: (message) => {
        panel.add(message);
        onNews();
      },
      end: () => panel.ended(true),
    });
  }

  /** A session in the name of whoever has logged in; null: there is no token, or it was refused. */
  async function beginKnown() {
    if (!token) return null;
    try {
      return await ask(`${base}sessions`, { token, locale });
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      token = null;
      return null;
    }
  }

  /** Goes on with the session of this tab, unless someone else has logged in since, or out. */
  async function join() {
    const claimed = namedIn(token);
    if (kept.session && kept.who === claimed) return restore();
    const known = await beginKnown();
    if (!known && kept.session && kept.who === null) return restore();
    const shown = known ?? (await ask(`${base}sessions`, { locale }));
    if (kept.session) {
      tell(at('/end'));
      kept.unsent = [];
      forget();
      clear();
    }
    kept.who = known ? claimed : null;
    joined(shown);
  }

  async function restore() {
    try {
      const shown = await ask(at());
      // What was answered though its answer was lost is in what was said.
      kept.unsent = kept.unsent.filter((one) => shown.open && (one.step === null || one.step > shown.step));
      clear();
      panel.quietly(() => joined(shown));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      forget();
      await join();
    }
  }

  /** @param {import('./api.js').Shown} shown */
  function joined(shown) {
    greeting = shown.messages.every(({ by }) => by === 'us')
      ? shown.messages.map(({ text }) => text).join(' ')
      : '';
    unfollow();
    over = false;
    take(shown);
    kept.unsent.forEach(mark);
  }

  /** One at a time, whoever asks for it. */
  function connect() {
    line = line.then(async () => {
      if (ready) return;
      panel.failure(null);
      panel.typing(true);
      try {
        await join();
      } catch {
        panel.failure(words.away);
      }
      panel.typing(false);
    });
    return line.then(send);
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (ready && kept.unsent[0]) {
      if (!(await sendOne(kept.unsent[0]))) break;
    }
    sending = false;
  }

  /**
   * Whether to go on with the next.
   * @param {Unsent} one
   */
  async function sendOne(one) {
    one.step ??= step + 1;
    writeKept(kept);
    panel.failure(null);
    panel.typing(!kept.person);
    try {
      const shown = await ask(at('/turns'), { step: one.step, ...one.said });
      marks.get(one)?.(true);
      kept.unsent.shift();
      take(shown);
      return true;
    } catch (error) {
      marks.get(one)?.(false);
      return !over && (await mend(statusOf(error), one));
    } finally {
      panel.typing(false);
    }
  }

  /**
   * @param {number} status
   * @param {Unsent} one
   */
  async function mend(status, one) {
    if (status === 404) {
      forget();
      panel.note(words.again);
      await connect();
      return ready;
    }
    if (status === 409 && !one.again) {
      Object.assign(one, { again: true, step: null });
      ready = false;
      await connect();
      return ready;
    }
    if (status === 400 || status === 409 || status === 413) {
      kept.unsent.shift();
      writeKept(kept);
      panel.note(words.refused);
      return true;
    }
    panel.failure(status === 429 ? words.busy : words.failed);
    return false;
  }

  return {
    connect,
    isReady: () => ready,
    /** What a customer is greeted with who has not said anything. */
    greeting: () => greeting,
    /**
     * @param {import('./kept.js').Said} said
     * @param {string} label
     */
    say: (said, label) => {
      /** @type {Unsent} */
      const one = { said, label, step: null };
      kept.unsent.push(one);
      writeKept(kept);
      mark(one);
      panel.choices([]);
      return connect();
    },
    end: () => {
      if (kept.session) tell(at('/end'));
      over = true;
      unfollow();
      kept.unsent = [];
      writeKept(kept);
      panel.failure(null);
      panel.ended(true);
    },
    anew: () => {
      forget();
      clear();
      panel.ended(false);
      return connect();
    },
    /**
     * Someone has logged in, or out (null).
     * @param {string | null} now
     */
    identify: (now) => {
      token = now;
      if (!kept.session || namedIn(now) === kept.who) return;
      ready = false;
      unfollow();
      // What was said to a customer is not for whoever sits there next.
      if (kept.who !== null) clear();
      if (panel.isOpen()) void connect();
    },
  };
}
