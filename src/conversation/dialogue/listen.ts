import { readCallbackTime } from '../people/callback-time.ts';
import { isNamed } from '../reasons/index.ts';
import { readRevocation } from '../revocation/index.ts';
import { answerReason, followUp } from './answer.ts';
import { ask, askAt, type Env, followUpsOf, goTo, menuOf, type Turn } from './ask.ts';
import { handover } from './handover.ts';
import { bye, toPerson, transfer, wrongPerson } from './leave.ts';
import type { DialogueState } from './state.ts';
import type { Said } from './types.ts';
import { digitsOf, type Meaning, SHORTEST_CODE, spokenWords, understand } from './understand.ts';
import { wordsIn } from './words/index.ts';

type Listening = (state: DialogueState, meaning: Meaning, said: Said, env: Env) => Turn;

/** What follows from words or a key, by where the dialogue stands. */
export function listen(before: DialogueState, said: Said, env: Env): Turn {
  if (before.place === 'callBack') return atCallBack(before, said, env);
  const revocation = before.medium === 'outbound' ? readRevocation(said.speech) : null;
  if (revocation?.kind === 'stop')
    return [
      before,
      [
        {
          do: 'need',
          need: { what: 'refuse', scope: revocation.scope, said: said.speech.slice(0, 200).toWellFormed() },
        },
      ],
    ];
  const [state, meaning] = inTheirLanguage(before, said, env);
  if (state.place === 'wait') return atWait(state, meaning, said, env);
  if (meaning.digit === '0' && !(state.place === 'verify' && said.digits.trim().length > 1))
    return toPerson(declined(state));
  if (!meaning.digit && meaning.person && !namesFollowUp(state, said)) return toPerson(declined(state));
  const language = meaning.digit === '9' && state.place === 'menu' ? other(state) : meaning.language;
  if (language && language !== state.locale)
    return askAt({ ...state, locale: language, misses: 0 }, env, null);
  if (meaning.digit === '*' || (!meaning.digit && meaning.repeat)) return again(state, env);
  return (AT[state.place] ?? atMenu)(state, meaning, said, env);
}

/** Who is not understood in one language may be in the other, which is then gone on with. */
function inTheirLanguage(state: DialogueState, said: Said, { book }: Env): [DialogueState, Meaning] {
  const names = [...new Set([...state.order, ...book.names])];
  const meaning = understand(said, names, book, state.locale);
  if (means(meaning)) return [state, meaning];
  const locale = other(state);
  const instead = understand(said, names, book, locale);
  return means(instead) ? [{ ...state, locale }, instead] : [state, meaning];
}

function means({ digit, person, repeat, yes, no, bye, language, reasons }: Meaning): boolean {
  return digit !== null || person || repeat || yes || no || bye || language !== null || reasons.length > 0;
}

const other = ({ locale }: DialogueState) => (locale === 'en' ? 'es' : 'en');

const AT: Partial<Record<DialogueState['place'], Listening>> = {
  who: atWho,
  offer: atOffer,
  either: atEither,
  menu: atMenu,
  resolved: atResolved,
  more: atMore,
  verify: atVerify,
};

/** Says who it is by name or number; whoever is none of them is greeted as anyone. */
function atWho(state: DialogueState, meaning: Meaning, { speech }: Said, env: Env): Turn {
  const words = ` ${spokenWords(speech)} `;
  const { people, medium } = state;
  const named = people.filter(({ firstName }) => words.includes(` ${spokenWords(firstName)} `));
  const chosen = meaning.digit
    ? people[Number(meaning.digit) - 1]
    : named.length === 1
      ? named[0]
      : undefined;
  if (medium === 'outbound') {
    const [person] = people;
    const yes = meaning.digit === '1' || (meaning.yes && !meaning.no) || (named.length === 1 && !meaning.no);
    if (person && yes) return identify(state, person.customerId);
    if (meaning.no || meaning.digit === '2' || meaning.bye) return wrongPerson(state);
    return misunderstood(state, env);
  }
  if (chosen && !(meaning.no && !meaning.digit && people.length === 1))
    return identify(state, chosen.customerId);
  if (meaning.no || meaning.digit)
    return [{ ...state, people: [] }, [{ do: 'need', need: { what: 'identify', customerId: '' } }]];
  return misunderstood(state, env);
}

