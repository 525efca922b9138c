import { emptyCycle, type Finding, follow } from '../cycle/index.ts';
import { type LabelledTurn, words } from '../moves/index.ts';
import { care, ending, givenBack, leaving } from './control.ts';
import { followed, nextStep, steps } from './direction.ts';
import { isFormula } from './formula.ts';
import { talkOf } from './talk.ts';
import type { Sighting } from './types.ts';

/** A formula ("I understand your frustration") answers a feeling half as well as what only this customer could be told. */
const FORMULA = 0.5;

/** All in a talk that counts for it or against it: what the cycle's rules find, and what only the talk as a whole shows. Pure. */
export function sightingsIn(turns: readonly LabelledTurn[]): Sighting[] {
  const talk = talkOf(turns);
  const found = findingsIn(turns).map(sighted).filter(isMeant);
  // The same words are not rewarded twice: an announced wait is what comes next.
  const announced = new Set(
    found.filter(({ rule, kind }) => rule === 'announce_silence' && kind === 'kept').map(placeOf),
  );
  const closed = found.some(({ rule }) => rule === 'say_next_step');
  return [
    ...found,
    ...steps(talk).filter((one) => !announced.has(placeOf(one))),
    ...followed(talk),
    ...(closed ? [] : nextStep(talk)),
    ...givenBack(talk),
    ...care(talk),
    ...leaving(talk),
    ...ending(talk),
  ];
}

export function findingsIn(turns: readonly LabelledTurn[]): readonly Finding[] {
  return turns.reduce(follow, emptyCycle()).findings;
}

function sighted({ rule, kind, said, words, sure }: Finding): Sighting {
  const worth = rule === 'acknowledge_feeling' && kind === 'kept' && isFormula(words) ? FORMULA : 1;
  return { rule, kind, sure: worth * sure, turn: said, words };
}

const HOLD =
  /\b(?:hold|moment|second|secs?|minutes?|mins?|mo|ticks?|bear with|hang on|quiet|silen(?:ce|t)|while i|let me|lemme|give me|dead air|back in)\b/;

/** The cycle takes any word on what comes next for a wait announced; only one that speaks of waiting is a hold here. */
function isMeant({ rule, kind, words: said }: Sighting): boolean {
  return rule !== 'announce_silence' || kind === 'broken' || HOLD.test(words(said).join(' '));
}

function placeOf({ turn, words: said }: Sighting): string {
  return `${turn} ${said}`;
}
