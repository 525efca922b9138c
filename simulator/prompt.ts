import type { Reason } from './reasons.ts';

/** What a caller makes of what is said on the line. Only words are gone by: no agreement with the product on them. */

const KEYWORDS: [Reason, RegExp][] = [
  [
    'baggage_tracing',
    /\b(missing|lost|delayed|late|find|found|trac\w+|track\w*|where)\b.*\b(bag|luggage)|(bag\w*|luggage)\b.*\b(missing|lost|trac\w+|where|delayed|not arrived)/i,
  ],
  [
    'baggage_allowance',
    /\b(bag\w*|luggage)\b.*\b(allow\w*|fees?|policy|rules|size|weigh\w*)|(how many|how much|extra|carry.on) (bag|luggage)|allowance/i,
  ],
  ['refund_status', /refund|money back/i],
  ['seat_request', /\bseats?\b|seating/i],
  ['checkin_help', /check(ing)?[- ]?in\b|boarding pass/i],
  ['change_booking', /\bchang(e|ing)\b|rebook|cancel|another flight|new flight/i],
  ['flight_status', /\bstatus\b|on time|delay|\bdepart|leav(e|ing)|when (is|does) (my|your) flight/i],
];
const BAGGAGE = /\b(bags?|baggage|luggage)\b/i;
const SOMETHING_ELSE =
  /(something|anything|any other|everything|other|else)|agent|someone|person|representative|colleague/i;

export interface MenuOption {
  digit: string;
  label: string;
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const LABEL_THEN_KEY =
  /\b(?:for|to|if|say|about)\s+((?:(?!\bpress\b).)+?),?\s*(?:please\s+)?(?:or\s+)?press\s+(\d)/gi;
const KEY_THEN_LABEL = /\b(\d)\s+(?:for|to|if)\s+((?:(?!\b(?:press\s+)?\d\b)[^.;?!])+)/gi;
const KEY_FIRST = /^((?!\b(for|to|if|say|about)\b).)*\bpress\s+\d\s+(for|to|if)\b/i;

/** "For a refund, press 2", "press 1 for yes, 2 for no", "say yes or press 1". */
export function menuOptions(prompt: string): MenuOption[] {
  const text = NUMBERS.reduce(
    (said, word, digit) => said.replace(new RegExp(`\\b(press|or) ${word}\\b`, 'gi'), `$1 ${digit}`),
    prompt,
  );
  return text.split(/(?<=[.?!;])\s+/).flatMap((sentence) => {
    const options = KEY_FIRST.test(sentence) ? [] : [...sentence.matchAll(LABEL_THEN_KEY)];
    if (options.length > 0) return options.map((m) => ({ digit: m[2] ?? '', label: m[1] ?? '' }));
    return [...sentence.matchAll(KEY_THEN_LABEL)].map((m) => ({
      digit: m[1] ?? '',
      label: (m[2] ?? '').replace(/[,\s]+(or\s*)?(press\s*)?$/i, ''),
    }));
  });
}

/** The reason a few words are about; null when they name none. */
export function reasonIn(words: string): Reason | null {
  return KEYWORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const questions = (prompt: string): string[] =>
  prompt.split(/(?<=[.?!])\s+/).filter((sentence) => sentence.endsWith('?'));

/** "We texted you about your flight to Denver. Is it about that?" */
const MESSAGE =
  /\b(texted|wrote to|called|message|sent you)\b.*?\babout (.+?)[.;?]\s*is (it|this) about that\b/i;
/** "Is it about your flight to Denver, or about a refund?" */
const EITHER = /\bis (?:it|this) about (.+?),? or about (.+?)\?/i;

function topicIn(words: string): Reason | null {
  return reasonIn(words) ?? (/\byour flight\b/i.test(words) ? 'flight_status' : null);
}

/** The two reasons between which the caller is to choose; null when there is no such choice. */
export function eitherIn(prompt: string): [Reason | null, Reason | null] | null {
  const [, one, other] = EITHER.exec(prompt) ?? [];
  return one && other ? [topicIn(one), topicIn(other)] : null;
}

/** "Would you like to check the status of your flight?" → flight_status. */
export function offerIn(prompt: string): Reason | null {
  if (EITHER.test(prompt)) return null;
  const [, , message] = MESSAGE.exec(prompt) ?? [];
  if (message) return topicIn(message);
  for (const question of questions(prompt)) {
    const offering =
      /\b(would you like|do you want|are you (calling|contacting|ringing)|is (this|it|your call) about|shall (i|we)|can (i|we) (tell|help you with)|did you want)\b/i;
    if (!offering.test(question) || MORE.test(question)) continue;
    const reason = reasonIn(question);
    if (reason) return reason;
  }
  return null;
}

const MORE = /\b(anything|something) else\b/i;

/** "Did that answer your question?"; not "Is there anything else I can help you with?", to which yes means no. */
export const asksIfSettled = (prompt: string): boolean =>
  questions(prompt).some(
    (question) =>
      !MORE.test(question) &&
      /\b(did|does|has|have|is|was|are)\b.*\b(answer\w*|resolved?|sort(ed)?|settled|help(ed|s)?|help you|all you need\w*|what you needed|all (set|clear)|clear|is that all)\b/i.test(
        question,
      ),
  );

/** "Is there anything else?" */
export const asksIfMore = (prompt: string): boolean =>
  questions(prompt).some((question) => MORE.test(question));

/** The option for a reason, or else the one for everything else. */
export function optionFor(reason: Reason, options: readonly MenuOption[]): MenuOption | null {
  const about = options.find((option) => reasonIn(option.label) === reason);
  const baggage = reason === 'baggage_tracing' || reason === 'baggage_allowance';
  const near = baggage ? options.find((option) => BAGGAGE.test(option.label)) : undefined;
  return about ?? near ?? options.find((option) => SOMETHING_ELSE.test(option.label)) ?? null;
}
