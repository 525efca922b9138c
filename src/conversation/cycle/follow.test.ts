import { describe, expect, it } from 'vitest';
import { certainMood, type LabelledTurn, MOVES, parseAnnotated, type Stretch } from '../moves/index.ts';
import { CYCLE_RULES, type CycleState, emptyCycle, follow, lastFindings, RULES } from './index.ts';

function certain({ text, move }: { text: string; move: Stretch['move'] }): Stretch {
  const none = Object.fromEntries(MOVES.map((one) => [one, 0])) as Record<Stretch['move'], number>;
  return { text, move, probabilities: { ...none, [move]: 1 }, sure: true };
}

/** The turns of a conversation written in the annotated form. */
function turnsOf(talk: string): LabelledTurn[] {
  const [dialogue] = parseAnnotated(`## t | any | phone | any | mixed | resolved\n${talk.trim()}`, 'test');
  return (dialogue?.turns ?? []).map((turn) =>
    turn.speaker === 'customer'
      ? { ...turn, ...certainMood(turn.mood, turn.flags) }
      : {
          ...turn,
          text: turn.stretches.map(({ text }) => text).join(' '),
          stretches: turn.stretches.map(certain),
        },
  );
}

function states(turns: readonly LabelledTurn[]): CycleState[] {
  const all: CycleState[] = [];
  for (const turn of turns) all.push(follow(all.at(-1) ?? emptyCycle(), turn));
  return all;
}

/** What was broken at each turn, turns at which nothing was left out: "1 ask_once". */
const broken = (turns: readonly LabelledTurn[]) => found(turns, 'broken');
const kept = (turns: readonly LabelledTurn[]) => found(turns, 'kept');
function found(turns: readonly LabelledTurn[], kind: string): string[] {
  return states(turns).flatMap((state) =>
    lastFindings(state)
      .filter((one) => one.kind === kind)
      .map((one) => `${one.turn} ${one.rule}${one.degree > 1 ? ` x${one.degree}` : ''}`),
  );
}

const cases: [name: string, talk: string, broken: string[]][] = [
  [
    'nothing, where the whole cycle is used',
    `
A: [social] thanks for calling this is dana [question] how can i help
C: (anxious) hi um my flight to denver tonight the board says delayed but not till when
A: [acknowledge] that's stressful when you're already there [signpost] let me find your booking and then i'll tell you what we know [question] could you read me the six letters on your confirmation
C: (neutral) k r t nine b two
A: [listen] k r t nine b two [explain] so the crew timed out and the six fifteen now leaves at eight oh five from gate nine [question] does that still get you there in time
C: (pleased) it does thank you
A: [signpost] i'll text you when the gate opens [social] have a good flight`,
    [],
  ],
  [
    'each bare question for data, until a reason is given',
    `
A: [social] billing good afternoon
C: (neutral) hello i have a question about my bill
A: [question] account number please
C: (neutral) hang on i have to find the letter with it on
A: [question] and your postcode
C: (confused +lost) why do you need that
A: [signpost] i'm asking so that i open the right account [question] so what's the postcode
C: (neutral) what was that
A: [question] and your surname
C: (neutral) why the surname`,
    [
      '2 signpost_before_questions',
      '4 signpost_before_questions x2',
      '6 listen_between_questions',
      `8 listen_between_questions x${4 / 3}`,
    ],
  ],
  [
    'no reason that the question itself gives',
    'A: [question] Can I take your name so I know who this is?',
    [],
  ],
  [
    'a feeling passed over, further each time, until it is acknowledged',
    `
A: [social] hello
C: (frustrated) this is the third time i ring about this it's ridiculous
A: [explain] your bill is on the website
C: (frustrated) is that all you can say
A: [explain] it is
C: (frustrated) great
A: [acknowledge] you're right three calls is too many i'm sorry
C: (neutral) okay
A: [explain] it's on its way
C: (anxious) will it come
A: [explain] it will`,
    ['2 acknowledge_feeling', '4 acknowledge_feeling x2', '10 acknowledge_feeling'],
  ],
  [
    'no feeling that is given back in their words first and acknowledged then',
    `
A: [social] hello
C: (frustrated) nobody came and i took the day off
A: [listen] so nobody came
C: (neutral) no
A: [acknowledge] i'm sorry about your day off`,
    [],
  ],
  [
    'explanations with nothing asked, once they are long',
    `
A: [explain] ${'word '.repeat(30).trim()}
C: (neutral) ok
A: [explain] ${'word '.repeat(20).trim()}
C: (neutral) right
A: [question] does that match what you were told
C: (neutral) yes`,
    [`2 question_after_explanation x${50 / 45}`],
  ],
  [
    'an explanation that leaves the customer lost',
    `
A: [explain] so the valve is on the return side and you bleed it before the pump comes on again
C: (confused +lost) the what sorry`,
    ['1 question_after_explanation'],
  ],
  [
    'no explanation that the customer takes up',
    `
A: [explain] ${'word '.repeat(30).trim()}
C: (neutral) then my sister can collect the parcel
A: [explain] ${'word '.repeat(30).trim()}`,
    [],
  ],
  [
    'a number not played back; in other words it is',
    `
A: [social] hello
C: (neutral) My order is 4471, it never came.
A: [backchannel] Okay.
C: (neutral) and the other one is 4482
A: [listen] double four eight two`,
    ['2 play_back_detail'],
  ],
  [
    'no password, and no card number, that is not played back',
    `
A: [signpost] i need to check it's you [question] what's your password
C: (neutral) badger nine nine one
A: [question] what's the card number
C: (neutral) four double one one two two two two three three three three four four four four
A: [backchannel] thanks`,
    [],
  ],
  [
    'the third question in a row and each one more',
    `
A: [social] hello [question] how can i help
C: (neutral) my router has a red light
A: [question] is it plugged in
C: (neutral) yes
A: [question] have you switched it off
C: (neutral) yes twice
A: [question] is it the top light
C: (neutral) the top one
A: [question] red or orange
C: (neutral) red
A: [listen] so the top one's red`,
    ['6 listen_between_questions', `8 listen_between_questions x${4 / 3}`],
  ],
  [
    'the same question put twice, and what the customer says again',
    `
A: [question] which station did you board at
C: (neutral) stevenage
A: [explain] right
C: (neutral) yes
A: [question] and which station did you board at
C: (frustrated +repeat) stevenage i just said`,
    ['4 ask_once', '5 ask_once'],
  ],
  [
    'a silence that the customer wonders about, or the agent comes back from, unless it was announced',
    `
A: [social] hello
C: (neutral) it's about my parcel
A: [other] um
C: (confused) hello? are you there?
A: [signpost] let me look it up it may be quiet for a minute
C: (neutral) okay
A: [acknowledge] thanks for holding
C: (neutral) that's fine
A: [acknowledge] sorry about the wait`,
    ['3 announce_silence', '8 announce_silence'],
  ],
  [
    'a close with nothing said of what happens next',
    `
A: [social] hello [question] how can i help
C: (neutral) my parcel is late
A: [explain] it is in the depot
C: (neutral) okay
A: [explain] there was snow
C: (neutral) okay
A: [social] have a nice day bye`,
    ['6 say_next_step'],
  ],
  [
    'a close after nothing but to hold on',
    `
A: [social] hello [question] how can i help
C: (neutral) my parcel is late
A: [signpost] okay hold on a sec please
C: (neutral) okay
A: [explain] there was snow
C: (neutral) okay
A: [social] have a nice day bye`,
    ['6 say_next_step'],
  ],
];

