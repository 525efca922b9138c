import { CYCLE_RULES, type Rule } from '../cycle/index.ts';
import type { Choice } from './choose.ts';
import { quote } from './quote.ts';
import type { Known, Prompt } from './types.ts';

type Words = { do: string; say: string };
type Phrase = (choice: Choice, known: Spoken) => Words;
/** What is known, as it goes into a sentence: ", Ashley" and "your flight to Denver", or nothing and "this". */
type Spoken = { readonly comma: string; readonly about: string | null; readonly heard: readonly string[] };

const FELT = {
  frustrated: 'is frustrated',
  anxious: 'is worried',
  confused: 'is confused',
  neutral: 'wants to be heard',
  pleased: 'is pleased',
} as const;

/** What an agent asks customers for, as it stands in "the …". */
const DATA =
  /\b(?:(?:booking|order|account|policy|claim|customer|ticket|tracking|confirmation|reference|phone|serial|meter|card|member(?:ship)?|full|first|last) )?(?:surname|names?|numbers?|reference|post ?code|zip(?: code)?|address|date of birth|e-?mail(?: address)?|digits|code|id|passport|confirmation|date)\b/i;

const PHRASES: Readonly<Record<Rule, Phrase>> = {
  acknowledge_feeling: ({ mood }, { comma, about }) => ({
    do: 'Name what they feel before you go on',
    say:
      mood === 'anxious'
        ? `I can hear that this is a worry${comma}. Let me get ${about ?? 'it'} clear for you.`
        : `I'm sorry${comma}, I can see why that's frustrating. I'm looking at ${about ?? 'this'} with you now.`,
  }),
  signpost_before_questions: ({ words }, { about }) => {
    const asked = askedFor(words);
    return {
      do: `Say what you will check and why, then ask for the ${asked}`,
      say: `I'll look up ${about ?? 'your record'} and then tell you exactly what I see; that's what I need the ${asked} for.`,
    };
  },
  listen_between_questions: (_, { comma, heard }) => ({
    do: 'Give back what you have heard before you ask more',
    say: heard.length
      ? `Let me check that I have it right so far${comma}: ${heard.map((words) => `"${words}"`).join(', then ')}. Is that so?`
      : `Let me stop there${comma}, and say back what you've told me so far.`,
  }),
  play_back_detail: ({ words }, { comma }) => ({
    do: 'Say it back',
    say: `So that's ${words}${comma}, is that right?`,
  }),
  ask_once: (_, { comma, about }) => ({
    do: 'Say what you have of it, in your words, before you ask again',
    say: `I'm sorry that we go over this again${comma}. Let me say back what I have${about ? ` about ${about}` : ''}, and you tell me what is missing.`,
  }),
  question_after_explanation: (_, { comma }) => ({
    do: 'Ask whether that was clear',
    say: `Does that make sense${comma}, or shall I go over any part of it again?`,
  }),
  announce_silence: (_, { comma, about }) => ({
    do: 'Say that you are there, what you are doing, and for how long',
    say: `I'm still here${comma}. I'm looking into ${about ?? 'this'}; it may be quiet for a minute, and then I'll tell you what I found.`,
  }),
  say_next_step: (_, { comma, about }) => ({
    do: 'Say what happens next, and by when, before you close',
    say: `Before we finish${comma}, let me tell you what happens next${about ? ` with ${about}` : ''}, and by when.`,
  }),
};

/** The prompt for what was chosen, in the customer's details. `heard`: details that the customer has told lately. Pure. */
export function phrase(choice: Choice, known: Known, heard: readonly string[]): Prompt {
  const { rule, words, mood = 'neutral' } = choice;
  const { move, seed } = CYCLE_RULES[rule];
  const spoken = { comma: known.name ? `, ${known.name}` : '', about: known.about, heard };
  const why = seed.replace('{feeling}', () => FELT[mood]).replace('{words}', () => quote(words));
  return { rule, move, why, ...PHRASES[rule](choice, spoken) };
}

function askedFor(words: string): string {
  return DATA.exec(words)?.[0].toLowerCase() ?? 'details';
}
