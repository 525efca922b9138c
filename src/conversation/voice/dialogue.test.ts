import { describe, expect, test } from 'vitest';
import { converse, newDialogue } from './dialogue.ts';
import type { Action, Answers, ContactUpdate, DialogueState, Started } from './dialogue-types.ts';

const NOW = 1_767_600_000_000;
const STATUS = 'Your flight HA123 to Denver is now expected to leave today at 6:05 PM.';
const answers: Answers = {
  flight_status: { level: 'public', text: STATUS },
  refund_status: { level: 'verified', text: 'The refund was paid yesterday.' },
};
const ashley: Started = {
  kind: 'started',
  caller: 'recognised',
  firstName: 'Ashley',
  company: 'Hawk Air',
  threshold: 0.5,
  reasons: [
    { reason: 'flight_status', probability: 0.7 },
    { reason: 'change_booking', probability: 0.2 },
    { reason: 'seat_request', probability: 0.1 },
  ],
  baseOrder: ['baggage_allowance', 'flight_status', 'other', 'lost_item', 'refund_status', 'missing_points'],
  lost: false,
};

/** Plays a call: what the caller says, with `#n` for a key and `` for silence. Shows it as text. */
function play(start: Started, ...said: string[]) {
  let state: DialogueState = newDialogue(NOW);
  let actions: Action[];
  const lines: string[] = [];
  const contact: ContactUpdate = {};
  const note = () => {
    lines.push(actions.map(show).filter(Boolean).join(' | '));
    for (const action of actions) if (action.do === 'contact') Object.assign(contact, action.update);
  };
  [state, actions] = converse(state, start, NOW);
  note();
  for (const words of said) {
    const key = /^#(.)$/.exec(words)?.[1];
    [state, actions] = converse(
      state,
      words === ''
        ? { kind: 'silence' }
        : { kind: 'heard', speech: key ? '' : words, digits: key ?? '', answers },
      NOW,
    );
    note();
  }
  return { lines, last: lines.at(-1), contact, state };
}

function show(action: Action): string {
  switch (action.do) {
    case 'say':
      return action.text;
    case 'ask':
      return `${action.prompt}?>`;
    case 'transfer':
      return `[${action.to} ${action.reason}]`;
    case 'hangup':
      return '[hangup]';
    case 'contact':
      return '';
  }
}

const OFFER = 'Hello Ashley, would you like to check the status of your flight??>';
const MORE = 'Is there anything else I can help you with??>';
const BYE = 'Thank you for calling. Goodbye. | [hangup]';
const PERSON = "I'll put you through to someone who can help.";
const MENU =
  'All right. For change booking, press 1. For seat request, press 2. For baggage allowance, press 3. For lost item, press 4. For refund status, press 5. For something else, or to speak to a person, press 0. Or tell me in a few words what it is about.?>';

describe('the offer', () => {
  test('is made exactly so', () => {
    expect(play(ashley).lines).toEqual([OFFER]);
    expect(play({ ...ashley, firstName: null }).last).toBe(
      'Hello, would you like to check the status of your flight??>',
    );
    const renewal = { ...ashley, reasons: [{ reason: 'contract_renewal', probability: 0.5 }] };
    expect(play(renewal).last).toBe('Hello Ashley, are you calling about your contract renewal??>');
  });

  test.each(['yes', 'sure', "that's right", '#1', 'one', 'flight status', 'yes, my flight is late'])(
    '"%s" is answered there and then',
    (said) => {
      const { last, contact } = play(ashley, said);
      expect(last).toBe(`${STATUS} | ${MORE}`);
      expect(contact).toEqual({ reason: 'flight_status', offeredReason: 'flight_status', offerTaken: true });
    },
  );

  test.each(['no', 'nope', '#2', 'no thanks'])('"%s" leads at once to the menu', (said) => {
    const { last, contact } = play(ashley, said);
    expect(last).toBe(MENU);
    expect(contact).toEqual({ reason: null, offeredReason: 'flight_status', offerTaken: false });
  });

  test.each([
    ['I lost my bag', 'baggage_tracing'],
    ['no, I lost my bag', 'baggage_tracing'],
    ['yes but actually I lost my bag', 'baggage_tracing'],
    ['an aisle seat please', 'seat_request'],
  ])('the statement "%s" is the reason itself', (said, reason) => {
    const { last, contact } = play(ashley, said);
    expect(last).toMatch(new RegExp(`\\[anyone ${reason}\\]$`));
    expect(contact).toEqual({ reason, offeredReason: 'flight_status', offerTaken: false });
  });

  test('is not made below the threshold, nor of no particular reason', () => {
    const open =
      'Hello, and thank you for calling Hawk Air. How can I help you? Tell me in a few words, or choose. For flight status, press 1. For change booking, press 2.';
    expect(play({ ...ashley, threshold: 0.71 }).last).toContain(open);
    const other = [{ reason: 'other', probability: 0.9 }, ...ashley.reasons];
    expect(play({ ...ashley, reasons: other }).last).toContain(open);
    expect(play({ ...ashley, threshold: 0.71 }).contact.offeredReason).toBeUndefined();
    expect(
      play({ ...ashley, reasons: [{ reason: 'flight_status', probability: Number.NaN }] }).last,
    ).toContain('thank you for calling');
  });

  test.each(['unknown', 'shared', 'withheld'] as const)('is not made to a caller who is %s', (caller) => {
    const { last } = play({ ...ashley, caller });
    expect(last).toMatch(
      /^Hello, and thank you .* For baggage allowance, press 1\. For flight status, press 2\./,
    );
    expect(play({ ...ashley, caller }, '#2').last).toMatch(/\[anyone flight_status\]$/);
  });
});

