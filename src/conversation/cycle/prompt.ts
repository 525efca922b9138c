import type { Move } from '../moves/index.ts';
import type { Debt, Due, Rule } from './types.ts';

const MOST_WORDS = 14;
const FEELING =
  /\b(?:worr|scar|afraid|anxious|nervous|ridiculous|unacceptable|awful|joke|useless|angry|annoy|frustrat|fed up|sick of|terribl|confus|understand|lost|again|already|third time|second time|hours?|weeks?|alone)/i;

/** Words said, in quotation marks, cut to what matters where they are long. */
function quote(text: string): string {
  const list = text.replace(/"/g, "'").trim().split(/\s+/);
  if (list.length <= MOST_WORDS) return `"${list.join(' ')}"`;
  const telling = Math.max(0, list.findIndex((word) => FEELING.test(word)) - MOST_WORDS / 2);
  const from = Math.min(telling, list.length - MOST_WORDS);
  const cut = list.slice(from, from + MOST_WORDS).join(' ');
  return `"${from > 0 ? '… ' : ''}${cut}${from + MOST_WORDS < list.length ? ' …' : ''}"`;
}

const FEELINGS = {
  frustrated: {
    felt: 'is frustrated',
    say: "I can see why that's frustrating, and I'm sorry it has gone this way.",
  },
  anxious: {
    felt: 'is worried',
    say: 'I can hear that this is a worry, and I want to get it clear for you.',
  },
  confused: { felt: 'is confused', say: 'I can see why that is confusing. Let me put it more simply.' },
  neutral: { felt: 'needs to be heard', say: 'I understand how important this is to you.' },
  pleased: { felt: 'is pleased', say: "I'm glad to hear it." },
} as const;

const PROMPTS: Record<Rule, { move: Move; make: (debt: Debt) => { why: string; say: string } }> = {
  announce_silence: {
    move: 'signpost',
    make: () => ({
      why: 'The line went quiet and the customer was not told why.',
      say: "I'm still here: I'm looking this up for you, and it may be quiet for a minute.",
    }),
  },
  ask_once: {
    move: 'listen',
    make: ({ words }) => ({
      why: `The customer has said it already: ${quote(words)}.`,
      say: 'You have told me that already, thank you; let me say it back to be sure that I have it.',
    }),
  },
  say_next_step: {
    move: 'signpost',
    make: () => ({
      why: 'The talk is ending, and the customer has not heard what happens next.',
      say: 'Before we finish: here is what happens next, and by when.',
    }),
  },
  acknowledge_feeling: {
    move: 'acknowledge',
    make: ({ words, mood = 'neutral', again }) => ({
      why: `The customer ${again ? 'has had to say it again' : FEELINGS[mood].felt}: ${quote(words)}.`,
      say: again ? "I'm sorry you have had to tell us this more than once." : FEELINGS[mood].say,
    }),
  },
  signpost_before_questions: {
    move: 'signpost',
    make: ({ words }) => ({
      why: `You asked ${quote(words)} and gave no reason for asking.`,
      say: "I'm asking so that I can find the right record; after that I'll tell you what I see.",
    }),
  },
  listen_between_questions: {
    move: 'listen',
    make: ({ words }) => ({
      why: `${quote(words)} is at least your third question in a row with nothing given back.`,
      say: "Let me check that I have this right so far: you've told me that …",
    }),
  },
  play_back_detail: {
    move: 'listen',
    make: ({ words }) => ({
      why: `The customer said ${quote(words)} and has not heard it back.`,
      say: `So that's ${words}, is that right?`,
    }),
  },
  question_after_explanation: {
    move: 'question',
    make: ({ words }) => ({
      why: `You explained ${quote(words)} and asked nothing after it.`,
      say: 'Does that make sense, or shall I go over any of it again?',
    }),
  },
};

export function prompt(rule: Rule, debt: Debt): Due {
  const { move, make } = PROMPTS[rule];
  return { rule, move, ...make(debt) };
}
