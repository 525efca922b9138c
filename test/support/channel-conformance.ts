import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Outgoing, SendOutcome } from '../../src/channels/index.ts';

/** What a provider may do to a message, and the outcomes that may come of it. */
const PLAYS = {
  'takes it': ['ok'],
  'refuses it for good': ['refused'],
  'is busy': ['retry'],
  'is busy for 7 s': ['retry'],
  'takes it and hangs up': ['unknown'],
  'takes it and says nothing': ['unknown'],
  'takes it and answers for ever': ['unknown'],
  'takes it and fails': ['unknown'],
  'takes it and talks nonsense': ['unknown'],
  'takes it and forgets to say under what id': ['unknown'],
  'does not know us': ['retry'],
} satisfies Record<string, SendOutcome['kind'][]>;
export type Play = keyof typeof PLAYS;

export type Provider = {
  channel: Channel;
  /** The same channel with a deadline of a second or two, for providers that do not come to an end. */
  hasty: Channel;
  /** The same channel where nothing answers; null for one without a network. */
  away: Channel | null;
  /** Makes the provider do so with the next message, and says to whom that must go. */
  play(play: Play): string;
  /** What it has taken, with whatever of it bears our id. */
  taken(): Promise<readonly { text: string; names: string }[]>;
  close(): Promise<void>;
};

export const NOW = Date.parse('2026-05-04T09:00:00Z');
const TEXT =
  'Hello Ashley, flight EX 12 to Oslo leaves at 14:00.\nSee https://example.com/t?a=1&b=2 – “gate” A·7 ✈️';
/** What every channel must do, whoever carries its messages: the port's promises, against a provider that keeps none. */
export function channelConformance(name: string, can: readonly Play[], open: () => Promise<Provider>): void {
  describe(`the ${name} channel`, () => {
    let provider: Provider;
    let written = 0;
    beforeAll(async () => {
      provider = await open();
    });
    afterAll(() => provider.close());

    const messageTo = (to: string, text = TEXT): Outgoing => ({
      id: `o_${String(++written).padStart(24, '0')}`,
      bucket: 7,
      to,
      subject: provider.channel.reaches === 'email' ? 'Your flight' : null,
      text,
      expiresAt: NOW + 3_600_000,
    });
    const takenOf = async ({ id }: Outgoing) =>
      (await provider.taken()).filter(({ names }) => names.includes(id));
    const find = (message: Outgoing, channel = provider.channel) =>
      channel.find({
        ...message,
        firstTriedAt: NOW,
        lastTriedAt: NOW,
        others: async () => new Set<string>(),
      });

    test.each(can)('a provider that %s', async (play) => {
      const message = messageTo(provider.play(play));
      const endless = play.endsWith('says nothing') || play.endsWith('for ever');
      const outcome = await (endless ? provider.hasty : provider.channel).send(message);
      expect(PLAYS[play], JSON.stringify(outcome)).toContain(outcome.kind);
      if (outcome.kind !== 'ok') expect(outcome.why).toMatch(/\S/);
      if (play === 'is busy for 7 s') expect(outcome).toMatchObject({ afterMs: 7000 });
      const copies = await takenOf(message);
      expect(copies.length).toBe(play.startsWith('takes it') ? 1 : 0);
      if (provider.channel.bearsText)
        for (const copy of copies) expect(copy.text.replaceAll('\r\n', '\n').trim()).toBe(TEXT);
      // What it may have taken is never said to be absent while that can be wrong, for then it would be sent again.
      if (copies.length) expect((await find(message)).kind).not.toBe('absent');
    });

    test('a message that was never sent is not found', async () => {
      expect((await find(messageTo(provider.play('takes it'), 'never sent'))).kind).not.toBe('sent');
    });

    test('many at once go out once each', async () => {
      const messages = Array.from({ length: 20 }, () => messageTo(provider.play('takes it')));
      const outcomes = await Promise.all(messages.map((message) => provider.channel.send(message)));
      expect(outcomes.map(({ kind }) => kind)).toEqual(messages.map(() => 'ok'));
      for (const message of messages) expect(await takenOf(message)).toHaveLength(1);
    });

    test('the same message sent again by mistake is noticed, or can be told by its id', async () => {
      const message = messageTo(provider.play('takes it'));
      await provider.channel.send(message);
      const before = (await provider.taken()).length;
      provider.play('takes it');
      const again = await provider.channel.send(message).catch((error: Error) => error);
      if (again instanceof Error) expect(await takenOf(message)).toHaveLength(1);
      else expect((await takenOf(message)).length).toBe(1 + (await provider.taken()).length - before);
    });

    test('where nothing answers, nothing was sent, and nothing is thrown', async () => {
      if (!provider.away) return;
      const message = messageTo(provider.play('takes it'));
      expect(await provider.away.send(message)).toMatchObject({
        kind: 'retry',
        why: expect.stringMatching(/\S/),
      });
      expect((await find(message, provider.away)).kind).toBe('cannot tell');
      expect(await takenOf(message)).toHaveLength(0);
    });
  });
}
