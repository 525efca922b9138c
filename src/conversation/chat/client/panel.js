import { ARROW, CROSS, el, icon, show } from './elements.js';
import { COVERS } from './style.js';

/** @typedef {ReturnType<typeof openPanel>} Panel */
/** @typedef {{ say(text: string): void, choose(choice: import('./api.js').Choice): void, retry(): void, end(): void, anew(): void, close(): void, draft(text: string): void }} Wishes */

const LONGEST_TEXT = '1000';
/** After it, a screen reader has seen what changed, ms. */
const SETTLED = 500;

/**
 * The window of the chat: what was said, what can be chosen, and where to write.
 * @param {import('./words.js').Words} words
 * @param {Wishes} wishes
 */
export function openPanel(words, wishes) {
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': words.log,
    tabindex: '0',
  });
  const typing = el(
    'div',
    { class: 'typing' },
    el('span', { class: 'sr' }, words.writing),
    el('i'),
    el('i'),
    el('i'),
  );
  const choices = el('div', { class: 'choices', role: 'group', 'aria-label': words.choices });
  const wrong = el('span');
  const retry = el('button', { type: 'button' }, words.retry);
  const failure = el('div', { class: 'failure', role: 'alert' });
  const field = el('input', {
    id: 'say',
    type: 'text',
    maxlength: LONGEST_TEXT,
    autocomplete: 'off',
    enterkeyhint: 'send',
    placeholder: words.field,
  });
  const send = el('button', { class: 'icon accent', 'aria-label': words.send }, icon(ARROW));
  const form = el('form', {}, el('label', { class: 'sr', for: 'say' }, words.field), field, send);
  const anew = el('button', { type: 'button', class: 'accent' }, words.anew);
  const over = el('div', { class: 'over', role: 'status' });
  const end = el('button', { type: 'button', class: 'end' }, words.end);
  const close = el('button', { type: 'button', class: 'icon close', 'aria-label': words.close }, icon(CROSS));
  const title = el('h2', { id: 'title' }, words.title);
  const panel = el(
    'section',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title' },
    el('header', {}, title, end, close),
    log,
    typing,
    choices,
    failure,
    form,
    over,
  );
  for (const element of [panel, typing, choices, failure, over]) show(element, false);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = '';
    wishes.draft('');
    if (text) wishes.say(text);
  });
  field.addEventListener('input', () => wishes.draft(field.value));
  retry.addEventListener('click', wishes.retry);
  end.addEventListener('click', wishes.end);
  anew.addEventListener('click', wishes.anew);
  close.addEventListener('click', wishes.close);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      wishes.close();
    } else if (event.key === 'Tab' && matchMedia(COVERS).matches) keepWithin(event);
  });

  /** @param {KeyboardEvent} event */
  function keepWithin(event) {
    const all = [...panel.querySelectorAll('button, input, [tabindex="0"]')].filter(
      /** @returns {one is HTMLElement} */ (one) => one instanceof HTMLElement && one.offsetParent !== null,
    );
    const at = /** @type {ShadowRoot} */ (panel.getRootNode()).activeElement;
    const [first, last] = [all[0], all.at(-1)];
    if (at !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  /** Where fingers write, a focused field would cover half of the screen with keys. */
  function focus() {
    const calm = matchMedia('(pointer: coarse)').matches || form.hidden;
    (calm ? log : field).focus({ preventScroll: true });
  }

  function toEnd() {
    log.scrollTop = log.scrollHeight;
  }

  return {
    element: panel,
    field,
    focus,
    isOpen: () => !panel.hidden,
    /** @param {boolean} shown */
    show: (shown) => {
      panel.setAttribute('aria-modal', String(matchMedia(COVERS).matches));
      show(panel, shown);
      toEnd();
    },
    clear: () => {
      log.replaceChildren();
      choices.replaceChildren();
      show(choices, false);
    },
    /**
     * What was said long since is shown without being read aloud.
     * @param {() => void} change
     */
    quietly: (change) => {
      log.setAttribute('aria-live', 'off');
      change();
      setTimeout(() => log.setAttribute('aria-live', 'polite'), SETTLED);
    },
    /** @param {string} locale */
    speaks: (locale) => log.setAttribute('lang', locale),
    /**
     * @param {import('./api.js').Message} message
     * @returns {(sent: boolean) => void} tells whether it has reached us
     */
    add: ({ by, text }) => {
      const name = { us: words.us, them: words.you, person: words.person }[by];
      const state = el('small');
      const message = el(
        'div',
        { class: `message ${by}` },
        by === 'person' ? el('small', {}, name) : el('span', { class: 'sr' }, `${name}: `),
        el('p', { dir: 'auto' }, text),
        state,
      );
      show(state, false);
      log.append(message);
      toEnd();
      return (sent) => {
        message.classList.toggle('unsent', !sent);
        state.textContent = sent ? '' : words.unsent;
        show(state, !sent);
        toEnd();
      };
    },
    /** @param {string} text */
    note: (text) => {
      log.append(el('p', { class: 'note' }, text));
      toEnd();
    },
    /** @param {readonly import('./api.js').Choice[]} given */
    choices: (given) => {
      const focused = choices.matches(':focus-within');
      choices.replaceChildren(
        ...given.map((choice) => {
          const button = el('button', { type: 'button' }, choice.label);
          button.addEventListener('click', () => wishes.choose(choice));
          return button;
        }),
      );
      show(choices, given.length > 0);
      if (focused) focus();
      toEnd();
    },
    /** @param {boolean} shown */
    typing: (shown) => {
      show(typing, shown);
      toEnd();
    },
    /** @param {string | null} text */
    failure: (text) => {
      const focused = failure.matches(':focus-within');
      wrong.textContent = text;
      failure.replaceChildren(...(text ? [wrong, retry] : []));
      show(failure, text !== null);
      if (focused) focus();
      toEnd();
    },
    /** @param {boolean} ended */
    ended: (ended) => {
      const focused = panel.matches(':focus-within');
      over.replaceChildren(...(ended ? [el('p', {}, words.ended), anew] : []));
      show(over, ended);
      show(form, !ended);
      show(end, !ended);
      if (ended) show(choices, false);
      if (focused) focus();
    },
  };
}
