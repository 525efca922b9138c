/** @typedef {{ text: string } | { choice: string }} Said */
/** @typedef {{ said: Said, label: string, step: number | null, again?: boolean }} Unsent */
/**
 * What outlives the page in its tab. `who`: the customer in whose name the session was begun.
 * @typedef {{ session: string | null, who: string | null, person: boolean, open: boolean, dismissed: boolean, draft: string, unsent: Unsent[] }} Kept
 */

const KEY = 'beforehand-chat';

/** @returns {Kept} */
function nothingKept() {
  return { session: null, who: null, person: false, open: false, dismissed: false, draft: '', unsent: [] };
}

/** @returns {Kept} */
export function readKept() {
  try {
    return { ...nothingKept(), ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') };
  } catch {
    return nothingKept();
  }
}

/**
 * Where a page may keep nothing (third-party frames), the chat works until it is left.
 * @param {Kept} kept
 */
export function writeKept(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {}
}

/**
 * The customer that a token names, unchecked: only to notice that someone else has logged in.
 * @param {string | null} token
 * @returns {string | null}
 */
export function namedIn(token) {
  try {
    const part = (token ?? '').split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (one) =>
      one.charCodeAt(0),
    );
    const { sub } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}
