import { expect, test } from 'vitest';
import { isoOf, lengthWords, placeWords } from './durations.ts';

test.each([
  ['2 h', 'PT2H'],
  ['1 hour before', '-PT1H'],
  ['-90 min', '-PT90M'],
  ['1 day 30 min', 'P1DT30M'],
  ['1 day and 2 hours after', 'P1DT2H'],
  ['at once', 'PT0S'],
  ['0', 'PT0S'],
  ['pt1h', 'PT1H'],
  ['-PT1H', '-PT1H'],
  ['P2D', 'P2D'],
  // What can't be understood is left for the schema to refuse.
  ['soon', 'soon'],
  ['2 moons', '2 moons'],
  ['h', 'h'],
  ['5', '5'],
])('“%s” is %s', (typed, iso) => expect(isoOf(typed)).toBe(iso));

test.each([
  ['-PT1H', '1 hour', '1 hour before'],
  ['PT90M', '1 hour 30 minutes', '1 hour 30 minutes after'],
  ['P1W', '7 days', '7 days after'],
  ['PT0S', '', 'at'],
  ['soon', null, null],
])('%s is said as “%s” and “%s”', (iso, length, place) => {
  expect([lengthWords(iso), placeWords(iso)]).toEqual([length, place]);
});
