import { describe, expect, test } from 'vitest';
import {
  ashley,
  ashleyIs,
  BYE,
  likely,
  MENU,
  MORE,
  OFFER,
  PHRASES,
  play,
  REFUND,
  RESOLVED,
  STATUS,
  type World,
} from './played.ts';
import type { Action, Started } from './types.ts';

describe('the offer', () => {
  test('names the reason, and what it is about where that is known', () => {
    expect(play(ashley, {}).lines).toEqual([OFFER]);
    expect(play(likely(ashleyIs.reasons, { about: PHRASES }), {}).last).toBe(
      'Hello Ashley, would you like to check the status of your flight to Denver this evening??>',
    );
    expect(play(likely(ashleyIs.reasons, { firstName: null }), {}).last).toBe(
      'Hello, would you like to check the status of your flight??>',
    );
    expect(play(likely([{ reason: 'contract_renewal', probability: 0.5 }]), {}).last).toBe(
      'Hello Ashley, are you calling about your contract renewal??>',
    );
  });

  test('says that we have just written about it', () => {
    const reached = { reason: 'flight_status', channel: 'sms' };
    const start = likely(ashleyIs.reasons, { about: PHRASES, reached });
    expect(play(start, {}).last).toBe(
      'Hello Ashley. I see that we texted you about your flight to Denver this evening. Is it about that??>',
    );
    expect(play(start, {}, 'yes').last).toBe(`${STATUS} | ${RESOLVED}`);
    expect(
      play(likely(ashleyIs.reasons, { reached: { ...reached, reason: 'refund_status' } }), {}).last,
    ).toBe(OFFER);
  });

  test('names two that are close in one sentence', () => {
    const two = likely(
      [
        { reason: 'flight_status', probability: 0.45 },
        { reason: 'refund_status', probability: 0.4 },
      ],
      { about: PHRASES },
    );
    const asked =
      'Hello Ashley, is it about your flight to Denver this evening, or about refund status? For the first, press 1. For the second, press 2. For something else, press 3.?>';
    expect(play(two, {}).last).toBe(asked);
    for (const said of ['#1', 'the first one', 'my flight']) {
      const { last, contact } = play(two, {}, said);
      expect(last).toBe(`${STATUS} | ${RESOLVED}`);
      expect(contact).toEqual({ reason: 'flight_status', offeredReason: 'flight_status', offerTaken: true });
    }
    expect(play(two, { code: 'phone' }, 'the second').contact).toMatchObject({
      offeredReason: 'refund_status',
      offerTaken: true,
    });
    expect(play(two, {}, 'yes').last).toMatch(/^Sorry, I didn't get that\. Is it about/);
    expect(play(two, {}, '#3').last).toMatch(/^All right\. For baggage allowance, press 1\./);
    expect(play(two, {}, 'neither').contact.offerTaken).toBe(false);
  });

  test.each(['yes', 'sure', "that's right", '#1', 'one', 'flight status', 'yes, my flight is late'])(
    '"%s" is answered there and then',
    (said) => {
      const { last, contact } = play(ashley, {}, said);
      expect(last).toBe(`${STATUS} | ${RESOLVED}`);
      expect(contact).toEqual({ reason: 'flight_status', offeredReason: 'flight_status', offerTaken: true });
    },
  );

  test.each(['no', 'nope', '#2', 'no thanks'])('"%s" leads at once to the menu', (said) => {
    const { last, contact } = play(ashley, {}, said);
    expect(last).toBe(MENU);
    expect(contact).toEqual({ reason: null, offeredReason: 'flight_status', offerTaken: false });
  });

  test.each([
    ['I lost my bag', 'baggage_tracing'],
    ['no, I lost my bag', 'baggage_tracing'],
    ['yes but actually I lost my bag', 'baggage_tracing'],
    ['an aisle seat please', 'seat_request'],
  ])('the statement "%s" is the reason itself', (said, reason) => {
    const { last, contact } = play(ashley, {}, said);
    expect(last).toMatch(new RegExp(`\\[anyone ${reason}\\]$`));
    expect(contact).toEqual({ reason, offeredReason: 'flight_status', offerTaken: false });
  });

  test('is not made below the threshold, nor of no particular reason', () => {
    const open =
      'Hello, and thank you for calling Hawk Air. How can I help you? Tell me in a few words, or choose. For flight status, press 1. For change booking, press 2.';
    expect(play({ ...ashley, threshold: 0.71 }, {}).last).toContain(open);
    const other = [{ reason: 'other', probability: 0.9 }, ...ashleyIs.reasons];
    expect(play(likely(other), {}).last).toContain(open);
    expect(play({ ...ashley, threshold: 0.71 }, {}).contact.offeredReason).toBeUndefined();
    expect(play(likely([{ reason: 'flight_status', probability: Number.NaN }]), {}).last).toContain(
      'thank you for calling',
    );
  });

  test.each(['unknown', 'shared', 'withheld'] as const)('is not made to a caller who is %s', (caller) => {
    const { last } = play({ ...ashley, caller }, {});
    expect(last).toMatch(
      /^Hello, and thank you .* For baggage allowance, press 1\. For flight status, press 2\./,
    );
    expect(play({ ...ashley, caller }, {}, '#2').last).toMatch(/\[anyone flight_status\]$/);
  });
});

describe('who it is', () => {
  const people = [
    { customerId: 'A1', firstName: 'Ashley' },
    { customerId: 'B1', firstName: 'Ben' },
  ];
  const shared: Started = { ...ashley, caller: 'shared', assurance: 'none', customer: null, people };
  const world: World = {
    people: { A1: ashleyIs, B1: { ...ashleyIs, customerId: 'B1', firstName: 'Ben', reasons: [] } },
  };

  test('is asked where a household shares the number', () => {
    expect(play(shared, world).last).toBe(
      'Hello, and thank you for calling Hawk Air. Am I speaking with Ashley or Ben??>',
    );
    for (const said of ['Ashley', 'this is Ashley', '#1']) expect(play(shared, world, said).last).toBe(OFFER);
    expect(play(shared, world, 'Ben').last).toMatch(/^Hello, and thank you for calling/);
    expect(play(shared, world, 'Ashley', 'yes').last).toBe(`${STATUS} | ${RESOLVED}`);
  });

  test.each([['no'], ['#7'], ['neither of them']])('"%s" is nobody we know', (said) => {
    const { last, state } = play(shared, world, said, 'flight status');
    expect(last).toMatch(/\[anyone flight_status\]$/);
    expect(state.customer).toBeNull();
  });
});

describe('what is private', () => {
  test('needs a code, which is then enough', () => {
    const world: World = { code: 'phone', right: '123456' };
    const { lines, state } = play(
      ashley,
      world,
      "where's my refund",
      '#111111',
      'one two three four five six',
    );
    expect(lines[1]).toMatch(/^First I have to make sure that it is you\. .* six digits to your phone/);
    expect(lines[2]).toMatch(/^That isn't the code/);
    expect(lines[3]).toContain(REFUND);
    expect(state.assurance).toBe('verified');
    expect(JSON.stringify(state.said)).not.toMatch(/111111|one two three/);
  });
  test('a wrong code three times, no code, or nowhere to send it: a person', () => {
    const world: World = { code: 'email', right: '123456' };
    const said = ["where's my refund", '#111111', '#222222', '#333333'];
    expect(play(ashley, world, ...said).last).toMatch(/\[anyone refund_status\]$/);
    expect(play(ashley, world, "where's my refund", "no, I didn't get it").last).toMatch(
      /\[anyone refund_status\]$/,
    );
    expect(play(ashley, { code: null }, "where's my refund").last).toBe(
      "For refund status, I'll put you through to someone who can help. | [anyone refund_status]",
    );
  });
  test('is answered at once to who has logged in', () => {
    const { last } = play({ ...ashley, medium: 'chat', assurance: 'verified' }, {}, 'refund');
    expect(last).toContain(REFUND);
  });
  test('is not even asked about by who is nobody we know', () => {
    expect(play({ ...ashley, caller: 'unknown' }, {}, 'refund').last).toMatch(/\[anyone refund_status\]$/);
  });
});

describe('after an answer', () => {
  test('it is asked whether that was it; yes leads on, no to a person who knows all', () => {
    expect(play(ashley, {}, 'yes', 'yes').last).toBe(MORE);
    expect(play(ashley, {}, 'yes', 'yes', 'no').last).toBe(BYE);
    expect(play(ashley, {}, 'yes', "no that's all").last).toBe(BYE);
    expect(play(ashley, {}, 'yes', 'no thanks').last).toBe(BYE);
    const { actions, state } = play(ashley, {}, 'yes', 'no');
    expect(state.resolved).toBe(false);
    const transfer = actions.find((action) => action.do === 'transfer');
    expect(transfer).toMatchObject({
      to: 'anyone',
      reason: 'flight_status',
      context: {
        summary: `From the number or address of one customer; not verified. About: flight status. Was offered flight status: yes. Was told: ${STATUS} That did not help. Said: "yes", "no".`,
        assurance: 'number',
      },
    });
    const { context } = transfer as Extract<Action, { do: 'transfer' }>;
    expect(context.said.map(({ by }) => by)).toEqual(['us', 'them', 'us', 'us', 'them']);
  });

  test.each([
    ['text me this', 'text_me', /^I have sent it to you\. \| Is there anything else/],
    ['please keep me posted', 'keep_posted', /^I will tell you as soon as anything changes\. \| /],
    ['#3', 'text_me', /^I have sent it/],
  ])('"%s" is done', (said, follow, expected) => {
    const { last, needs } = play(ashley, {}, 'yes', said);
    expect(last).toMatch(expected);
    expect(needs.at(-1)).toMatchObject({ what: 'followUp', follow, reason: 'flight_status' });
  });

  test('what acts on an account needs a code, and is then a person', () => {
    const { last } = play(ashley, { code: 'phone', right: '123456' }, 'yes', 'rebook', '#123456');
    expect(last).toMatch(/\[anyone flight_status\]$/);
  });

  test('the menu takes a key, the contact keeps the first reason', () => {
    const { lines } = play({ ...ashley, threshold: 1 }, {}, '#1', '#1', 'yes', '#1');
    expect(lines.slice(1)).toEqual([
      `${STATUS} | ${RESOLVED}`,
      MORE,
      MENU,
      `For change booking, I'll put you through to someone who can help. | [anyone change_booking]`,
    ]);
    expect(play(ashley, {}, 'yes', "no, it's my seat").last).toMatch(/\[anyone seat_request\]$/);
    expect(play(ashley, {}, 'no', 'goodbye').last).toBe(BYE);
    expect(play(ashley, {}, 'yes', 'I lost my bag').contact.reason).toBe('flight_status');
  });
});
