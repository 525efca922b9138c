import { ADRIFT } from './adrift.ts';
import { ANSWERING } from './answering.ts';
import { GOING } from './going.ts';

export type { Tone } from './tone.ts';

export const LINES = { ...ADRIFT, ...ANSWERING, ...GOING };
export type Pool = keyof typeof LINES;

/** What a line begins with when all of its kind have been said. */
export const OPENERS = [
  'Look,',
  'Well,',
  'I mean,',
  'Honestly,',
  'Okay, but',
  'Listen,',
  'Um,',
  'So,',
  'Right,',
  'Again,',
  'Really,',
  'Sorry, but',
  'Yeah, well,',
  'No, but',
  'You know,',
  'Seriously,',
  'Please,',
  'To be fair,',
  'Hm,',
  'Oh, come on,',
  'Once more,',
  'Like I say,',
  'Well, look,',
  'As it is,',
] as const;
