import { describe, expect, test } from 'vitest';
import { converse } from './converse.ts';
import { ashley, ashleyIs, book, MENU, NOW, OFFER, PERSON, play, RESOLVED, STATUS, show } from './played.ts';
import type { Started } from './types.ts';

const placed: Started = {
  ...ashley,
  medium: 'outbound',
  caller: 'unknown',
  assurance: 'none',
  customer: null,
  people: [{ customerId: 'A1', firstName: 'Ashley' }],
  message: { reason: 'flight_status', text: STATUS },
};

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
    const world = { people: { A1: ashleyIs } };
    expect(play(placed, world).last).toBe('Hello, this is Hawk Air. Am I speaking with Ashley??>');
    expect(play(placed, world, 'yes').last).toMatch(/^Your flight HA123 .* Does that answer your question/);
    for (const said of [['no'], ['', ''], ['mumble', 'mumble']]) {
      const { lines } = play(placed, world, ...said);
      expect(lines.at(-1)).toMatch(/\[hangup\]$/);
      expect(lines.join(' ')).not.toContain('HA123');
    }
  });
  test.each(['stop calling me', 'take me off your list', 'deje de llamarme'])(
    'who says "%s" on a call that we place is not called again',
    (words) => {
      const { lines, needs } = play(placed, { people: { A1: ashleyIs } }, words);
      expect(needs).toMatchObject([{ what: 'refuse', scope: 'all', said: words }]);
      expect(lines.at(-1)).toMatch(/(call you again|a llamarle).*\[hangup\]$/);
      expect(lines.join(' ')).not.toContain('HA123');
    },
  );
  test('who has no name cannot be asked for, and is told nothing', () => {
    const { lines } = play({ ...placed, people: [] }, {});
    expect(lines).toEqual(['Sorry to have troubled you. Goodbye. | [hangup]']);
  });
  test('leave is taken of whom we called without thanking for the call', () => {
    const { last } = play(placed, { people: { A1: ashleyIs } }, 'yes', 'yes', 'no');
    expect(last).toBe('Thank you. Goodbye. | [hangup]');
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
