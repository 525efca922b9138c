import { mayHear } from '../reasons/index.ts';
import { askAt, type Env, followUpsOf, goTo, type Turn } from './ask.ts';
import { toPerson } from './leave.ts';
import { type DialogueState, levelOf } from './state.ts';
import type { Input } from './types.ts';
import { wordsIn } from './words/index.ts';

/** Asks for the answer to a reason if it may be heard, after verifying where that is needed; a person has the rest. */
export function answerReason(before: DialogueState, reason: string, { book }: Env): Turn {
  const state: DialogueState = { ...before, reason: before.reason ?? reason, misses: 0 };
  const spec = book.of(reason).answer;
  if (!spec) return toPerson(state, reason);
  if (mayHear(levelOf(state), spec.level))
    return [{ ...state, pending: { answer: reason } }, [{ do: 'need', need: { what: 'answer', reason } }]];
  return verifyFor(state, { answer: reason });
}

/** Who is one customer can prove it; about anyone else there is nothing to prove it by. */
function verifyFor(state: DialogueState, pending: NonNullable<DialogueState['pending']>): Turn {
  if (state.caller !== 'recognised') return toPerson(state, reasonOf(pending, state));
  return [
    { ...goTo(state, 'verify'), pending, codes: state.codes + 1 },
    [{ do: 'need', need: { what: 'code' } }],
  ];
}

function reasonOf(pending: NonNullable<DialogueState['pending']>, state: DialogueState): string | null {
  return 'answer' in pending ? pending.answer : state.reason;
}

export function answered(
  before: DialogueState,
  { reason, answer }: Extract<Input, { kind: 'answered' }>,
  env: Env,
): Turn {
  const state: DialogueState = { ...before, pending: null };
  // The level is looked at where the words are said, whatever was asked for.
  if (!answer || !mayHear(levelOf(state), answer.level)) return toPerson(state, reason);
  const { text, subject } = answer;
  const followUps = answer.followUps.filter(
    ({ level }) => level !== 'verified' || state.caller === 'recognised',
  );
  const passed = [...new Set([...state.passed, reason])];
  const next: DialogueState = {
    ...goTo(state, 'resolved'),
    answeredAfter: state.answeredAfter ?? state.turns,
    passed,
    last: { reason, text, followUps, subject },
    resolved: null,
  };
  return askAt(next, env, null, [text]);
}

export function coded(state: DialogueState, { to }: Extract<Input, { kind: 'coded' }>, env: Env): Turn {
  if (to === null) return toPerson(state, state.pending && reasonOf(state.pending, state));
  const [, actions] = askAt(state, env, null);
  // The first time it is told where the code went.
  return [
    state,
    actions.map((action) =>
      action.do === 'ask' ? { ...action, prompt: wordsIn(state.locale).code(to) } : action,
    ),
  ];
}

export function checked(
  state: DialogueState,
  { outcome }: Extract<Input, { kind: 'checked' }>,
  env: Env,
): Turn {
  if (outcome === 'locked') return toPerson(state, state.pending && reasonOf(state.pending, state));
  // Another is sent, as often as codes are.
  if (outcome === 'lapsed')
    return [
      { ...state, codes: state.codes + 1 },
      [
        { do: 'say', text: wordsIn(state.locale).codeLapsed },
        { do: 'need', need: { what: 'code' } },
      ],
    ];
  if (outcome === 'wrong') {
    const next = { ...state, misses: state.misses + 1 };
    if (next.misses >= 3) return toPerson(next, state.pending && reasonOf(state.pending, state));
    const [, actions] = askAt(next, env, null);
    return [
      next,
      actions.map((action) =>
        action.do === 'ask' ? { ...action, prompt: wordsIn(state.locale).codeWrong } : action,
      ),
    ];
  }
  const { pending } = state;
  const sure: DialogueState = {
    ...goTo(state, 'more'),
    assurance: 'verified',
    verifiedAt: env.now,
    pending: null,
  };
  if (!pending) return askAt(sure, env, null);
  return 'answer' in pending
    ? answerReason(sure, pending.answer, env)
    : followUp(sure, pending.followUp, env);
}

/** Does what was asked for after an answer: an event on the timeline, which plays follow, or a person. */
export function followUp(state: DialogueState, name: string, env: Env): Turn {
  const { last } = state;
  const wanted = followUpsOf(state).find((one) => one.name === name);
  if (!wanted || !last) return askAt(goTo(state, 'more'), env, null);
  if (!mayHear(levelOf(state), wanted.level)) return verifyFor(state, { followUp: name });
  if (wanted.event === null) return toPerson({ ...state, resolved: true }, last.reason);
  return [
    { ...state, pending: { followUp: name } },
    [{ do: 'need', need: { what: 'followUp', follow: name, reason: last.reason, answer: last.text } }],
  ];
}

export function followedUp(
  before: DialogueState,
  { what, done }: Extract<Input, { kind: 'followedUp' }>,
  env: Env,
): Turn {
  const wanted = followUpsOf(before).find(({ name }) => name === what);
  const state: DialogueState = { ...goTo(before, 'more'), pending: null, resolved: before.resolved ?? true };
  const words = wordsIn(state.locale);
  return askAt(state, env, null, [done && wanted ? wanted.done[state.locale] : words.followFailed]);
}
