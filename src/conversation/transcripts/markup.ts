const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
};
const LAST_CODE_POINT = 0x10ffff;

/** Replaces the character references of WebVTT (W3C WebVTT, "cue text"); what is none stays as it is. */
export function unescapeMarkup(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole: string, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isText = code > 0 && code <= LAST_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
    return isText ? String.fromCodePoint(code) : whole;
  });
}

/** A stretch of a cue's text under one voice; null before any `<v …>`. */
export interface Voiced {
  readonly voice: string | null;
  readonly text: string;
}

const TAG = /<(\/?)([a-z]+|\d[\d:.]*)((?:\.[^\s>]*)?)(?:[ \t]([^>]*))?>/gi;

/** Cuts a cue's text at its voice spans (`<v.loud Agent>`) and takes every other tag away; `first` speaks until then. */
export function voices(text: string, first: string | null): Voiced[] {
  const cut: Voiced[] = [];
  let voice = first;
  let said = '';
  let end = 0;
  const close = (next: string | null) => {
    if (said.trim() !== '') cut.push({ voice, text: unescapeMarkup(said).trim() });
    said = '';
    voice = next;
  };
  for (const match of text.matchAll(TAG)) {
    said += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[2]?.toLowerCase() !== 'v') continue;
    const name = unescapeMarkup(match[4] ?? '').trim();
    close(match[1] === '/' || name === '' ? null : name);
  }
  said += text.slice(end);
  close(null);
  return cut;
}
