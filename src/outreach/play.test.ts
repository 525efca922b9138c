import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkCondition, knownOf } from './condition/index.ts';
import { templateFor } from './message.ts';
import { playSchema } from './play.ts';

const documented = JSON.parse(
  /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/plays.md', import.meta.url), 'utf8'))?.[1] ??
    '',
);
const play = playSchema.parse(documented);
const words = play.message;

test('the play in the documentation is one, and its audience can be asked', () => {
  expect(checkCondition(play.where ?? '', knownOf(undefined)).ok).toBe(true);
});

test.each([
  ['a channel twice', { channels: ['sms', 'sms'] }, 'channels'],
  ['a fallback with one channel', { channels: ['sms'] }, 'fallback'],
  ['a message that expires before it is due', { expires: 'P2D' }, 'expires'],
  ['a wait until it is worth nothing', { moment: { within: 'P7D' } }, 'moment.within'],
  [
    'a threshold that is no probability',
    { trigger: { kind: 'forecast', horizon: '24h', threshold: 1.5 } },
    'trigger.threshold',
  ],
  ['a kind of trigger that there is not', { trigger: { kind: 'weather' } }, 'trigger.kind'],
  ['an event before it happens', { trigger: { kind: 'event', event: 'A', delay: '-PT1H' } }, 'trigger.delay'],
  ['a cap of none', { caps: [{ most: 0, per: 'P1D' }] }, 'caps.0.most'],
  ['a filter that there is not', { message: { ...words, done: '{{ 1 | shout }}' } }, 'message.done'],
  ['a part that is empty', { message: { ...words, verify: ' ' } }, 'message.verify'],
  ['a variant that never differs', { variants: [{ message: words }] }, 'variants.0'],
  [
    'two variants alike',
    {
      variants: [
        { locale: 'es', message: words },
        { locale: 'es', message: words },
      ],
    },
    'variants.1',
  ],
  [
    'a variant that can not correct',
    { correction: words, variants: [{ locale: 'es', message: words }] },
    'variants.0.correction',
  ],
  ['a holdout of those who asked', { requested: true, holdout: 0.1 }, 'holdout'],
  ['a field that there is not', { colour: 'blue' }, ''],
])('%s is refused at its place', (_, change, path) => {
  const parsed = playSchema.safeParse({ ...documented, ...change });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
});

test('the words of the locale come before those of the channel, and the nearest locale first', () => {
  const say = (happened: string) => ({ ...words, happened });
  const variants = [
    { channel: 'email' as const, message: say('mail') },
    { locale: 'es', message: say('es') },
    { locale: 'es-MX', message: say('es-MX') },
    { locale: 'es', channel: 'email' as const, message: say('es mail') },
  ];
  const said = (locale: string | null, channel: string) =>
    templateFor({ ...play, variants }, 'message', { locale, channel })?.happened;
  expect(said('es_MX', 'sms')).toBe('es-MX');
  expect(said('es-AR', 'sms')).toBe('es');
  expect(said('es-AR', 'email')).toBe('es mail');
  expect(said('en-US', 'email')).toBe('mail');
  expect(said(null, 'sms')).toBe(words.happened);
  expect(said('est', 'sms')).toBe(words.happened);
});
