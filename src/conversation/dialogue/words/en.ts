import type { Keys, Words } from './types.ts';

const ACT = { press: 'press', reply: 'reply', shown: 'choose' };

const hello = (firstName: string | null) => `Hello${firstName ? ` ${firstName}` : ''}`;
const sorry = (silent: boolean) => (silent ? "Sorry, I didn't hear anything." : "Sorry, I didn't get that.");
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const listed = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

function choices(options: readonly string[], keys: Keys): string {
  if (keys === 'shown') return 'Choose below, or tell me in a few words.';
  const each = options.map((label, index) => `For ${label}, ${ACT[keys]} ${index + 1}.`);
  return [...each, `For something else, or to speak to a person, ${ACT[keys]} 0.`].join(' ');
}

const which = (keys: Keys) =>
  keys === 'shown'
    ? ''
    : ` For the first, ${ACT[keys]} 1. For the second, ${ACT[keys]} 2. For something else, ${ACT[keys]} 3.`;

const BY: Record<string, string> = { sms: 'texted you', email: 'wrote to you', voice: 'called you' };

export const en: Words = {
  yes: 'Yes',
  no: 'No',
  person: 'Speak to a person',
  somethingElse: 'Something else',
  offer: (firstName, question) => `${hello(firstName)}, ${question}`,
  reached: (firstName, by, about) =>
    `${hello(firstName)}. I see that we ${BY[by] ?? 'sent you a message'} about ${about}. Is it about that?`,
  either: (firstName, one, other, keys) =>
    `${hello(firstName)}, is it about ${one}, or about ${other}?${which(keys)}`,
  offerAgain: (question, silent, keys) =>
    `${sorry(silent)} ${capital(question)}${keys === 'shown' ? '' : ` For yes, ${ACT[keys]} 1. For no, ${ACT[keys]} 2.`}`,
  eitherAgain: (one, other, silent, keys) =>
    `${sorry(silent)} Is it about ${one}, or about ${other}?${which(keys)}`,
  who: (company, names) =>
    `Hello, and thank you for calling ${company}. Am I speaking with ${listed(names)}?`,
  whoAgain: (names, silent) => `${sorry(silent)} Please tell me your first name: ${listed(names)}?`,
  isThat: (company, firstName) => `Hello, this is ${company}. Am I speaking with ${firstName}?`,
  wrongPerson: 'Sorry to have troubled you. Goodbye.',
  noMoreCalls: "All right, we won't call you again. Goodbye.",
  greeting: (company, lost, options, keys) => {
    const opening = lost
      ? "I'm sorry, I lost what you told me before. How can I help you?"
      : `Hello, and thank you for ${keys === 'press' ? 'calling' : 'writing to'} ${company}. How can I help you?`;
    const spanish = keys === 'press' ? ' Para español, oprima 9.' : '';
    return `${opening} ${keys === 'shown' ? '' : 'Tell me in a few words, or choose. '}${choices(options, keys)}${spanish}`;
  },
  menu: (options, keys) =>
    `All right. ${choices(options, keys)}${keys === 'shown' ? '' : ' Or tell me in a few words what it is about.'}`,
  menuAgain: (options, silent, keys) => `${sorry(silent)} ${choices(options, keys)}`,
  resolved: (followUps, keys) => {
    const also =
      followUps.length && keys !== 'shown'
        ? ` You can also say ${listed(followUps.map((one) => `"${one}"`))}.`
        : '';
    return `Does that answer your question?${also}`;
  },
  resolvedAgain: (silent) => `${sorry(silent)} Does that answer your question? Please say yes or no.`,
  more: 'Is there anything else I can help you with?',
  moreAgain: (silent) => `${sorry(silent)} Can I help you with anything else? Please say yes or no.`,
  code: (to) =>
    `First I have to make sure that it is you. I have sent a code of six digits to ${to === 'phone' ? 'your phone' : 'your e-mail address'}. Please tell me the code, or key it in.`,
  codeAgain: 'Please tell me the six digits that I have sent you, or say "agent" to speak to a person.',
  codeWrong: 'That isn\'t the code that I have sent. Please try again, or say "agent" to speak to a person.',
  codeLapsed: 'That code is no longer good.',
  followFailed: "I'm sorry, I couldn't do that.",
  wait: (minutes, keys) =>
    keys === 'shown'
      ? `The wait for a person is about ${minutes} minutes. Would you like to wait, or shall we call you back?`
      : `The wait for a person is about ${minutes} minutes. To wait, ${ACT[keys]} 1. To be called back, ${ACT[keys]} 2.`,
  waitAgain: (silent, keys) =>
    `${sorry(silent)} To wait for a person, ${keys === 'shown' ? 'choose' : ACT[keys]} 1. To be called back, ${keys === 'shown' ? 'choose' : ACT[keys]} 2.`,
  callBackWhen:
    'When shall we call you? Say "as soon as possible", or a time, for example "tomorrow at nine".',
  callBackAgain: (why, silent) => {
    const fault = silent
      ? "Sorry, I didn't hear anything."
      : {
          'not understood': "Sorry, I didn't get that.",
          past: 'That time has passed.',
          'too far': 'That is more than a week ahead.',
        }[why];
    return `${fault} When shall we call you? For example "in an hour", or "tomorrow at nine".`;
  },
  callBackBooked: (when) =>
    when
      ? `We will call you ${when.day} at ${when.time}. Goodbye.`
      : 'We will call you as soon as it is your turn. Goodbye.',
  toPerson: (label) => `${label ? `For ${label}, ` : ''}I'll put you through to someone who can help.`,
  allBusy:
    'Everyone is on another call just now. Please stay on the line, and the next person who is free will take your call.',
  goodbye: (medium) => (medium === 'call' ? 'Thank you for calling. Goodbye.' : 'Thank you. Goodbye.'),
  failed: "I'm sorry, something went wrong on our side. I'll put you through to a person.",
};
