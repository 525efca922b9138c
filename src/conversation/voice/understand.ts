import { matchReasons } from '../reasons/index.ts';

/** What an utterance or a key means, before it is known what was asked. */
export type Meaning = {
  digit: string | null;
  person: boolean;
  repeat: boolean;
  yes: boolean;
  no: boolean;
  bye: boolean;
  /** "Yes, but …": what follows counts. */
  but: boolean;
  /** Reasons named, best first. */
  reasons: string[];
};

const PERSON =
  /\b(agents?|persons?|people|humans?|representatives?|reps?|operators?|advis[eo]rs?|receptionist|supervisor|manager|someone|somebody|customer service|real person|something else|talk to you guys)\b/;
const REPEAT =
  /\b(repeat|say (that|it) again|come again|pardon|what was that|once more|didn't (hear|catch))\b/;
const BYE =
  /\b(goodbye|good bye|bye|that's all(?! right)|that is all(?! right)|that's it|that is it|never ?mind|nothing|i'm good|i am good|all set|hang up)\b/;
const YES =
  /^(well |oh |um |uh |hi |hello )*(yes|yeah|yep|yup|yah?|aye|sure|ok|okay|correct|right|exactly|absolutely|definitely|certainly|of course|please(?! don't)|that's (right|correct|it|fine)|that is (right|correct)|that would be|uh huh|mm hmm|i do|i would|i am|it is|go ahead|affirmative|indeed|why not|sounds good)\b/;
const NO =
  /^(well |oh |um |uh |hi |hello )*(no(?! (one|idea|problem|doubt))|nope|nah|not|never|negative|neither|wrong|incorrect|i don't|i do not|i'm not|i am not|that's (not|wrong)|that is (not|wrong)|it's not|it isn't|please don't)\b/;
const NUMBERS = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five'].map((word, digit) => [word, String(digit)]),
);

/** Longest stretch of speech that is looked at; no caller's sentence comes near. */
const LONGEST = 500;

/** Reads an utterance and a key against the reasons that exist. The key wins where both came. */
export function understand(speech: string, digits: string, names: readonly string[]): Meaning {
  const words = spokenWords(speech);
  const digit = /^[0-9*#]/.exec(digits.trim())?.[0] ?? spokenDigit(words);
  const no = NO.test(words);
  return {
    digit,
    person: PERSON.test(words),
    repeat: REPEAT.test(words),
    no,
    yes: !no && YES.test(words),
    bye: BYE.test(words),
    but: /\b(but|actually|instead|rather)\b/.test(words),
    reasons: matchReasons(words, names),
  };
}

/** An utterance as it is kept and compared: one line, lower case, no punctuation, cut to a sane length. */
function spokenWords(speech: string): string {
  return speech
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}

function spokenDigit(words: string): string | null {
  const word = words.replace(/^(press |option |number |choice |choose |the )+/, '');
  return NUMBERS.get(word) ?? (/^[0-9]$/.test(word) ? word : null);
}
