import { describe, expect, test } from 'vitest';
import { type Answer, reasonBook } from '../reasons/index.ts';
import { converse } from './converse.ts';
import { type DialogueState, newDialogue } from './state.ts';
import type { Action, ContactUpdate, Greeted, Input, Need, Started } from './types.ts';

const NOW = Date.parse('2026-01-05T23:00:00Z');
const STATUS = 'Your flight HA123 to Denver is now expected to leave today at 6:05 PM.';
const REFUND = 'The refund was paid yesterday.';
const book = reasonBook();

const answerOf = (reason: string, text: string): Answer => {
  const spec = book.of(reason).answer;
  if (!spec) throw new Error(`${reason} has no answer`);
  return { level: spec.level, text, followUps: spec.followUps, subject: { type: 'trip', id: 'T1' } };
};
/** What the world answers; what a test does not expect to be asked throws. */
type World = {
  wait?: number | null;
  code?: 'phone' | 'email' | null;
  right?: string;
  people?: Record<string, Greeted>;
};
const PHRASES = { flight_status: 'your flight to Denver this evening' };

const ashleyIs: Greeted = {
  customerId: 'A1',
  firstName: 'Ashley',
  reasons: [
    { reason: 'flight_status', probability: 0.7 },
    { reason: 'change_booking', probability: 0.2 },
    { reason: 'seat_request', probability: 0.1 },
  ],
  about: {},
  reached: null,
};
const ashley: Started = {
  kind: 'started',
  medium: 'voice',
  caller: 'recognised',
  assurance: 'number',
  locale: 'en',
  company: 'Hawk Air',
  customer: ashleyIs,
  people: [],
  threshold: 0.5,
  baseOrder: ['baggage_allowance', 'flight_status', 'other', 'lost_item', 'refund_status', 'missing_points'],
  zone: 'America/Chicago',
  canCallBack: true,
  first: null,
  message: null,
  lost: false,
};
const likely = (reasons: Greeted['reasons'], more: Partial<Greeted> = {}): Started => ({
  ...ashley,
  customer: { ...ashleyIs, reasons, ...more },
});

/** Plays a dialogue: what is said, with `#n` for keys and `` for silence. Shows it as text. */
function play(start: Started, world: World, ...said: string[]) {
  let state: DialogueState = newDialogue(NOW);
  const lines: string[] = [];
  const contact: ContactUpdate = {};
  const needs: Need[] = [];
  const step = (input: Input) => {
    const spoken: Action[] = [];
    let next: Input | null = input;
    while (next) {
      const [after, actions]: [DialogueState, Action[]] = converse(state, next, NOW, book);
      state = after;
      spoken.push(...actions);
      for (const action of actions) if (action.do === 'contact') Object.assign(contact, action.update);
      const need = actions.find((action) => action.do === 'need')?.need;
      if (need) needs.push(need);
      next = need ? told(need, world) : null;
    }
    lines.push(spoken.map(show).filter(Boolean).join(' | '));
    return spoken;
  };
  let actions = step(start);
  for (const words of said) {
    const keys = /^#(.+)$/.exec(words)?.[1];
    actions = step(
      words === ''
        ? { kind: 'silence' }
        : { kind: 'heard', speech: keys ? '' : words, digits: keys ?? '', named: [] },
    );
  }
  return { lines, last: lines.at(-1), contact, state, needs, actions, step };
}

function told(need: Need, world: World): Input {
  switch (need.what) {
    case 'answer': {
      const text = { flight_status: STATUS, refund_status: REFUND }[need.reason];
      if (!text) throw new Error(`nobody said what is answered about ${need.reason}`);
      return { kind: 'answered', reason: need.reason, answer: answerOf(need.reason, text) };
    }
    case 'wait':
      return { kind: 'waitTold', minutes: world.wait ?? null };
    case 'code':
      return { kind: 'coded', to: world.code ?? null };
    case 'check':
      return { kind: 'checked', outcome: need.said === world.right ? 'right' : 'wrong' };
    case 'followUp':
      return { kind: 'followedUp', what: need.follow, done: true };
    case 'identify':
      return { kind: 'identified', customer: world.people?.[need.customerId] ?? null };
    case 'callBack':
      return { kind: 'calledBack', at: need.at };
  }
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
    default:
      return '';
  }
}