describe('after that', () => {
  test('the menu takes a key, the answer leads on, no ends it', () => {
    const { lines } = play({ ...ashley, threshold: 1 }, '#1', 'yes', '#1');
    expect(lines[1]).toBe(`${STATUS} | ${MORE}`);
    expect(lines[2]).toBe(MENU);
    expect(lines[3]).toBe(
      `For change booking, I'll put you through to someone who can help. | [anyone change_booking]`,
    );
    expect(play(ashley, 'yes', 'no').last).toBe(BYE);
    expect(play(ashley, 'yes', "no that's all, my flight is fine").last).toBe(BYE);
    expect(play(ashley, 'yes', "no, it's my seat").last).toMatch(/\[anyone seat_request\]$/);
    expect(play(ashley, 'no', 'goodbye').last).toBe(BYE);
  });

  test('the contact keeps the first reason', () => {
    expect(play(ashley, 'yes', 'I lost my bag').contact.reason).toBe('flight_status');
  });

  test('what needs verification is not said, a person has it', () => {
    const { last, state } = play(ashley, "where's my refund");
    expect(last).toBe(
      "For refund status, I'll put you through to someone who can help. | [anyone refund_status]",
    );
    expect(state.place).toBe('person');
  });

  test.each(['agent', 'a person', 'representative', '#0', 'zero', 'no, a human please'])(
    '"%s" is a person',
    (said) => {
      for (const before of [[], ['no'], ['yes']]) {
        expect(play(ashley, ...before, said).last).toMatch(
          /^I'll put you through to someone who can help\. \| \[anyone/,
        );
      }
    },
  );

  test('silence is asked about once, differently, and then a person takes over', () => {
    expect(play(ashley, '').last).toBe(
      "Sorry, I didn't hear anything. Would you like to check the status of your flight? For yes, press 1. For no, press 2.?>",
    );
    const { last, contact } = play(ashley, '', '');
    expect(last).toBe(`${PERSON} | [anyone null]`);
    expect(contact.offerTaken).toBeNull();
    expect(play(ashley, 'no', '', '').last).toMatch(/\[anyone null\]$/);
    expect(play(ashley, 'yes', '', '').last).toMatch(/\[anyone flight_status\]$/);
  });

  test('so is what was not understood; understanding forgives', () => {
    expect(play(ashley, 'mumble').last).toMatch(/^Sorry, I didn't get that\. Would you like/);
    expect(play(ashley, 'mumble', '#9').last).toBe(`${PERSON} | [anyone null]`);
    expect(play(ashley, 'mumble', 'no', 'mumble').last).toMatch(
      /^Sorry, I didn't get that\. For change booking/,
    );
  });

  test('can be repeated', () => {
    expect(play(ashley, 'pardon?').last).toBe('Hello, would you like to check the status of your flight??>');
    expect(play(ashley, 'yes', '#*').last).toBe(`${STATUS} | ${MORE}`);
    expect(play(ashley, 'no', 'say that again').last).toBe(MENU);
  });

  test('the person knows what was said', () => {
    let [state] = converse(newDialogue(NOW), ashley, NOW);
    [state] = converse(state, { kind: 'heard', speech: 'No', digits: '', answers }, NOW);
    const [, actions] = converse(state, { kind: 'heard', speech: 'my refund', digits: '', answers }, NOW);
    expect(actions.find((action) => action.do === 'transfer')).toEqual({
      do: 'transfer',
      to: 'anyone',
      reason: 'refund_status',
      context:
        'Called from the number of one customer; not verified. About: refund status. Was offered flight status: not wanted. After verifying: The refund was paid yesterday. Said: "No", "my refund".',
    });
  });

  test('nobody answering leads to the queue, somebody having answered to the end', () => {
    const { state } = play(ashley, 'agent');
    const [queued, actions] = converse(state, { kind: 'dialled', answered: false }, NOW);
    expect(actions.map(show).join()).toMatch(/\[queue null\]$/);
    expect(queued.place).toBe('person');
    expect(converse(state, { kind: 'dialled', answered: true }, NOW)[1]).toEqual([{ do: 'hangup' }]);
  });
});

describe('the end', () => {
  const end = (durationSeconds: number | null, ...said: string[]) => {
    const [, [action]] = converse(
      play(ashley, ...said).state,
      { kind: 'ended', durationSeconds },
      NOW + 61_000,
    );
    return action;
  };
  test.each([
    ['hung up at the greeting', [], null],
    ['answered', ['yes'], true],
    ['answered, then a person', ['yes', 'agent'], null],
    ['a person', ['agent'], null],
    ['hung up in the menu', ['no'], false],
  ])('%s', (_, said, resolved) => {
    expect(end(42, ...said)).toEqual({ do: 'contact', update: { handleSeconds: 42, resolved } });
  });
  test('a duration not told is counted', () => {
    expect(end(null)).toEqual({ do: 'contact', update: { handleSeconds: 61, resolved: null } });
  });
});
