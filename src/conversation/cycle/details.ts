import { contents, isNumber } from '../moves/index.ts';
import { plainOf, wordsOf } from './plain.ts';

/** A number, date, name or place worth playing back: the words said, and what of them an echo would contain. */
export interface Detail {
  readonly words: string;
  readonly contents: readonly string[];
  /** How surely it needs to be heard back, 0 to 1: a number does, a weekday often goes without saying. */
  readonly sure: number;
}

const DATA =
  /\b(?:names?|surname|numbers?|reference|post ?code|zip|address|birth|e ?mail|digits|code|i ?d|passport|serial|confirmation|date|account)\b/;
/** Never read back or repeated on a screen. */
const SECRET =
  /\b(?:pass ?words?|pass ?codes?|pin|cvv|cvc|security (?:code|number|answer)|memorable|one time)\b/;
/** As many digits as a payment card has: not to be read back aloud either (PCI DSS 3.3). */
const CARD_DIGITS = 13;
const DAY =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december)s?\b/;
/** With a number beside it; alone, march and may are words like others. */
const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const ORDINAL =
  /^(?:\p{N}+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir)tieth)$/u;
const TENS = /^(?:twenty|thirty)$/;
/** Who may, or it may: no month. */
const SUBJECT = /^(?:i|you|he|she|it|we|they|this|that|there|who|which|what)$/;
const NAMED =
  /\b(?:my names?(?: is)?|(?:i am|im) called|surnames?(?: is)?) ((?!not\b|is\b)\p{L}+(?: \p{L}+)?)/u;
const FILLER =
  /^(?:(?:um|uh|er|erm|yeah|yes|yep|ok|okay|oh|sure|so|well|right|its|it is|that is|thats|hang on|please) )+(?=.)/;
const REFUSED = /\b(?:why|what|which|how|dont|cant|havent|no|not|sorry|huh)\b/;

/** Whether words of a question ask for data of the customer's own. */
export function asksForData(text: string): boolean {
  const plain = plainOf(text);
  return DATA.test(plain) || SECRET.test(plain);
}

function isSecret(text: string): boolean {
  return SECRET.test(plainOf(text));
}

/** The most important detail of what a customer says, after the question `asked` (null: none for data); null when there is none. */
export function importantDetail(text: string, asked: string | null): Detail | null {
  const list = wordsOf(text).filter((word) => word !== '?');
  const plain = list.join(' ');
  if (SECRET.test(plain) || (asked && isSecret(asked))) return null;
  const [said, sure] = mostImportant(plain, list, asked);
  if (!said) return null;
  const found = contents(said.split(' '));
  const digits = found.filter((word) => /^\p{N}$/u.test(word)).length;
  return found.length === 0 || digits >= CARD_DIGITS
    ? null
    : { words: asSaid(text, said), contents: found, sure };
}

function mostImportant(plain: string, list: readonly string[], asked: string | null) {
  const date = fullDate(list);
  if (date) return [date, 0.9] as const;
  const number = numberRun(list);
  if (number) return [number, 0.9] as const;
  const answered = answer(plain, list, asked);
  if (answered) return [answered, 0.7] as const;
  const named = NAMED.exec(plain)?.[1];
  if (named) return [named, 0.6] as const;
  return [dated(list), 0.4] as const;
}

/** The words as they stand in the text, capitals and all, where they can be found again. */
function asSaid(text: string, said: string): string {
  return new RegExp(said.replaceAll(' ', '[^\\p{L}\\p{N}]+'), 'iu').exec(text)?.[0] ?? said;
}

/** Three or more digits, number words or single letters in a row, or one written number of three digits. */
function numberRun(list: readonly string[]): string | null {
  let run: string[] = [];
  let best: string[] = [];
  for (const word of [...list, '']) {
    const spelled = /^[b-hj-z]$/.test(word) || (run.length > 0 && /^[ai]$/.test(word));
    if (word !== '' && (isNumber(word) || spelled)) run.push(word);
    else {
      if (run.join('').length > best.join('').length && (run.length >= 3 || /\p{N}{3}/u.test(run.join(' '))))
        best = run;
      run = [];
    }
  }
  const digits = new Set(contents(best));
  return (best.some(isNumber) && digits.size > 1) || best.length >= 4 ? best.join(' ') : null;
}

/** A short answer to a question for data is the detail itself. */
function answer(plain: string, list: readonly string[], asked: string | null): string | null {
  if (!asked || list.length > 8 || REFUSED.test(plain)) return null;
  const said = plain.replace(FILLER, '');
  return said.length >= 3 ? said : null;
}

/** A day of a month, with the year where it is said: "4 may 1990", "the fourth of may", "may 4". */
function fullDate(list: readonly string[]): string | null {
  const at = list.findIndex(
    (word, i) => MONTH.test(word) && !(word === 'may' && SUBJECT.test(list[i - 1] ?? '')),
  );
  if (at < 0) return null;
  const of = list[at - 1] === 'of' ? 1 : 0;
  const isDay = (word: string | undefined) => word !== undefined && (isNumber(word) || ORDINAL.test(word));
  const day = at - 1 - of;
  const from = isDay(list[day]) ? day - (TENS.test(list[day - 1] ?? '') ? 1 : 0) : at;
  let to = at + 1;
  while (isDay(list[to])) to++;
  return from < at || to > at + 1 ? list.slice(from, to).join(' ') : null;
}

/** A weekday or month with the words beside it. */
function dated(list: readonly string[]): string | null {
  const at = list.findIndex((word) => DAY.test(word));
  if (at < 0) return null;
  const before = list.slice(Math.max(0, at - 2), at).filter((word) => isNumber(word) || ORDINAL.test(word));
  const after = list.slice(at + 1, at + 2).filter(isNumber);
  return [...before, list[at], ...after].join(' ');
}

/** Whether what an agent says gives the detail back: half of it in any words, any of it where it is said to listen. */
export function playsBack(text: string, listens: boolean, detail: readonly string[]): boolean {
  const said = contents(wordsOf(text));
  const hits = detail.filter((word) => said.includes(word)).length;
  return hits > 0 && (listens || hits * 2 >= detail.length);
}
