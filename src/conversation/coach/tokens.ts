import { words } from '../moves/index.ts';

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const TIMES: Record<string, number> = { double: 2, triple: 3 };
const EMPTY = new Set(
  `a an and are as at be been but by for from get got had has have he her him his i id ill im in is it its ive just me my no
  not of ok okay on or our out she so that thats the their them then there theres they this to um uh er erm was we well were
  with would yeah yes you your youre youve right now about all any if like ? please thanks thank sorry mm hi hello do did does
  can could will since what which when where how who`.split(/\s+/),
);

/**
 * Words as they are compared: numbers as digits, digits and single letters that stand together as one ("K R T nine B two"
 * and "KRT9B2" are the same token), words without their endings. Small words stay, as they may be letters of a name.
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  let code = '';
  let times = 1;
  const list = words(text);
  for (const [i, word] of list.entries()) {
    if (word in TIMES && isCode(asDigits(list[i + 1] ?? ''))) {
      times = TIMES[word] ?? 1;
      continue;
    }
    const plain = asDigits(word, list[i - 1]);
    if (plain === '') {
      // "forty two" is 42: the unit takes the place of the nought.
      code = code.slice(0, -1) + asDigits(word);
      continue;
    }
    if (isCode(plain)) code += plain.repeat(times);
    else {
      if (code) found.push(code);
      code = '';
      found.push(stem(plain));
    }
    times = 1;
  }
  if (code) found.push(code);
  return found;
}

/** Digits for a number word or an ordinal; '' for a unit that belongs to the tens before it; else the word. */
function asDigits(word: string, before = ''): string {
  const unit = word === 'oh' ? 0 : UNITS.indexOf(word);
  if (unit > 0 && TENS.includes(before)) return '';
  if (unit >= 0) return String(unit);
  if (TEENS.includes(word)) return String(10 + TEENS.indexOf(word));
  if (TENS.includes(word)) return String(20 + 10 * TENS.indexOf(word));
  const ordinal = ORDINALS.indexOf(word);
  if (ordinal >= 3) return String(ordinal + 1);
  return word.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1');
}

function isCode(word: string): boolean {
  return /^(?:\d+|[b-hj-z]|(?=\w*\d)[a-z\d]+)$/.test(word);
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:ies|es|s|ed|ing|e|y)$/, '') : word;
}

/** How many words may stand between two of a phrase that is looked for. */
const GAP = 3;

/** Whether the phrase's words stand in the text in their order, with at most a few between. A code may be part of a longer one. */
export function says(text: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  return text.some((_, start) => {
    let at = start - 1;
    return phrase.every((word, i) => {
      const most = i === 0 ? start + 1 : at + GAP + 2;
      const next = text.findIndex((one, k) => k > at && k < most && (i > 0 || k === start) && one === word);
      at = next;
      return next >= 0;
    });
  });
}

/** The words of a detail that an echo of it would carry. */
export function carrying(list: readonly string[]): string[] {
  return list.filter((word) => !EMPTY.has(word));
}

/**
 * Whether the text gives the detail back: half of what it carries, or any of it where the text is said to listen.
 * Of a code, three characters in a row do.
 */
export function echoes(text: readonly string[], detail: readonly string[], listens: boolean): boolean {
  const wanted = carrying(detail);
  const hits = wanted.filter((word) => text.some((one) => one === word || alike(one, word))).length;
  return hits > 0 && (listens || hits * 2 >= wanted.length);
}

/** A part of the code is enough; and in "the 4:15 one" a word too many has stuck to it. */
function alike(said: string, code: string): boolean {
  if (!isCode(said) || !isCode(code)) return false;
  return (said.length >= 3 && code.includes(said)) || (code.length >= 3 && said.includes(code));
}

/** A code in the text that is nearly the detail's but is not: what was misheard. Null when there is none. */
export function misheard(text: readonly string[], detail: readonly string[]): string | null {
  const right = detail.find((word) => isCode(word) && word.length >= 4);
  if (!right || text.some((word) => right.includes(word) && word.length >= 3)) return null;
  return text.find((word) => word.length >= 4 && isCode(word) && nearly(word, right)) ?? null;
}

function nearly(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const differs = [...a].filter((letter, i) => letter !== b[i]).length;
  return differs > 0 && differs <= 2;
}