const OFFER = 'Hello Ashley, would you like to check the status of your flight??>';
const RESOLVED =
  'Does that answer your question? You can also say "text me this", "keep me posted" or "rebook".?>';
const MORE = 'Is there anything else I can help you with??>';
const BYE = 'Thank you for calling. Goodbye. | [hangup]';
const PERSON = "I'll put you through to someone who can help.";
const MENU =
  'All right. For change booking, press 1. For seat request, press 2. For baggage allowance, press 3. For lost item, press 4. For refund status, press 5. For something else, or to speak to a person, press 0. Or tell me in a few words what it is about.?>';

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

describe('a person', () => {
  test.each(['agent', 'a person', 'representative', '#0', 'zero', 'no, a human please', 'quiero un agente'])(
    '"%s" is one, anywhere',
    (said) => {
      for (const before of [[], ['no'], ['yes'], ['yes', 'yes'], ['refund']]) {
        expect(play(ashley, { code: 'phone' }, ...before, said).last).toMatch(
          /I'll put you through to someone who can help\. \| \[anyone/,
        );
      }
    },
  );

  test('who has to wait for long may be called back', () => {
    const asked =
      'The wait for a person is about 12 minutes. To wait, press 1. To be called back, press 2.?>';
    const world = { wait: 12 };
    expect(play(ashley, world, 'agent').last).toBe(asked);
    expect(play({ ...ashley, canCallBack: false }, world, 'agent').last).toMatch(/\[anyone/);
    expect(play(ashley, { wait: 2 }, 'agent').last).toMatch(/\[anyone/);
    for (const said of ['#1', "I'll wait", 'agent'])
      expect(play(ashley, world, 'agent', said).last).toMatch(/\[anyone/);
    const { last, needs } = play(ashley, world, 'agent', 'call me back', 'tomorrow at nine');
    expect(last).toBe('We will call you tomorrow at 9:00 AM. Goodbye. | [hangup]');
    expect(needs.at(-1)).toMatchObject({ what: 'callBack', at: Date.parse('2026-01-06T15:00:00Z') });
    expect(play(ashley, world, 'agent', '#2', 'as soon as possible').last).toMatch(
      /^We will call you as soon as/,
    );
    expect(play(ashley, world, 'agent', '#2', 'purple').last).toMatch(
      /^Sorry, I didn't get that\. When shall we/,
    );
    expect(play(ashley, world, 'agent', '#2', 'purple', 'green', 'blue').last).toMatch(/\[anyone/);
  });

  test('silence is asked about once, differently, and then a person takes over', () => {
    expect(play(ashley, {}, '').last).toBe(
      "Sorry, I didn't hear anything. Would you like to check the status of your flight? For yes, press 1. For no, press 2.?>",
    );
    const { last, contact } = play(ashley, {}, '', '');
    expect(last).toBe(`${PERSON} | [anyone null]`);
    expect(contact.offerTaken).toBeNull();
    expect(play(ashley, {}, 'no', '', '').last).toMatch(/\[anyone null\]$/);
    expect(play(ashley, {}, 'yes', '', '').last).toMatch(/\[anyone flight_status\]$/);
  });

  test('so is what was not understood; understanding forgives', () => {
    expect(play(ashley, {}, 'mumble').last).toMatch(/^Sorry, I didn't get that\. Would you like/);
    expect(play(ashley, {}, 'mumble', '#9').last).toBe(`${PERSON} | [anyone null]`);
    expect(play(ashley, {}, 'mumble', 'no', 'mumble').last).toMatch(
      /^Sorry, I didn't get that\. For change booking/,
    );
  });

  test('nobody answering leads to the queue, somebody having answered to the end', () => {
    expect(play(ashley, {}, 'agent').step({ kind: 'dialled', answered: false }).map(show).join()).toMatch(
      /\[queue null\]$/,
    );
    expect(play(ashley, {}, 'agent').step({ kind: 'dialled', answered: true })).toEqual([{ do: 'hangup' }]);
  });
});

describe('languages and media', () => {
  test('Spanish throughout', () => {
    const ana: Started = { ...ashley, locale: 'es' };
    const { lines } = play(ana, {}, 'sí', 'manténgame al tanto', 'no');
    expect(lines[0]).toBe('Hola Ashley, ¿quiere consultar el estado de su vuelo??>');
    expect(lines[1]).toContain('¿Responde eso a su pregunta? También puede decir «envíemelo por mensaje»');
    expect(lines[2]).toBe('Le avisaré en cuanto cambie algo. | ¿Puedo ayudarle en algo más??>');
    expect(lines[3]).toBe('Gracias por llamar. Adiós. | [hangup]');
    expect(play(ana, {}, 'perdí mi maleta').last).toMatch(/^Para búsqueda de equipaje, le paso/);
  });
  test('changes when asked to', () => {
    expect(play({ ...ashley, threshold: 1 }, {}, '#9').last).toMatch(
      /^De acuerdo\. Para estado del vuelo, oprima 1\./,
    );
    // Who does not speak as their locale says is understood all the same.
    expect(play({ ...ashley, locale: 'es' }, {}, 'I lost my bag').last).toMatch(
      /^For baggage tracing, I'll put/,
    );
    expect(play(ashley, {}, 'español por favor').last).toMatch(/^Hola Ashley, ¿quiere consultar/);
  });
  test('texts answer what they are asked, and number what can be chosen', () => {
    const text = (words: string): Started => ({
      ...ashley,
      medium: 'sms',
      first: { speech: words, digits: '', named: [] },
    });
    expect(play(text('is my flight on time?'), {}).last).toContain(STATUS);
    expect(play(text('hi'), {}).last).toBe(OFFER);
    expect(play({ ...text('hi'), threshold: 1 }, {}).last).toContain('For flight status, reply 1.');
    expect(play(text('I want to talk to an agent'), {}).last).toMatch(/\[anyone/);
  });
  test('a chat shows its choices', () => {
    const { actions, last } = play({ ...ashley, medium: 'chat', assurance: 'verified' }, {}, 'yes');
    expect(last).toBe(`${STATUS} | Does that answer your question??>`);
    expect(actions.find((action) => action.do === 'ask')).toMatchObject({
      choices: [
        { key: '1', label: 'Yes' },
        { key: '2', label: 'No' },
        { key: '3', label: 'text me this' },
        { key: '4', label: 'keep me posted' },
        { key: '5', label: 'rebook' },
        { key: '0', label: 'Speak to a person' },
      ],
    });
  });
  test('a call that we place tells nothing before it is known who answers', () => {
    const placed: Started = {
      ...ashley,
      medium: 'outbound',
      caller: 'unknown',
      assurance: 'none',
      customer: null,
      people: [{ customerId: 'A1', firstName: 'Ashley' }],
      message: { reason: 'flight_status', text: STATUS },
    };
    const world = { people: { A1: ashleyIs } };
    expect(play(placed, world).last).toBe('Hello, this is Hawk Air. Am I speaking with Ashley??>');
    expect(play(placed, world, 'yes').last).toMatch(/^Your flight HA123 .* Does that answer your question/);
    for (const said of [['no'], ['', ''], ['mumble', 'mumble']]) {
      const { lines } = play(placed, world, ...said);
      expect(lines.at(-1)).toMatch(/\[hangup\]$/);
      expect(lines.join(' ')).not.toContain('HA123');
    }
  });
  test('what was said can be repeated', () => {
    expect(play(ashley, {}, 'pardon?').last).toBe(
      'Hello, would you like to check the status of your flight??>',
    );
    expect(play(ashley, {}, 'yes', '#*').last).toBe(`${STATUS} | ${RESOLVED}`);
    expect(play(ashley, {}, 'no', 'say that again').last).toBe(MENU);
  });
});

describe('the end', () => {
  const end = (durationSeconds: number | null, ...said: string[]) => {
    const { state } = play(ashley, {}, ...said);
    return converse(state, { kind: 'ended', durationSeconds }, NOW + 61_000, book)[1][0];
  };
  test.each([
    ['hung up at the greeting', [], null],
    ['answered', ['yes'], true],
    ['answered, and said so', ['yes', 'yes'], true],
    ['answered, and it was not it', ['yes', 'no'], null],
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
