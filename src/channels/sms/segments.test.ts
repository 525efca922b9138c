import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSegments } from './segments.ts';

test.each<[string, string, string, number, number]>([
  ['nothing', '', 'GSM-7', 0, 1],
  ['160 letters', 'a'.repeat(160), 'GSM-7', 160, 1],
  ['161 letters', 'a'.repeat(161), 'GSM-7', 161, 2],
  ['306 letters', 'a'.repeat(306), 'GSM-7', 306, 2],
  ['307 letters', 'a'.repeat(307), 'GSM-7', 307, 3],
  ['80 euros', '€'.repeat(80), 'GSM-7', 160, 1],
  ['81 euros', '€'.repeat(81), 'GSM-7', 162, 2],
  ['a bracket across the end of a part', `${'a'.repeat(152)}[${'a'.repeat(152)}`, 'GSM-7', 306, 3],
  ['a bracket at the end of a part', `${'a'.repeat(151)}[${'a'.repeat(153)}`, 'GSM-7', 306, 2],
  ['the accents that GSM-7 has', 'Grüße, señor: à la crème', 'GSM-7', 24, 1],
  ['an accent that it lacks', 'ça va', 'UCS-2', 5, 1],
  ['a curly apostrophe', 'you’re', 'UCS-2', 6, 1],
  ['a backtick', '`', 'UCS-2', 1, 1],
  ['70 letters and curls', '’'.repeat(70), 'UCS-2', 70, 1],
  ['71', '’'.repeat(71), 'UCS-2', 71, 2],
  ['135', '’'.repeat(135), 'UCS-2', 135, 3],
  ['an emoji', '✈️', 'UCS-2', 2, 1],
  ['35 emoji of two units', '😀'.repeat(35), 'UCS-2', 70, 1],
  ['an emoji across the end of a part', `${'’'.repeat(66)}😀${'’'.repeat(66)}`, 'UCS-2', 134, 3],
  ['an emoji at the end of a part', `${'’'.repeat(65)}😀${'’'.repeat(67)}`, 'UCS-2', 134, 2],
])('%s', (_, text, encoding, units, segments) => {
  expect(countSegments(text)).toEqual({ encoding, units, segments });
});

const gsmText = fc.string({ unit: fc.constantFrom(...'aZ é@€[^\n'), maxLength: 700 });
const anyText = fc.string({ unit: 'binary', maxLength: 300 });

test('a longer text never takes fewer parts', () => {
  fc.assert(
    fc.property(fc.oneof(gsmText, anyText), gsmText, (text, more) => {
      expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(countSegments(text).segments);
    }),
  );
});

test('parts are neither too full nor left half empty', () => {
  fc.assert(
    fc.property(fc.oneof(gsmText, anyText), (text) => {
      const { encoding, units, segments } = countSegments(text);
      const [alone, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
      expect(units).toBeLessThanOrEqual(segments === 1 ? alone : segments * part);
      // At most one unit is left over at the end of a part.
      if (segments > 1) expect(units).toBeGreaterThan(Math.max(alone, (segments - 1) * (part - 1)));
    }),
  );
});

test('one character that GSM-7 lacks never makes a text cheaper', () => {
  fc.assert(
    fc.property(gsmText, (text) => {
      const with7 = countSegments(text);
      expect(with7.encoding).toBe('GSM-7');
      expect(countSegments(`${text}ç`)).toMatchObject({ encoding: 'UCS-2' });
      expect(countSegments(`${text}ç`).segments).toBeGreaterThanOrEqual(with7.segments);
    }),
  );
});
