import { describe, expect, it } from 'vitest';
import { certainMood, parseAnnotated, type Stretch } from '../moves/index.ts';
import { type Due, emptyCycle, follow } from './index.ts';

/** Follows a conversation written in the annotated form; gives what was due after each turn. */
function dues(talk: string): (Due | null)[] {
  const [dialogue] = parseAnnotated(`## t | any | phone | any | mixed | resolved\n${talk.trim()}`, 'test');
  let state = emptyCycle();
  return (dialogue?.turns ?? []).map((turn) => {
    const labelled =
      turn.speaker === 'customer'
        ? { ...turn, ...certainMood(turn.mood, turn.flags) }
        : {
            ...turn,
            text: turn.stretches.map((s) => s.text).join(' '),
            stretches: turn.stretches.map(certain),
          };
    const step = follow(state, labelled);
    state = step.state;
    return step.due;
  });
}

function certain({ text, move }: { text: string; move: Stretch['move'] }): Stretch {
  const none = {
    signpost: 0,
    question: 0,
    listen: 0,
    acknowledge: 0,
    backchannel: 0,
    reassure: 0,
    explain: 0,
    social: 0,
    other: 0,
  };
  return { text, move, probabilities: { ...none, [move]: 1 }, sure: true };
}

const cases: [name: string, talk: string, rules: (string | null)[]][] = [
  [
    'a well managed call on the phone owes nothing at the agent’s turns',
    `
A: [social] thanks for calling this is dana [question] how can i help
C: (anxious) hi um my flight to denver tonight the board says delayed but not till when
A: [acknowledge] that's stressful when you're already there [signpost] let me find your booking and then i'll tell you what we know [question] could you read me the six letters on your confirmation
C: (neutral) k r t nine b two
A: [listen] k r t nine b two [explain] so the crew timed out and the six fifteen now leaves at eight oh five from gate nine [question] does that still get you there in time
C: (pleased) it does thank you`,
    [null, 'acknowledge_feeling', null, 'play_back_detail', null, null],
  ],
  [
    'data asked for with no reason, once until it is paid',
    `
A: [social] billing good afternoon
C: (neutral) hello i have a question about my bill
A: [question] account number please
C: (neutral) hang on i have to find the letter with it on
A: [question] and your postcode
C: (confused +lost) why do you need that
A: [signpost] i'm asking so that i open the right account
C: (neutral) okay
A: [question] so what's the postcode
C: (neutral) what was that
A: [question] and your surname
C: (neutral) why the surname
A: [question] and your date of birth
C: (neutral) why that now
A: [question] and an e-mail address`,
    [
      ...[null, null, 'signpost_before_questions', null, null, 'acknowledge_feeling', null, null],
      ...['listen_between_questions', null, null, null, null, null, 'signpost_before_questions'],
    ],
  ],
  [
    'a reason inside the question is a reason',
    `
A: [social] Hello! [question] Can I take your name so I know who I'm talking to?`,
    [null],
  ],
  [
    'a feeling is said to be due once, and anew after it has been acknowledged',
    `
A: [social] hello
C: (frustrated) this is the third time i ring about this it's ridiculous
A: [backchannel] okay
C: (frustrated) is that all you can say
A: [acknowledge] no you're right three calls is too many i'm sorry
C: (frustrated) well it still isn't fixed is it`,
    [null, 'acknowledge_feeling', null, null, null, 'acknowledge_feeling'],
  ],
  [
    'explanations with no question between them, in chat',
    `
A: [explain] Your bill is higher because the old discount ended in March and the new tariff started on the same day.
C: (neutral) ok
A: [explain] From April it is worked out again on what the meter shows, and the first letter about it comes in May.
C: (neutral) right
A: [explain] And in June we compare the two with each other and we pay back whatever was too much in between.
C: (neutral) ok
A: [question] Does that match what you were told?
C: (neutral) yes`,
    [null, null, 'question_after_explanation', null, null, null, null, null],
  ],
  [
    'an explanation that leaves the customer lost: the feeling first, then the question',
    `
A: [explain] so the valve is on the return side and you bleed it before the pump comes on again
C: (confused +lost) the what sorry
A: [backchannel] mm
C: (neutral) i have no idea where that would be`,
    [null, 'acknowledge_feeling', 'question_after_explanation', null],
  ],
  ['a short answer needs no question', `A: [explain] yes it leaves at nine`, [null]],
  [
    'a number not played back, then played back in other words',
    `
A: [social] hello
C: (neutral) My order is 4471, it never came.
A: [backchannel] Okay.
C: (neutral) it was meant for monday
A: [listen] double four seven one meant for monday`,
    [null, 'play_back_detail', null, null, null],
  ],
  [
    'a password is never played back',
    `
A: [signpost] i need to check it's you [question] what's your password
C: (neutral) badger nine nine one
A: [backchannel] thanks`,
    [null, null, null],
  ],
  [
    'nor a card number',
    `
A: [signpost] i'll take the payment first [question] what's the card number
C: (neutral) four double one one two two two two three three three three four four four four
A: [backchannel] thanks`,
    [null, null, null],
  ],
  [
    'three questions in a row',
    `
A: [social] hello [question] how can i help
C: (neutral) my router has a red light
A: [question] is it plugged in
C: (neutral) yes
A: [question] have you switched it off and on
C: (neutral) yes twice
A: [question] is it the top light or the bottom one
C: (neutral) the top one
A: [listen] so the top one's red and it stays red after switching it off
C: (neutral) that's it`,
    [null, null, null, null, null, null, 'listen_between_questions', null, null, null],
  ],
];

describe('the cycle', () => {
  it.each(cases)('%s', (_, talk, rules) => {
    expect(dues(talk).map((due) => due?.rule ?? null)).toEqual(rules);
  });

  it('says why with the words that were said, and what to say', () => {
    const [, , asked, , , worried] = dues(`
A: [social] hello
C: (neutral) hi
A: [question] your reference number
C: (neutral) just a second
A: [backchannel] sure
C: (anxious) i'm so worried about my mum she's travelling on her own`);
    expect(asked).toEqual({
      rule: 'signpost_before_questions',
      move: 'signpost',
      why: 'You asked "your reference number" and gave no reason for asking.',
      say: expect.stringContaining("I'm asking so that"),
    });
    expect(worried?.why).toBe(
      'The customer is worried: "i\'m so worried about my mum she\'s travelling on her own".',
    );
  });

  it('plays back a detail as it was said', () => {
    const [, due] = dues('A: [social] Hi\nC: (neutral) My bag tag is K R T 9 B 2 and it is blue');
    expect(due).toMatchObject({ move: 'listen', say: "So that's K R T 9 B 2, is that right?" });
  });
});
