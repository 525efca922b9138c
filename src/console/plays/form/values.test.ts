import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playSchema } from '../../../outreach/index.ts';
import { definitionOf, tidy, valuesOf } from './values.ts';

const SHIPPED = playSchema.parse(JSON.parse(readFileSync('plays/flight-status.json', 'utf8')));
const { correction, message } = SHIPPED;

test.each([
  [
    'that waits for the hour',
    { trigger: { kind: 'event', event: 'Bill Sent' }, expires: 'P1D', moment: { within: 'PT6H' } },
  ],
  ['as shipped', {}],
  [
    'about a move',
    {
      trigger: { kind: 'moved', subject: 'trip', milestone: 'departure', direction: 'later', by: 'PT30M' },
      expires: 'PT2H',
    },
  ],
  [
    'about an event',
    { trigger: { kind: 'event', event: 'Bag Mishandled', subject: 'bag', delay: 'PT5M' }, expires: 'PT2H' },
  ],
  [
    'about a forecast',
    { trigger: { kind: 'forecast', horizon: '7d', threshold: 0.3 }, expires: 'PT2H', completedBy: [] },
  ],
  [
    'with limits',
    {
      caps: [
        { most: 1, per: 'P1D' },
        { most: 3, per: 'P7D' },
      ],
      pace: { most: 10, per: 'PT1M' },
      holdout: 0.07,
      fallback: { after: 'PT30M' },
    },
  ],
  ['that was asked for', { requested: true, holdout: 0 }],
  [
    'with nothing that may be left out',
    { unlessContacted: null, cancelledBy: [], completedBy: [], correction: undefined },
  ],
  [
    'in other words',
    {
      variants: [
        { locale: 'es', message, correction },
        { channel: 'sms', message, correction },
      ],
    },
  ],
])('a play %s comes through the form as it was', (_, more) => {
  const play = playSchema.parse({ ...SHIPPED, ...more });
  expect(playSchema.parse(definitionOf(tidy(valuesOf(play))))).toEqual(play);
});

test('empty rows go, what is typed for another kind of trigger stays, and a word is no number', () => {
  const values = tidy({
    'trigger.kind': 'event',
    'milestone.offset': '1 h before',
    'caps.0.most': '',
    'caps.0.per': ' ',
    'caps.4.most': 'two',
    priority: 'high',
  });
  expect(values).toMatchObject({ 'milestone.offset': '-PT1H', 'caps.0.most': 'two', priority: 'high' });
  expect(definitionOf(values)).toMatchObject({ caps: [{ most: 'two' }], priority: 'high' });
});
