import type { EvaluationError, ParseError, TypeError as TypeFault } from '@marcbachmann/cel-js';
import { FUNCTIONS, GENERAL_METHODS } from './language.ts';

/** The library's words for types, in those of people who write plays. */
const WORDS: [RegExp, string][] = [
  [/google\.protobuf\.Timestamp/g, 'instant'],
  [/google\.protobuf\.Duration/g, 'duration'],
  [/\b(?:int|uint|double)\b/g, 'number'],
  [/\bstring\b/g, 'text'],
  [/\bbool\b/g, 'true-or-false'],
  [/\b(?:list|map)<[^']*>(?=$|\W)/g, 'list'],
  [/\b(?:Traits|Facts|Milestones|Events|Subject|Customer|Local|Forecast|Contacts|Outreach)\b/g, '`$&`'],
  [/\bdyn<([^<>]*)>/g, '$1'],
  [/\bdyn\b/g, 'anything'],
  [/\boptional<(.*)>/g, 'optional $1'],
];

export function typeWord(type: string): string {
  let word = type;
  for (const [pattern, plain] of WORDS) word = word.replace(pattern, plain);
  return word;
}

const TOKENS: Record<string, string> = {
  EOF: 'the end',
  RPAREN: ')',
  RBRACKET: ']',
  RBRACE: '}',
  LPAREN: '(',
  COLON: ':',
  QUESTION: '?',
  IDENTIFIER: 'a name',
  NUMBER: 'a number',
  STRING: 'a text',
  DOT: '.',
  COMMA: ',',
};

type LibraryError = ParseError | TypeFault | EvaluationError;
export type Spoken = { message: string; mend: string | null };

/** An error of the library in plain words, with what to do where that can be told. `text` is the condition. */
export function spoken(error: LibraryError, text: string): Spoken {
  const { code, summary } = error;
  const at = text.slice(error.range?.start ?? 0, error.range?.end ?? 0);
  switch (code) {
    case 'limit_exceeded':
      return { message: 'the condition is too long or nested too deeply', mend: 'split it into two plays' };
    case 'expected_token':
    case 'unexpected_token':
      return { message: tokens(summary), mend: at === '=' ? '`==` compares' : null };
    case 'unexpected_character':
      return {
        message: at ? `\`${at}\` was not expected here` : tokens(summary),
        mend: operator(text, error),
      };
    case 'reserved_identifier':
      return { message: `\`${at}\` is a word of the language`, mend: null };
    case 'no_such_overload':
      return overload(/no such overload: (.*)$/.exec(summary)?.[1] ?? summary);
    case 'unterminated_string':
    case 'newline_in_string':
      return { message: 'the text is not closed', mend: `end it with ${at.slice(0, 1) || '"'}` };
    case 'invalid_logical_operand':
      return { message: `&& and || join what is true or false, ${got(summary)} is neither`, mend: null };
    case 'invalid_condition_type':
      return { message: `true or false is needed here, ${got(summary)} is neither`, mend: null };
    case 'incompatible_ternary_branches':
      return { message: `both outcomes of ? : must be of one kind, not ${pair(summary)}`, mend: null };
    case 'incompatible_argument_type':
      return { message: `the default must be of the same kind, not ${pair(summary)}`, mend: null };
    case 'invalid_comprehension_range':
      return { message: 'this is no list, so there are no items to look at', mend: null };
    case 'optional_expected':
      return { message: 'this is always there', mend: 'put a ? after the dot: facts.?minutes.orValue(0)' };
    case 'invalid_macro_argument':
      return summary.startsWith('has')
        ? { message: 'has() takes names joined by dots', mend: `write ${FUNCTIONS.has}` }
        : { message: 'the first part must be a name for the item', mend: `write ${GENERAL_METHODS.exists}` };
    case 'no_matching_overload':
      return call(summary);
    default:
      return { message: summary.replace(/'[^']*'/g, typeWord), mend: null };
  }
}

/** The type that an error ends with. */
function got(summary: string): string {
  return typeWord(/'([^']*)'$/.exec(summary)?.[1] ?? 'this');
}

function call(summary: string): Spoken {
  const [, receiver, name, args = ''] = /'(?:(.*)\.)?(\w+)\((.*)\)'$/.exec(summary) ?? [];
  return {
    message: `\`${name ?? 'this'}\` can't be used on ${typeWord(receiver ?? args) || 'nothing'}`,
    mend: null,
  };
}

function pair(summary: string): string {
  return [...summary.matchAll(/'([^']*)'/g)].map(([, type = '']) => typeWord(type)).join(' and ');
}

function tokens(summary: string): string {
  const plain = summary.replace(/[A-Z]{2,}/g, (token) => TOKENS[token] ?? token.toLowerCase());
  return plain
    .replace(/^Unexpected token: the end$/, 'something is missing at the end')
    .replace(/^E/, 'e')
    .replace(/^U/, 'u');
}

/** Operators of other languages. */
const OPERATORS: Record<string, string> = { and: '&&', or: '||', not: '!', '=': '==', '&': '&&', '|': '||' };

function operator(text: string, { range }: LibraryError): string | null {
  const start = range?.start ?? 0;
  const here = /^(?:and|or|[=&|])/i.exec(text.slice(start))?.[0];
  const before = /\bnot\s*$/i.exec(text.slice(0, start)) ? 'not' : null;
  const meant = OPERATORS[(here ?? before ?? '').toLowerCase()];
  return meant ? `write \`${meant}\`` : null;
}

/** "string > double": what can't be done with what. */
function overload(signature: string): Spoken {
  const plain = typeWord(signature);
  const [, left, sign, right] = /^(.*) (\S+) (.*)$/.exec(plain) ?? [];
  if (left === undefined || sign === undefined || right === undefined)
    return { message: `\`${plain.charAt(0)}\` can't stand before ${plain.slice(1)}`, mend: null };
  const message = `${left} ${sign} ${right} is not possible`;
  const both = new Set([left, right]);
  if (both.has('duration') && both.has('number'))
    return { message, mend: 'write a duration with its unit, such as duration("2h")' };
  if (both.has('text') && both.has('number'))
    return { message, mend: 'a text stands in quotes and a number does not' };
  if (both.has('instant') && both.has('text'))
    return { message, mend: 'write an instant as timestamp("2026-01-31T09:00:00Z")' };
  if (both.has('instant') && both.has('duration'))
    return {
      message,
      mend: 'a duration is what lies between two instants, milestones.departure - now, and comes after one, now + duration("2h")',
    };
  return { message, mend: null };
}