function identify(state: DialogueState, customerId: string): Turn {
  return [{ ...state, misses: 0 }, [{ do: 'need', need: { what: 'identify', customerId } }]];
}

function atOffer(state: DialogueState, meaning: Meaning, _said: Said, env: Env): Turn {
  const [offered = ''] = state.offered;
  const accept = () => answerReason({ ...state, offerTaken: true }, offered, env);
  const refused = declined(state);
  if (meaning.digit === '1') return accept();
  if (meaning.digit === '2') return offerMenu(refused, env);
  if (meaning.digit) return misunderstood(state, env);
  const another = meaning.reasons.find((reason) => reason !== offered);
  const named = meaning.reasons.includes(offered);
  if (another && (meaning.no || (meaning.yes && (meaning.but || !named))))
    return answerReason(refused, another, env);
  if (meaning.yes) return accept();
  if (meaning.no) return meaning.bye ? bye(refused) : offerMenu(refused, env);
  const best = meaning.reasons[0];
  if (best) return best === offered ? accept() : answerReason(refused, best, env);
  return meaning.bye ? bye(refused) : misunderstood(state, env);
}

/** Of two that were offered: by key, by name, or neither. */
function atEither(state: DialogueState, meaning: Meaning, { speech }: Said, env: Env): Turn {
  const take = (reason: string) => answerReason({ ...state, offerTaken: true }, reason, env);
  const refused = declined(state);
  if (meaning.digit) {
    const chosen = state.offered[Number(meaning.digit) - 1];
    if (chosen) return take(chosen);
    return meaning.digit === '3' ? offerMenu(refused, env) : misunderstood(state, env);
  }
  const position = ordinal(spokenWords(speech));
  const chosen = position === null ? undefined : state.offered[position];
  if (chosen) return take(chosen);
  const best = meaning.reasons[0];
  if (best) return state.offered.includes(best) ? take(best) : answerReason(refused, best, env);
  if (meaning.no) return meaning.bye ? bye(refused) : offerMenu(refused, env);
  // "Yes" to a choice chooses nothing.
  return meaning.bye ? bye(refused) : misunderstood(state, env);
}

function ordinal(words: string): 0 | 1 | null {
  if (/(?<!\p{L})(first|former|primer[oa]?)(?!\p{L})/u.test(words)) return 0;
  return /(?<!\p{L})(second|latter|segund[oa])(?!\p{L})/u.test(words) ? 1 : null;
}

function atMenu(state: DialogueState, meaning: Meaning, _said: Said, env: Env): Turn {
  const best = meaning.digit ? menuOf(state)[Number(meaning.digit) - 1] : meaning.reasons[0];
  if (best) return answerReason(state, best, env);
  return meaning.bye && !meaning.digit ? bye(state) : misunderstood(state, env);
}

function atResolved(state: DialogueState, meaning: Meaning, said: Said, env: Env): Turn {
  const asked = meaning.digit
    ? followUpsOf(state)[Number(meaning.digit) - 3]?.name
    : namesFollowUp(state, said);
  if (asked) return followUp(state, asked, env);
  if (meaning.digit && !['1', '2'].includes(meaning.digit)) return misunderstood(state, env);
  // "No, my flight is wrong" names what it was about; "no, it's my bag" is about something else.
  const another = meaning.reasons.find((reason) => !state.passed.includes(reason));
  if (another && !meaning.digit) return answerReason({ ...state, resolved: !meaning.no }, another, env);
  // Who is not helped does not thank.
  if (!meaning.digit && meaning.no && /\b(thanks|thank you|gracias)\b/.test(spokenWords(said.speech)))
    return bye({ ...state, resolved: true });
  if (meaning.digit === '2' || (meaning.no && !meaning.bye))
    return toPerson({ ...state, resolved: false }, state.last?.reason ?? null);
  if (meaning.bye) return bye({ ...state, resolved: true });
  if (meaning.digit === '1' || meaning.yes)
    return askAt({ ...goTo(state, 'more'), resolved: true }, env, null);
  // The same once more: it may have changed since.
  const [again] = meaning.reasons;
  return again && !meaning.digit ? answerReason(state, again, env) : misunderstood(state, env);
}

