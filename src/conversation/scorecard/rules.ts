import type { Move } from '../moves/index.ts';
import type { Half, Mark } from './types.ts';

interface Rule {
  readonly for: Half;
  /** The move that keeps it. */
  readonly move: Move;
  readonly name: string;
  readonly kept: string;
  readonly broken: string;
  readonly advice: string;
}

/** What each mark is called, which half it counts for, and how it reads when kept, when broken and as advice. */
export const RULES: Readonly<Record<Mark, Rule>> = {
  says_what_comes: {
    for: 'direction',
    move: 'signpost',
    name: 'Says what comes next',
    kept: 'The customer was told what comes next, or why.',
    broken: 'Several turns went by without a word on what comes next.',
    advice: 'Say what you will do next and why before you do it, in one short sentence.',
  },
  reason_for_asking: {
    for: 'direction',
    move: 'signpost',
    name: 'Gives a reason for asking',
    kept: 'The customer knew why they were asked for it.',
    broken: 'The customer was asked for data and not told why.',
    advice: 'Before you ask for data, say what it is for: "so that I can find your order".',
  },
  hold_announced: {
    for: 'direction',
    move: 'signpost',
    name: 'Announces holds and silences',
    kept: 'The wait was announced.',
    broken: 'The customer was left waiting and did not know why.',
    advice: 'Announce a wait before it begins: what you are doing, and how long it takes.',
  },
  checks_after_explaining: {
    for: 'direction',
    move: 'question',
    name: 'Asks after explaining',
    kept: 'A long explanation ended with a question, so that the customer could steer.',
    broken: 'A long explanation ended with no question, and left the customer to find the way on.',
    advice: 'After a long explanation, hand the talk back with a question: "does that work for you?"',
  },
  customer_follows: {
    for: 'direction',
    move: 'signpost',
    name: 'The customer can follow',
    kept: 'The customer could follow.',
    broken: 'The customer did not know what was happening, or why.',
    advice: 'When the customer is lost, stop: say where you are, what you are doing, and what comes then.',
  },
  next_step_at_the_end: {
    for: 'direction',
    move: 'signpost',
    name: 'Says the next step before the close',
    kept: 'The talk ended with what happens next.',
    broken: 'The talk ended and nobody had said what happens next.',
    advice: 'Before you close, say what happens next, who does it and by when.',
  },
  feeling_acknowledged: {
    for: 'control',
    move: 'acknowledge',
    name: 'Acknowledges feelings',
    kept: 'A feeling was shown, and answered.',
    broken: 'A feeling was shown, and nothing answered it.',
    advice: "Answer the feeling first, in the customer's own words, and only then go on.",
  },
  gives_back_what_was_said: {
    for: 'control',
    move: 'listen',
    name: 'Gives back what was said',
    kept: 'The customer heard their own words back.',
    broken: 'The customer said something that mattered and heard nothing of it back.',
    advice: "Begin your answer with what you heard, in the customer's own words.",
  },
  detail_played_back: {
    for: 'control',
    move: 'listen',
    name: 'Plays back details',
    kept: 'The detail was read back.',
    broken: 'The detail was not read back.',
    advice: 'Read numbers, names and dates back as you take them down.',
  },
  takes_care: {
    for: 'control',
    move: 'reassure',
    name: 'Says it is taken care of',
    kept: 'The customer was told that it is done, or will be.',
    broken: 'Nobody said that it is being taken care of.',
    advice: 'Say plainly what you have done and what you will see to.',
  },
  listens_between_questions: {
    for: 'control',
    move: 'listen',
    name: 'Listens between questions',
    kept: 'Questions had listening between them.',
    broken: 'At least the third question in a row with nothing given back.',
    advice: 'After two questions, give back what you have heard before you ask the next.',
  },
  asks_once: {
    for: 'control',
    move: 'question',
    name: 'Asks once',
    kept: 'Nothing was asked twice.',
    broken: 'The customer was asked for something already asked for.',
    advice: 'Note the answer when you get it; if you must ask again, say why.',
  },
  heard_the_first_time: {
    for: 'control',
    move: 'listen',
    name: 'Hears it the first time',
    kept: 'The customer said it once.',
    broken: 'The customer had to say it again.',
    advice: 'When the customer says it again, stop and give it back: they are not sure that you heard.',
  },
  customer_stays: {
    for: 'control',
    move: 'acknowledge',
    name: 'Keeps the customer',
    kept: 'The customer stayed with the agent.',
    broken: 'The customer asked for someone else, or threatened to leave.',
    advice: 'Show early that you own it: acknowledge, then say what you yourself will do.',
  },
  customer_leaves_sure: {
    for: 'control',
    move: 'reassure',
    name: 'The customer leaves sure',
    kept: 'The customer ended glad of the help.',
    broken: 'The customer ended upset or unsure.',
    advice: 'Before the end, ask whether that settles it, and answer what is left.',
  },
};
