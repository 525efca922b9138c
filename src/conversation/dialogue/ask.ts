import type { Instant } from '../../platform/index.ts';
import { type FollowUp, questionOf, type ReasonBook } from '../reasons/index.ts';
import { type DialogueState, keysOf } from './state.ts';
import type { Action, Choice, Place } from './types.ts';
import { wordsIn } from './words/index.ts';

export type Turn = [DialogueState, Action[]];
/** What every decision is made by. */
export type Env = { book: ReasonBook; now: Instant };

/** More than five choices are not remembered until the end of the list. */
const MOST_CHOICES = 5;

export function menuOf(state: DialogueState): string[] {
  return state.order.filter((reason) => !state.passed.includes(reason)).slice(0, MOST_CHOICES);
}

/** Waits for an answer to `prompt`, which is said after `before`. */
export function ask(state: DialogueState, prompt: string, env: Env, before: readonly string[] = []): Turn {
  const choices = choicesOf(state, env);
  const digits = state.place === 'verify' ? 6 : 1;
  return [
    state,
    [
      ...before.filter(Boolean).map((text): Action => ({ do: 'say', text })),
      { do: 'ask', prompt, choices, hints: hintsOf(state, choices, env), digits },
    ],
  ];
}

/** Asks what belongs to where the dialogue stands; `silent` null: for the first time, else again. */
export function askAt(
  state: DialogueState,
  env: Env,
  silent: boolean | null,
  before: readonly string[] = [],
): Turn {
  return ask(state, promptAt(state, env, silent), env, before);
}

export function goTo(state: DialogueState, place: Place): DialogueState {
  return { ...state, place, misses: 0 };
}

function promptAt(state: DialogueState, { book }: Env, silent: boolean | null): string {
  const words = wordsIn(state.locale);
  const keys = keysOf(state);
  const [one = '', other = ''] = state.offered;
  const firstName = state.customer?.firstName ?? null;
  const labels = menuOf(state).map((name) => book.of(name).label[state.locale]);
  const names = state.people.map((person) => person.firstName);
  switch (state.place) {
    case 'who':
      if (state.medium === 'outbound') return words.isThat(state.company, names[0] ?? '');
      return silent === null ? words.who(state.company, names) : words.whoAgain(names, silent);
    case 'offer':
      return silent === null
        ? words.offer(firstName, question(state, book, one))
        : words.offerAgain(question(state, book, one), silent, keys);
    case 'either': {
      const [a, b] = [phrase(state, book, one), phrase(state, book, other)];
      return silent === null ? words.either(firstName, a, b, keys) : words.eitherAgain(a, b, silent, keys);
    }
    case 'resolved':
      return silent === null
        ? words.resolved(
            followUpsOf(state).map(({ label }) => label[state.locale]),
            keys,
          )
        : words.resolvedAgain(silent);
    case 'more':
      return silent === null ? words.more : words.moreAgain(silent);
    case 'verify':
      return words.codeAgain;
    case 'wait':
      return words.waitAgain(silent ?? false, keys);
    case 'callBack':
      return silent === null ? words.callBackWhen : words.callBackAgain('not understood', silent);
    default:
      return silent === null ? words.menu(labels, keys) : words.menuAgain(labels, silent, keys);
  }
}

/** The question that offers a reason, as it follows a greeting. */
export function question(state: DialogueState, book: ReasonBook, reason: string): string {
  return questionOf(book.of(reason), state.locale, aboutIn(state, reason));
}

/** A reason as part of a sentence: by what it is about, where that may be said, or by its label. */
export function phrase(state: DialogueState, book: ReasonBook, reason: string): string {
  return aboutIn(state, reason) ?? book.of(reason).label[state.locale];
}

function aboutIn({ customer }: DialogueState, reason: string): string | null {
  return customer && Object.hasOwn(customer.about, reason) ? (customer.about[reason] ?? null) : null;
}

export function followUpsOf({ last }: DialogueState): readonly FollowUp[] {
  return last?.followUps ?? [];
}

/** What can be chosen where the dialogue stands. */
export function choicesOf(state: DialogueState, { book }: Env): Choice[] {
  const words = wordsIn(state.locale);
  const numbered = (labels: readonly string[]) =>
    labels.map((label, index) => ({ key: String(index + 1), label }));
  const label = (name: string) => book.of(name).label[state.locale];
  const person = { key: '0', label: words.person };
  switch (state.place) {
    case 'who':
      return state.medium === 'outbound'
        ? numbered([words.yes, words.no])
        : numbered(state.people.map(({ firstName }) => firstName));
    case 'offer':
    case 'more':
      return [...numbered([words.yes, words.no]), person];
    case 'either':
      return [...numbered([...state.offered.map(label), words.somethingElse]), person];
    case 'resolved':
      return [
        ...numbered([words.yes, words.no, ...followUpsOf(state).map((one) => one.label[state.locale])]),
        person,
      ];
    case 'wait':
      return numbered(state.locale === 'es' ? ['Esperar', 'Que me llamen'] : ['Wait', 'Call me back']);
    case 'verify':
    case 'callBack':
      return [person];
    default:
      return [...numbered(menuOf(state).map(label)), person];
  }
}

/** What the caller is likely to say, for a recogniser that can be told. */
function hintsOf(state: DialogueState, choices: readonly Choice[], { book }: Env): string[] {
  const yesNo = ['offer', 'more', 'resolved', 'who'].includes(state.place)
    ? [wordsIn(state.locale).yes, wordsIn(state.locale).no]
    : [];
  const reasons = ['offer', 'either', 'menu', 'more'].includes(state.place)
    ? [...new Set([...state.offered, ...menuOf(state)])]
    : [];
  const spoken = reasons.flatMap((name) => book.of(name).keywords[state.locale].slice(0, 3));
  const asked = followUpsOf(state).flatMap(({ keywords }) => keywords[state.locale].slice(0, 3));
  const person = state.locale === 'es' ? ['agente', 'representante'] : ['agent', 'representative'];
  return [
    ...new Set([
      ...yesNo.map((word) => word.toLowerCase()),
      ...choices.filter(({ key }) => key !== '0').map(({ label }) => label.toLowerCase()),
      ...spoken,
      ...(state.place === 'resolved' ? asked : []),
      ...person,
    ]),
  ];
}