describe('the cycle finds broken', () => {
  it.each(cases)('%s', (_, talk, expected) => {
    expect(broken(turnsOf(talk))).toEqual(expected);
  });
});

describe('the cycle finds kept', () => {
  it('what was done well, with the words', () => {
    const turns = turnsOf(cases[0]?.[1] ?? '');
    expect(kept(turns)).toEqual([
      '2 announce_silence',
      '2 acknowledge_feeling',
      '2 signpost_before_questions',
      '4 listen_between_questions',
      '4 play_back_detail',
      '6 announce_silence',
      '6 say_next_step',
    ]);
    const [, , , , last] = states(turns);
    expect(last?.findings.find(({ rule }) => rule === 'acknowledge_feeling')).toEqual({
      rule: 'acknowledge_feeling',
      kind: 'kept',
      turn: 2,
      said: 2,
      words: "that's stressful when you're already there",
      sure: 1,
      degree: 1,
    });
  });
});

describe('with times', () => {
  const agent = (
    text: string,
    from: number,
    to: number,
    move: Stretch['move'] = 'explain',
  ): LabelledTurn => ({
    speaker: 'agent',
    text,
    from,
    to,
    stretches: [certain({ text, move })],
  });
  const customer = (text: string, from: number, to: number): LabelledTurn => ({
    speaker: 'customer',
    text,
    ...certainMood('neutral'),
    from,
    to,
  });

  it.each<[string, LabelledTurn[], string[]]>([
    [
      'a silence before the agent speaks',
      [customer('hello there', 0, 1000), agent('right', 10_000, 10_500)],
      ['1 announce_silence x1.125'],
    ],
    ['one announced', [agent('let me look', 0, 1000, 'signpost'), agent('right', 30_000, 30_500)], []],
    [
      'the customer thinking about a question',
      [agent('which one', 0, 1000, 'question'), customer('the red one', 40_000, 41_000)],
      [],
    ],
    ['one inside the agent’s turn', [agent('so um it is late', 0, 25_000)], ['0 announce_silence x2.6']],
    ['an ordinary pause', [customer('hello', 0, 1000), agent('right', 4000, 4500)], []],
  ])('%s', (_, turns, expected) => {
    const shown = broken(turns).map((one) =>
      one.replace(/x(\d+\.\d{4,})/, (__, n) => `x${Number(n).toFixed(1)}`),
    );
    expect(shown).toEqual(expected);
  });
});

it('every rule has its name, a seed with the words, a move, and a threshold', () => {
  for (const name of RULES) {
    expect(CYCLE_RULES[name].name).toBe(name);
    expect(CYCLE_RULES[name].seed).toContain('{words}');
    expect(CYCLE_RULES[name].threshold).toBeGreaterThan(0);
    expect(MOVES).toContain(CYCLE_RULES[name].move);
  }
});