function namesFollowUp(state: DialogueState, { speech }: Said): string | undefined {
  if (state.place !== 'resolved') return undefined;
  const { locale } = state;
  return followUpsOf(state).find(({ label, keywords }) =>
    isNamed(speech, [label[locale], ...keywords[locale]]),
  )?.name;
}

function atMore(state: DialogueState, meaning: Meaning, _said: Said, env: Env): Turn {
  if (meaning.digit === '1') return offerMenu(state, env);
  if (meaning.digit === '2') return bye(state);
  if (meaning.digit) return misunderstood(state, env);
  // "No, my flight is fine" names what is done with; "no, it's my bag" doesn't.
  const best = meaning.reasons.find((reason) => !meaning.no || !state.passed.includes(reason));
  if (best) return answerReason(state, best, env);
  if (meaning.no || meaning.bye) return bye(state);
  return meaning.yes ? offerMenu(state, env) : misunderstood(state, env);
}

function atVerify(state: DialogueState, meaning: Meaning, said: Said, env: Env): Turn {
  const digits = digitsOf(said, state.locale);
  if (digits.length >= SHORTEST_CODE)
    return [state, [{ do: 'need', need: { what: 'check', said: digits.slice(0, 12) } }]];
  if (meaning.no || meaning.bye) return toPerson(state);
  return misunderstood(state, env);
}

function atWait(state: DialogueState, meaning: Meaning, { speech }: Said, env: Env): Turn {
  const words = spokenWords(speech);
  if (
    meaning.digit === '2' ||
    /(?<!\p{L})(call (me )?back|callback|call me|llám\p{L}+|llam\p{L}+)(?!\p{L})/u.test(words)
  )
    return askAt(goTo(state, 'callBack'), env, null);
  if (
    meaning.digit === '1' ||
    meaning.digit === '0' ||
    meaning.yes ||
    meaning.person ||
    /\b(wait|hold|esper\p{L}*)\b/u.test(words)
  )
    return transfer(state, env);
  return meaning.bye || meaning.no ? bye(state) : misunderstood(state, env);
}

function atCallBack(state: DialogueState, said: Said, env: Env): Turn {
  if (said.digits.trim() === '0') return transfer(state, env);
  const read = readCallbackTime(said.speech, env.now, state.zone, state.locale);
  if (typeof read === 'string') {
    const next = { ...state, misses: state.misses + 1 };
    return next.misses > 2
      ? transfer(next, env)
      : ask(next, wordsIn(state.locale).callBackAgain(read, false), env);
  }
  const { personFor: reason } = state;
  const need = { what: 'callBack', reason, at: read.at, context: handover(state, env.book) } as const;
  return [state, [{ do: 'need', need }]];
}

export function offerMenu(state: DialogueState, env: Env): Turn {
  return askAt(goTo(state, 'menu'), env, null);
}

export function heardNothing(state: DialogueState, env: Env): Turn {
  return missed({ ...state, turns: state.turns + 1 }, true, env);
}

function misunderstood(state: DialogueState, env: Env): Turn {
  return missed(state, false, env);
}

/** Once it is asked again in other words; the second time a person takes over. */
function missed(before: DialogueState, silent: boolean, env: Env): Turn {
  const state: DialogueState = { ...before, misses: before.misses + 1 };
  if (state.misses <= 1) return askAt(state, env, silent);
  if (state.place === 'wait' || state.place === 'callBack') return transfer(state, env);
  // Nobody is there, or not whom we called: nothing is said to a machine that answers.
  if (state.medium === 'outbound' && state.place === 'who') return bye(state);
  return toPerson(state);
}

/** The offer was heard and something else was wanted. */
function declined(state: DialogueState): DialogueState {
  if (state.place !== 'offer' && state.place !== 'either') return state;
  return { ...state, offerTaken: false, passed: [...state.passed, ...state.offered] };
}

function again(state: DialogueState, env: Env): Turn {
  const before = state.place === 'resolved' && state.last ? [state.last.text] : [];
  const nameless = state.customer && { ...state.customer, firstName: null };
  const [, actions] = askAt({ ...state, customer: nameless }, env, null, before);
  return [state, actions];
}
