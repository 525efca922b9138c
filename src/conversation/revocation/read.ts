import { CALLS, ENGLISH } from './english.ts';
import { holds } from './guards.ts';
import { LEXICON } from './lexicon.ts';
import { pattern } from './pattern.ts';
import type { Rule } from './rules.ts';
import { SPANISH, SPANISH_CALLS } from './spanish.ts';
import { STARTS } from './starts.ts';
import { type Clause, clauses, together } from './tokens.ts';

/**
 * What a reply asks of our messages. `scope` of a stop is `marketing` when only promotion is refused ("no more ads").
 * `none`: something else is meant, or nothing that can be told.
 */
export type Revocation =
  | { kind: 'stop'; scope: 'all' | 'marketing' }
  | { kind: 'start' }
  | { kind: 'help' }
  | { kind: 'none' };

const set = (...classes: readonly (readonly string[])[]): ReadonlySet<string> => new Set(classes.flat());
const STRONG = set(LEXICON.strong);
const AROUND_STRONG = set(LEXICON.polite, LEXICON.asking);
const WEAK = set(LEXICON.weak, LEXICON.strong);
// "No, cancel" and "yes, cancel" answer a question.
const ANSWERS = new Set(['yes', 'yeah', 'yep', 'yea', 'yup', 'no', 'nope', 'nah']);
const AROUND_WEAK = set(
  LEXICON.polite.filter((word) => !ANSWERS.has(word)),
  LEXICON.bare,
);
const START = set(LEXICON.start);
const HELP = set(LEXICON.help);
const POLITE = set(LEXICON.polite, ['me']);
const RUN_TOGETHER = new Map<string, Revocation>([
  ...[...LEXICON.strong, ...LEXICON.weak].map((word) => [word, { kind: 'stop', scope: 'all' }] as const),
  ...LEXICON.start.map((word) => [word, { kind: 'start' }] as const),
  ...LEXICON.help.map((word) => [word, { kind: 'help' }] as const),
]);
const STOPS = [...ENGLISH, ...SPANISH];
const NO_CALLS = [...CALLS, ...SPANISH_CALLS];

/**
 * Reads a reply by SMS or mail (47 CFR 64.1200(a)(10): consent may be revoked by any reasonable means, keywords being but
 * one). A keyword counts when nothing else is said; otherwise messages or the sender's list must be what is refused:
 * "cancel my flight" and "nonstop?" are no revocations.
 */
export function readRevocation(text: string): Revocation {
  const said = clauses(text);
  const tokens = said.flatMap((clause) => clause.text.trim().split(' '));
  const whole = RUN_TOGETHER.get(together(text));
  if (whole) return whole;
  if (consistsOf(tokens, WEAK, AROUND_WEAK)) return { kind: 'stop', scope: 'all' };
  const scopes = said.flatMap(scopesIn);
  if (!said.some(asksForTexts) && said.some((clause) => found(NO_CALLS, clause).length)) scopes.push('all');
  if (scopes.length) return { kind: 'stop', scope: scopes.includes('all') ? 'all' : 'marketing' };
  if (consistsOf(tokens, START, POLITE) || said.some((clause) => found(STARTS, clause).length))
    return { kind: 'start' };
  if (consistsOf(tokens, HELP, POLITE)) return { kind: 'help' };
  return { kind: 'none' };
}

/** At least one of `words`, and nothing else but what may stand around them. */
function consistsOf(
  tokens: readonly string[],
  words: ReadonlySet<string>,
  around: ReadonlySet<string>,
): boolean {
  return (
    tokens.some((token) => words.has(token)) && tokens.every((token) => words.has(token) || around.has(token))
  );
}

function scopesIn(clause: Clause): ('all' | 'marketing')[] {
  if (consistsOf(clause.text.trim().split(' '), STRONG, AROUND_STRONG)) return ['all'];
  return found(STOPS, clause).map((match) => (isOfMarketing(match) ? 'marketing' : 'all'));
}

const MARKETING = pattern('<marketing>|<esMarketing>');
const OTHER_TOO = pattern('and|or|y|o <skip>|<esSkip>* <message>|<esMessage>');

function isOfMarketing({ text, after }: Match): boolean {
  return text.search(MARKETING) >= 0 && `${text}${after}`.search(OTHER_TOO) < 0;
}

const INSTEAD = pattern(
  'text|txt|message|email|sms|write <me>|instead|mensaje|mensajes|texto|textos|correo|escriba|escriban|escribame|escribanme',
);

function asksForTexts({ text }: Clause): boolean {
  return text.search(INSTEAD) >= 0;
}

type Match = { text: string; after: string };

function found(rules: readonly Rule[], { text, question }: Clause): Match[] {
  const matches: Match[] = [];
  for (const { when, guard, unlessAfter } of rules) {
    for (const match of text.matchAll(when)) {
      const after = text.slice(match.index + match[0].length);
      if (guard && !holds(guard, text.slice(0, match.index))) continue;
      if (unlessAfter?.test(after)) continue;
      // "No more seats?" asks, "no messages?" wonders.
      if (question && /^no(more)? /.test(match[0])) continue;
      matches.push({ text: match[0], after });
    }
  }
  return matches;
}
