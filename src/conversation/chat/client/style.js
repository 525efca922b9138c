/** Kept apart from the page by the shadow root: `!important` within wins over whatever the page says of its elements. */
const STYLE = `
:host { all: initial !important; position: fixed !important; inset: auto 0 0 auto !important; z-index: 2147483000 !important;
  color-scheme: light dark !important; font: 16px/1.45 system-ui, sans-serif !important;
  --ground: #fff; --words: #1a1d21; --quiet: #565d67; --line: #8a919c; --rule: #d5d9de; --ours: #eef0f3; --wrong: #a3211a; }
@media (prefers-color-scheme: dark) { :host {
  --ground: #16191d; --words: #eceef1; --quiet: #aab1bb; --line: #747c87; --rule: #363c44; --ours: #282d34; --wrong: #ffb4ab; } }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; border: 1px solid var(--line); border-radius: 1.25rem; background: transparent; padding: .45rem .9rem; min-height: 2.5rem; }
button:hover { background: var(--ours); }
:focus-visible { outline: 3px solid var(--words); outline-offset: 2px; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.accent, .accent:hover { background: var(--accent); color: var(--on-accent); border-color: transparent; }
.accent:hover { filter: brightness(1.08); }
.icon { display: grid; place-items: center; padding: 0; width: 2.5rem; border: 0; }
svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.launcher { position: fixed; right: 1.25rem; bottom: 1.25rem; width: 3.5rem; height: 3.5rem; border-radius: 50%;
  box-shadow: 0 2px 4px #0003, 0 6px 20px #0003; }
.launcher svg { width: 1.75rem; height: 1.75rem; }
.launcher .dot { position: absolute; top: 0; right: 0; width: 1rem; height: 1rem; border-radius: 50%; background: #c5221f; border: 2px solid #fff; }
.bubble { position: fixed; right: 1.25rem; bottom: 5.5rem; display: flex; align-items: start; width: max-content; max-width: min(20rem, calc(100vw - 2.5rem));
  color: var(--words); background: var(--ground); border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 4px 18px #0003; }
.bubble .hello { flex: 1; border: 0; text-align: start; border-radius: 1rem; padding: .75rem 0 .75rem 1rem; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; overflow-wrap: anywhere; }

.panel { position: fixed; right: 1.25rem; bottom: 5.5rem; display: flex; flex-direction: column; width: 24rem; max-width: calc(100vw - 2.5rem);
  height: min(38rem, calc(100dvh - 7rem)); color: var(--words); background: var(--ground); border: 1px solid var(--line);
  border-radius: 1rem; overflow: hidden; box-shadow: 0 8px 32px #0004; animation: rise .18s ease-out; }
header { display: flex; align-items: center; gap: .25rem; padding: .5rem .5rem .5rem 1rem; border-bottom: 1px solid var(--rule); }
h2 { flex: 1; margin: 0; font-size: 1.05rem; font-weight: 650; }
header .end { border: 0; font-size: .875rem; }
.log { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 1rem; display: flex; flex-direction: column; gap: .5rem; }
.log:focus-visible { outline-offset: -3px; }
.log > :first-child { margin-top: auto; }
.message { max-width: 85%; align-self: flex-start; }
.message p { margin: 0; padding: .55rem .85rem; border-radius: 1.1rem 1.1rem 1.1rem .3rem; background: var(--ours); overflow-wrap: anywhere; white-space: pre-line; }
.message.them { align-self: flex-end; }
.message.them p { background: var(--accent); color: var(--on-accent); border-radius: 1.1rem 1.1rem .3rem 1.1rem; }
.message.unsent p { background: transparent; color: var(--words); border: 1px dashed var(--line); }
small { display: block; color: var(--quiet); font-size: .8rem; padding: .1rem .5rem; }
.them small { text-align: end; }
.note { align-self: center; text-align: center; color: var(--quiet); font-size: .875rem; margin: 0; }
.typing { display: flex; gap: .3rem; padding: .25rem 1.85rem .75rem; }
.typing i { width: .5rem; height: .5rem; border-radius: 50%; background: var(--quiet); animation: beat 1.2s infinite ease-in-out; }
.typing i:nth-of-type(2) { animation-delay: .15s; } .typing i:nth-of-type(3) { animation-delay: .3s; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0 1rem .75rem; max-height: 40%; overflow-y: auto; }
.choices button { text-align: start; overflow-wrap: anywhere; border-color: var(--words); }
.failure { display: flex; align-items: center; gap: .75rem; padding: .5rem 1rem; color: var(--wrong); font-size: .9rem; border-top: 1px solid var(--rule); }
.failure span { flex: 1; }
.failure button { border-color: currentColor; white-space: nowrap; }
form, .over { display: flex; gap: .5rem; padding: .75rem; border-top: 1px solid var(--rule); }
.over { flex-direction: column; align-items: center; }
.over p { margin: 0; color: var(--quiet); }
input { flex: 1; min-width: 0; padding: .5rem .85rem; min-height: 2.75rem; color: var(--words); background: var(--ground); border: 1px solid var(--line); border-radius: 1.4rem; }
input::placeholder { color: var(--quiet); opacity: 1; }
input:focus-visible { outline-offset: 0; outline-width: 2px; }
form .icon { width: 2.75rem; height: 2.75rem; border-radius: 50%; }

@keyframes rise { from { opacity: 0; transform: translateY(.75rem); } }
@keyframes beat { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-.2rem); } }
@media (prefers-reduced-motion: reduce) { *, ::before { animation: none !important; transition: none !important; } }
@media (max-width: 480px) {
  .panel { inset: var(--top, 0) 0 auto 0; width: 100%; max-width: none; height: var(--height, 100dvh); border: 0; border-radius: 0; }
  .open .launcher { display: none; }
}
@media (forced-colors: active) { .message p, .accent { border: 1px solid; } }
@media print { .all { display: none; } }
`;

/** The width from which on the chat covers the screen; the same as in the style. */
export const COVERS = '(max-width: 480px)';

/**
 * Constructed, so that no policy of the page has to allow styles.
 * @param {ShadowRoot} root
 */
export function dress(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
}

/**
 * The company's colour, with black or white words on it, whichever is told apart better: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
 * @param {HTMLElement} host
 * @param {string} accent
 */
export function paint(host, accent) {
  const paintable = CSS.supports('color', accent) ? accent : '#0b57d0';
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  let light = 0;
  if (context) {
    context.fillStyle = paintable;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = Array.from(context.getImageData(0, 0, 1, 1).data, (part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    light = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  }
  host.style.setProperty('--accent', paintable);
  host.style.setProperty('--on-accent', light > 0.179 ? '#000' : '#fff');
}
