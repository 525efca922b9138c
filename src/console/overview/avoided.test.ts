import { expect, test } from 'vitest';
import { avoidedWords } from './avoided.ts';

const total = (avoided: number, low: number, high: number) => ({
  contacts: { avoided, low, high },
  plays: 1,
  without: 0,
  versionsLeftOut: 0,
});

test.each([
  [total(112, 40, 181), 'Contacts avoided', '112', '95\u00a0% between 40 and 181', 'good'],
  [total(-30, -50, -10), 'Contacts caused', '30', '95\u00a0% between 10 and 50', 'bad'],
  [
    total(4, -3, 12),
    'Contacts avoided',
    '4',
    'not told apart from none yet: 95\u00a0% between 3 caused and 12 avoided',
    'plain',
  ],
  [
    { ...total(4, 1, 12), without: 2 },
    'Contacts avoided',
    '4',
    '95\u00a0% between 1 and 12; 2 plays with too little yet',
    'good',
  ],
  [
    { ...total(4, 1, 12), versionsLeftOut: 1 },
    'Contacts avoided',
    '4',
    '95\u00a0% between 1 and 12; 1 play version with too little left out',
    'good',
  ],
  [
    { contacts: null, plays: 0, without: 1, versionsLeftOut: 0 },
    'Contacts avoided',
    '–',
    'too few customers in both arms yet',
    'plain',
  ],
  [
    { contacts: null, plays: 0, without: 0, versionsLeftOut: 0 },
    'Contacts avoided',
    '–',
    'no play has a holdout to compare with yet',
    'plain',
  ],
] as const)('%j', (given, label, value, note, tone) => {
  expect(avoidedWords(given)).toEqual({ label, value, note, tone });
});
