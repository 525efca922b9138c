import { openChat } from './chat.js';
import { el } from './elements.js';
import { readKept, writeKept } from './kept.js';
import { openLauncher } from './launcher.js';
import { openPanel } from './panel.js';
import { COVERS, dress, paint } from './style.js';
import { wordsFor } from './words.js';

/**
 * Puts the chat on the page that loaded the script with its tag.
 * @param {HTMLScriptElement} script
 */
function start(script) {
  const { locale, accent, greet } = script.dataset;
  let token = script.dataset.token || null;
  const spoken = locale || document.documentElement.lang || navigator.language;
  const words = wordsFor(spoken);
  const kept = readKept();
  const host = el('div', { id: 'beforehand-chat' });
  const root = host.attachShadow({ mode: 'open' });
  const all = el('div', { class: 'all', lang: words.lang });
  /** Where the focus was when the page opened the chat. @type {HTMLElement | null} */
  let cameFrom = null;

  const panel = openPanel(words, {
    say: (text) => chat.say({ text }, text),
    choose: ({ key, label }) => chat.say({ choice: key }, label),
    retry: () => chat.connect(),
    end: () => chat.end(),
    anew: () => chat.anew(),
    close,
    draft: (text) => keep({ draft: text }),
  });
  const launcher = openLauncher(words, {
    toggle: () => (panel.isOpen() ? close() : open()),
    dismiss: () => keep({ dismissed: true }),
  });
  const onNews = () => {
    if (!panel.isOpen()) launcher.news();
  };
  const chat = openChat({
    base: new URL('.', script.src).href,
    locale: spoken,
    token,
    kept,
    words,
    panel,
    onNews,
  });

  /** @param {Partial<import('./kept.js').Kept>} more */
  function keep(more) {
    writeKept(Object.assign(kept, more));
  }

  function open({ focus = true } = {}) {
    if (panel.isOpen()) return;
    const at = document.activeElement;
    cameFrom = at instanceof HTMLElement && at !== document.body && at !== host ? at : null;
    all.classList.add('open');
    panel.show(true);
    launcher.opened(true);
    if (focus) panel.focus();
    keep({ open: true, dismissed: true });
    void chat.connect();
  }

  function close() {
    if (!panel.isOpen()) return;
    all.classList.remove('open');
    panel.show(false);
    launcher.opened(false);
    if (cameFrom?.isConnected) cameFrom.focus();
    else launcher.focus();
    keep({ open: false });
  }

  async function goOn() {
    // A page that logs in later says so with `identify`; until then, a customer's conversation is not touched.
    const isTheirs = kept.who === null || token;
    if (kept.session && isTheirs) {
      if (kept.open && !matchMedia(COVERS).matches) return open({ focus: false });
      if (kept.person || kept.unsent.length) return chat.connect();
    }
    if (greet === 'bubble' && token && !kept.dismissed) {
      await chat.connect();
      if (chat.greeting() && !panel.isOpen()) launcher.greet(chat.greeting());
    }
  }

  dress(root);
  paint(host, accent ?? '');
  panel.field.value = kept.draft;
  all.append(...launcher.elements, panel.element);
  root.append(all);
  document.body.append(host);
  keepAboveKeys(host);
  addEventListener('online', () => {
    if (kept.unsent.length) void chat.connect();
  });
  Object.defineProperty(window, 'BeforehandChat', {
    value: Object.freeze({
      open: () => open(),
      close,
      /** @param {string | null} [now] */
      identify: (now) => {
        token = now || null;
        chat.identify(token);
        if (!chat.isReady()) void goOn();
      },
    }),
  });
  void goOn();
}

/**
 * Keeps the chat above the keys of a telephone, which cover a page rather than make it smaller.
 * @param {HTMLElement} host
 */
function keepAboveKeys(host) {
  const seen = window.visualViewport;
  const measure = () => {
    if (!seen) return;
    host.style.setProperty('--height', `${seen.height}px`);
    host.style.setProperty('--top', `${seen.offsetTop}px`);
  };
  for (const event of ['resize', 'scroll']) seen?.addEventListener(event, measure);
  measure();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !('BeforehandChat' in window)) {
  if (document.body) start(script);
  else addEventListener('DOMContentLoaded', () => start(script), { once: true });
}
