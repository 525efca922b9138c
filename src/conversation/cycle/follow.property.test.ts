import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import type { LabelledTurn, Labeller, Turn } from '../moves/index.ts';
import { cycleSummary, emptyCycle, follow, parseTranscript, type Rule } from './index.ts';

const labeller = loadLabeller();
const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'what',
        'is',
        'your',
        'number',
        'four',
        '7',
        'so',
        'sorry',
        'monday',
        '?',
        '.',
        'because',
        'I',
      ),
      {
        maxLength: 20,
      },
    )
    .map((list) => list.join(' ')),
);
const talk = fc.array(
  fc.record({ speaker: fc.constantFrom('agent' as const, 'customer' as const), text: said }),
  {
    maxLength: 8,
  },
);

function run(turns: readonly Turn[], by: Labeller) {
  const before: LabelledTurn[] = [];
  let state = emptyCycle();
  return turns.map((turn) => {
    const labelled = by.label(turn, before);
    before.push(labelled);
    const step = follow(state, labelled);
    state = step.state;
    return { due: step.due, summary: cycleSummary(state) };
  });
}

describe('following any text', () => {
  it('never throws, says the same of the same, and says a thing once until it is paid', () => {
    fc.assert(
      fc.property(talk, (turns) => {
        const steps = run(turns, labeller);
        expect(run(turns, labeller)).toEqual(steps);
        const unpaid = new Set<Rule>();
        for (const { due, summary } of steps) {
          if (due) expect(summary.owed).toContain(due.rule);
          // One turn can ask, which pays, and explain again, which owes anew: the one rule that may come twice running.
          if (due && due.rule !== 'question_after_explanation') expect(unpaid).not.toContain(due.rule);
          if (due) unpaid.add(due.rule);
          for (const rule of unpaid) if (!summary.owed.includes(rule)) unpaid.delete(rule);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves the state it was given as it was', () => {
    const state = emptyCycle();
    const copy = structuredClone(state);
    follow(state, labeller.label({ speaker: 'agent', text: 'what is your account number' }, []));
    expect(state).toEqual(copy);
  });
});

describe('with the shipped labeller', () => {
  it('follows a call without punctuation', () => {
    const turns = parseTranscript(`
agent: hi you're through to billing
customer: hi i've been charged twice and nobody has got back to me it's ridiculous
agent: what's your account number
customer: four four seven one two
agent: okay
agent: and your postcode`);
    const steps = run(turns, labeller);
    expect(steps.map(({ due }) => due?.rule ?? null)).toEqual([
      null,
      'acknowledge_feeling',
      'signpost_before_questions',
      'play_back_detail',
      null,
    ]);
  });

  it('is silent at the turns of an agent who uses the whole cycle', () => {
    const turns = parseTranscript(`
Agent: Good morning, this is Priya. How can I help?
Customer: Hi, my parcel shows delivered but it isn't here and it was a birthday present. I'm so annoyed.
Agent: I'm sorry, that's really disappointing when it's a birthday present. Let me look up the delivery so I can see where it was left. What's the tracking number?
Customer: It's 448 120
Agent: 448 120, thanks. It was left with number 14 at ten past two, so they should have it. Could you try next door?
Customer: oh brilliant, thank you!
Agent: You're welcome. Have a lovely day.`);
    const steps = run(turns, labeller);
    expect(steps.filter((_, i) => i % 2 === 0).map(({ due }) => due)).toEqual([null, null, null, null]);
  });
});
