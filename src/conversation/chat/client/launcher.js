import { CROSS, el, icon, SPEECH, show } from './elements.js';

/**
 * The button in the corner, and a bubble beside it with a greeting.
 * @param {import('./words.js').Words} words
 * @param {{ toggle(): void, dismiss(): void }} wishes
 */
export function openLauncher(words, wishes) {
  const dot = el('span', { class: 'dot' }, el('span', { class: 'sr' }, words.news));
  const button = el(
    'button',
    { type: 'button', class: 'launcher icon accent', 'aria-label': words.open, 'aria-expanded': 'false' },
    icon(SPEECH),
    dot,
  );
  const hello = el('button', { type: 'button', class: 'hello' });
  const dismiss = el('button', { type: 'button', class: 'icon', 'aria-label': words.dismiss }, icon(CROSS));
  const bubble = el('div', { class: 'bubble', role: 'status' }, hello, dismiss);
  for (const element of [dot, bubble]) show(element, false);
  button.addEventListener('click', wishes.toggle);
  hello.addEventListener('click', wishes.toggle);
  dismiss.addEventListener('click', () => {
    show(bubble, false);
    wishes.dismiss();
    button.focus();
  });
  return {
    elements: [bubble, button],
    focus: () => button.focus(),
    /** @param {boolean} open */
    opened: (open) => {
      button.setAttribute('aria-expanded', String(open));
      button.setAttribute('aria-label', open ? words.close : words.open);
      show(dot, false);
      if (open) show(bubble, false);
    },
    /** Something was written while the chat is closed. */
    news: () => {
      show(dot, true);
      button.setAttribute('aria-label', `${words.open}. ${words.news}`);
    },
    /** @param {string} text */
    greet: (text) => {
      hello.textContent = text;
      show(bubble, true);
    },
  };
}
