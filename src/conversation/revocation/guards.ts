import { pattern } from './pattern.ts';

/** What stands before a command and turns it round; `still` is what turns it back. */
export type Guard = { turned: readonly RegExp[]; still: readonly RegExp[] };

const endingIn = (...texts: string[]): RegExp[] =>
  texts.map((text) => new RegExp(`${pattern(text).source}$`));

const SOFT =
  '<adv>|wish|mean|meant|going|intend|try|trying|have|had|get|me|them|say|said|ask|asked|the|my|los|las|de';

/** "Don't stop texting me", "did you stop texting?", "if I stop the alerts ...", "I unsubscribed by accident". */
const NEGATED: Guard = {
  turned: endingIn(
    `<neg>|not|dejen|deje|dejes ${SOFT}*`,
    'didnt|doesnt|havent|hasnt|wasnt|did|does|has|accidentally|mistakenly|mistake .? .?',
    'have|had|after|since|when they|you|u guys?',
    'if|when|should i|we .?',
    'do i|we need|have to',
  ),
  // "If you don't stop texting me", "why won't you stop texting?" ask for it all the same.
  still: endingIn(
    `if|unless|until|till|why .? .? .? <neg>|not|didnt|havent <adv>|people|guys*`,
    'cant|wont you|u|ya people|guys?',
    'when|why will|wont|would you|u ever|finally?',
    'asked|told|telling|tell .? not to',
  ),
};

/** Besides: "the last stop", "a stop". */
const NOUN: Guard = {
  turned: [
    ...NEGATED.turned,
    ...endingIn(
      'a|an|the|your|our|bus|train|last|first|final|one|two|three|1|2|3|each|every|which|what|shuttle|tram|metro|at|per|pit|truck|nonstop',
    ),
  ],
  still: NEGATED.still,
};

/** "I don't text", "you never text me", "why did you not text me?" tell; "I told you not to" asks. */
const TOLD: Guard = {
  turned: endingIn(
    'i|we|they|he|she|it|you|u|yall|people|who|did|does|has|have|had|why|am|is|are|was|were|ive|youve|youre',
    'i|they|he|she|people|you|u guys|will|would|still|just|really|could|did|do|have',
    'why|did|does|how|do . .?',
  ),
  still: endingIn(
    'told|asked|tell|asking|that|can|could|will|would you|u|ya|yall',
    'if|that|and you|u would|could',
  ),
};

export const GUARDS = { negated: NEGATED, noun: NOUN, told: TOLD } as const;

/** Further back nothing turns a command round, and a long text is not looked through again for each of its commands. */
const FAR = 100;

export function holds(guard: Guard, all: string): boolean {
  const near = all.slice(-FAR);
  const before = all.length > FAR ? near.slice(near.indexOf(' ') + 1) : near;
  return (
    !guard.turned.some((turned) => test(turned, before)) || guard.still.some((still) => test(still, before))
  );
}

function test(expression: RegExp, text: string): boolean {
  expression.lastIndex = 0;
  return expression.test(text);
}
