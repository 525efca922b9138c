import { describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';

import { scorecard } from '../scorecard/index.ts';
import { findScenario, shippedScenarios } from './catalogue.ts';
import { beginPractice, labelAgent, respond, spokenTurns } from './practise.ts';
import type { Scenario } from './scenario.ts';
import { cold, good, interrogator, letTalk } from './trainees.ts';
import type { CoachState } from './types.ts';

const labeller = loadLabeller();
const SEEDS = [1, 2, 3];
const flags = (state: CoachState) => state.exchanges.flatMap(({ customer }) => customer.flags);
const causes = (state: CoachState) =>
  state.exchanges.flatMap(({ changes }) => changes.map(({ cause }) => cause));

describe.each(shippedScenarios().map((scenario) => ({ scenario, name: scenario.id })))(
  '$name',
  ({ scenario }) => {
    it('is resolved by who signposts, asks, gives back and acknowledges, and the customer is calm', () => {
      for (const seed of SEEDS) {
        const state = letTalk(labeller, scenario, good, seed);
        expect(state.ended).toBe('resolved');
        expect(state.temper.frustration).toBeLessThan(0.25);
        expect(state.temper.worry).toBeLessThan(0.25);
        expect(flags(state).filter((flag) => flag === 'lost' || flag === 'escalate')).toEqual([]);
        expect(scorecard(spokenTurns(state)).overall).toBeGreaterThan(65);
      }
    });

    it('is lost by who interrogates: the customer loses the thread, repeats, and goes', () => {
      for (const seed of SEEDS) {
        const state = letTalk(labeller, scenario, interrogator, seed);
        expect(state.ended).toBe('hung_up');
        expect(flags(state)).toContain('lost');
        expect(state.temper.thread).toBeLessThan(0.3);
        expect(causes(state)).toContain('interrogated');
        const better = letTalk(labeller, scenario, good, seed);
        expect(scorecard(spokenTurns(state)).overall).toBeLessThan(
          scorecard(spokenTurns(better)).overall - 20,
        );
      }
    });

    it('goes worse, or is lost, where feelings are passed over', () => {
      const state = letTalk(labeller, scenario, cold);
      expect(causes(state)).toContain('feeling_ignored');
      expect(state.temper.frustration).toBeGreaterThan(0.45);
      if (scenario.difficulty > 1) expect(state.ended).not.toBe('resolved');
    });
  },
);

const find = (id: string): Scenario => {
  const scenario = findScenario(id);
  if (!scenario) throw new Error(`there is no scenario ${id}`);
  return scenario;
};
const easy = find('flight-delayed');
const wrongItem = find('wrong-item');

function talk(scenario: Scenario, lines: readonly string[], seed = 1): CoachState {
  return lines.reduce(
    (state, line) => respond(state, labelAgent(labeller, state, line), scenario),
    beginPractice(scenario, seed),
  );
}

describe('the customer', () => {
  const opening = 'Good morning, this is Dana, how can I help you today?';

  it('asks what a private detail is for, and gives it once that is said', () => {
    const asked = talk(wrongItem, [opening, "What's your order number?"]);
    expect(asked.exchanges.at(-1)?.customer.flags).toEqual(['lost']);
    expect(asked.told).toEqual({});
    const reasoned = talk(wrongItem, [
      opening,
      "What's your order number?",
      "I'm asking so that I can find your parcel in the warehouse. What's the order number?",
    ]);
    expect(reasoned.told.order).toBeDefined();
    expect(reasoned.exchanges.at(-1)?.customer.text).toMatch(/six zero three one eight/i);
  });

  it('says again, with irritation, what is asked a second time', () => {
    const state = talk(easy, [opening, 'Which flight are you on?', 'And which flight is it?']);
    expect(state.exchanges.at(-1)?.customer.flags).toContain('repeat');
    expect(state.exchanges.at(-1)?.customer.text).toMatch(/four fifteen/i);
    expect(state.temper.frustration).toBeGreaterThan(state.exchanges[1]?.temper.frustration ?? 1);
  });

  it('cools at words that are about them more than at plain ones, and hardly at a formula', () => {
    const frustrated = (line: string) => talk(wrongItem, [opening, line]).temper.frustration;
    const concrete = frustrated("I'm so sorry, with the baby coming home that must be really stressful.");
    const plain = frustrated(
      "I'm really sorry about that, I can see why you would be quite annoyed by this.",
    );
    const formula = frustrated('We apologize for any inconvenience.');
    expect(concrete).toBeLessThan(plain);
    expect(plain).toBeLessThan(formula);
  });

  it('feels questioned by questions only', () => {
    const questions = [
      'Which flight are you on?',
      'What is your name?',
      'Where do you fly to?',
      'Do you have bags?',
    ];
    const causedBy = (line: string) =>
      talk(easy, [opening, ...questions, line])
        .exchanges.at(-1)
        ?.changes.map(({ cause }) => cause);
    expect(causedBy('What is your postcode?')).toContain('interrogated');
    expect(causedBy('asdf qwer.')).not.toContain('interrogated');
  });

  it('wonders at a silence, but not at one that was announced', () => {
    const gone = talk(easy, [opening, '(silence)']);
    expect(gone.exchanges.at(-1)?.customer.flags).toContain('lost');
    const announced = talk(easy, [
      opening,
      "Let me look that up, it'll be quiet for a minute, please hold the line.",
      '(hold)',
    ]);
    expect(announced.exchanges.at(-1)?.customer.flags).toEqual([]);
    expect(announced.temper.thread).toBeGreaterThan(gone.temper.thread);
  });

  it('corrects a detail that comes back wrong', () => {
    const state = talk(easy, [
      opening,
      'To open your booking, could you read me the reference?',
      "So that's K R T nine D two, is that right?",
    ]);
    expect(state.exchanges.at(-1)?.customer.text).toMatch(/K R T nine B two/);
    expect(causes(state)).toContain('misheard');
  });

  it('does not let go while nothing is solved, and then goes', () => {
    const state = talk(easy, [opening, 'Have a nice day, goodbye.', 'Thanks for calling, goodbye.']);
    expect(state.exchanges[1]?.customer.flags).toContain('lost');
    expect(state.ended).toBe('unresolved');
  });
});

describe('people in words of their own', () => {
  it.each([
    [
      'broadband-outage',
      `hi thanks for calling northline my name is sam how can i help
oh no i'm sorry about that being without internet is really annoying let me ask you a couple of quick questions so we can find the fault when did it go down
okay since about nine last night and what lights do you see on the router
a solid red light right and have you tried anything so far
okay you restarted it twice and checked the cables so i won't ask you to do that again to run a test on the line could you give me your account number
five five two zero one three thanks just give me a second while i run the test
okay so i can see it's a problem outside your house a cabinet on your street got damaged and they're fixing it now they think it'll be back by four
is there anything important you need the internet for before then
your daughter's exam at two oh that's stressful i can see why you're worried what i can do is turn on free mobile data on your phone so she can use the hotspot would that help
great i've done that and you'll get a text as soon as the line's back
anything else i can help with`,
    ],
    [
      'missed-technician',
      `Hearth Heating, good afternoon, Alex speaking, how can I help?
I'm really sorry nobody came, waiting around like that is so frustrating. Can you tell me which appointment you had?
Eight to noon today, okay. So I can look it up, do you have the job number?
88214, thank you. I'm pulling it up now, one moment please.
I see what happened: the van broke down and nobody rang you, I apologise, that shouldn't have happened. Who's at home without heat at the moment?
Your mum is 84 and it's that cold, that's worrying. We'll get someone there today between 5 and 7. How can he get in?
Side door, noted. Did you lose work because of this?
Unpaid day off, that's awful. We'll pay $50 for the missed visit and you can claim the lost pay.
And I'll ring you when she's on the way, okay?
Anything else? Take care.`,
    ],
  ])('are understood: %s', (id, said) => {
    const state = talk(find(id), said.split('\n'));
    expect(state.ended).toBe('resolved');
    expect(flags(state)).toEqual([]);
    expect(state.temper.frustration).toBeLessThan(0.25);
  });
});
