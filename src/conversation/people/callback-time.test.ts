import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterEach, describe, expect, test } from 'vitest';
import { DAY } from '../../platform/index.ts';
import { LOCALES } from '../reasons/index.ts';
import { type CallbackTime, readCallbackTime } from './callback-time.ts';

const CHICAGO = 'America/Chicago';
const MADRID = 'Europe/Madrid';
/** A Tuesday, 10:10 in Chicago. */
const NOW = Date.parse('2026-03-10T15:10:00Z');
/** The same Tuesday, 10:10 in Madrid. */
const MADRID_NOW = Date.parse('2026-03-10T09:10:00Z');

/** "Wed 09:00" on the clocks of the zone, "soon", or what was wrong. */
function shown(time: CallbackTime, zone: string): string {
  if (typeof time === 'string') return time;
  return time.at === null ? 'soon' : DateTime.fromMillis(time.at, { zone }).toFormat('ccc HH:mm');
}

const machineZone = process.env.TZ;
afterEach(() => {
  process.env.TZ = machineZone;
});

const ENGLISH: [string, string][] = [
  ['now', 'soon'],
  ['right now please', 'soon'],
  ['as soon as possible', 'soon'],
  ['ASAP!', 'soon'],
  ['whenever someone is free', 'soon'],
  ['right away', 'soon'],
  ['today', 'soon'],
  ['this morning', 'soon'],
  ['in half an hour', 'Tue 10:40'],
  ['in 30 minutes', 'Tue 10:40'],
  ['in a quarter of an hour', 'Tue 10:25'],
  ['in an hour', 'Tue 11:10'],
  ['in an hour and a half', 'Tue 11:40'],
  ['in a couple of hours', 'Tue 12:10'],
  ['in two and a half hours', 'Tue 12:40'],
  ['an hour from now', 'Tue 11:10'],
  ['this afternoon at four', 'Tue 16:00'],
  ['this afternoon', 'Tue 14:00'],
  ['tonight', 'Tue 18:00'],
  ['this evening at 7', 'Tue 19:00'],
  ['tomorrow at nine', 'Wed 09:00'],
  ['tomorrow, could you call me at 9?', 'Wed 09:00'],
  ['tomorrow', 'Wed 09:00'],
  ['tomorrow morning', 'Wed 09:00'],
  ['tomorrow evening at eight', 'Wed 20:00'],
  ['tomorrow at noon', 'Wed 12:00'],
  ['noon', 'Tue 12:00'],
  ['at four', 'Tue 16:00'],
  ['4', 'Tue 16:00'],
  ['at nine', 'Wed 09:00'],
  ['at eight', 'Tue 20:00'],
  ['at eight thirty', 'Wed 08:30'],
  ['at twelve', 'Tue 12:00'],
  ['4:30', 'Tue 16:30'],
  ['half past four', 'Tue 16:30'],
  ['quarter to five', 'Tue 16:45'],
  ['twenty past three', 'Tue 15:20'],
  ["four o'clock", 'Tue 16:00'],
  ['4 p.m.', 'Tue 16:00'],
  ['at 9 am', 'Wed 09:00'],
  ['16:00', 'Tue 16:00'],
  ['nine at night', 'Tue 21:00'],
  ['six in the morning', 'Wed 06:00'],
  ['between 3 and 5', 'Tue 15:00'],
  ['three to five pm', 'Tue 15:00'],
  ['after three', 'Tue 15:00'],
  ['on friday', 'Fri 09:00'],
  ['friday at 3', 'Fri 15:00'],
  ['friday 4', 'Fri 16:00'],
  ['monday morning', 'Mon 09:00'],
  ['tuesday at 4', 'Tue 16:00'],
  ['tuesday at 9', 'Tue 09:00'],
  ['next tuesday at ten', 'Tue 10:00'],
  ['the day after tomorrow at 9', 'Thu 09:00'],
  ['in 3 days', 'Fri 09:00'],
  ['March 12 at 5', 'Thu 17:00'],
  ['the 12th at four', 'Thu 16:00'],
  ['3/14 at 2pm', 'Sat 14:00'],
  ['2026-03-12 14:00', 'Thu 14:00'],
  ['good morning, tomorrow at nine please', 'Wed 09:00'],
  ['not now, at five', 'Tue 17:00'],
  ['today at 9 am', 'past'],
  ['yesterday', 'past'],
  ['last friday', 'past'],
  ['two hours ago', 'past'],
  ['in two weeks', 'too far'],
  ['next month', 'too far'],
  ['on March 30', 'too far'],
  ['later', 'not understood'],
  ['not now', 'not understood'],
  ['next week', 'not understood'],
  ['before five', 'not understood'],
  ['no', 'not understood'],
  ['I have two bags', 'not understood'],
  ['one moment', 'not understood'],
  ['', 'not understood'],
];

const SPANISH: [string, string][] = [
  ['ahora', 'soon'],
  ['ahora mismo', 'soon'],
  ['cuanto antes', 'soon'],
  ['lo antes posible', 'soon'],
  ['en cuanto puedan', 'soon'],
  ['cuando puedan', 'soon'],
  ['ya', 'soon'],
  ['hoy', 'soon'],
  ['esta mañana', 'soon'],
  ['en media hora', 'Tue 10:40'],
  ['en 30 minutos', 'Tue 10:40'],
  ['en un cuarto de hora', 'Tue 10:25'],
  ['en tres cuartos de hora', 'Tue 10:55'],
  ['dentro de una hora', 'Tue 11:10'],
  ['dentro de dos horas', 'Tue 12:10'],
  ['en una hora y media', 'Tue 11:40'],
  ['en un par de horas', 'Tue 12:10'],
  ['en cinco minutos', 'Tue 10:15'],
  ['esta tarde a las cuatro', 'Tue 16:00'],
  ['esta tarde', 'Tue 14:00'],
  ['por la tarde', 'Tue 14:00'],
  ['esta noche', 'Tue 18:00'],
  ['esta noche a las ocho', 'Tue 20:00'],
  ['mañana', 'Wed 09:00'],
  ['mañana a las nueve', 'Wed 09:00'],
  ['manana a las 9', 'Wed 09:00'],
  ['mañana por la mañana', 'Wed 09:00'],
  ['mañana por la tarde a las 4', 'Wed 16:00'],
  ['mañana al mediodía', 'Wed 12:00'],
  ['mañana a las 16h', 'Wed 16:00'],
  ['al mediodía', 'Tue 12:00'],
  ['a las cinco', 'Tue 17:00'],
  ['las cuatro', 'Tue 16:00'],
  ['4', 'Tue 16:00'],
  ['a la una', 'Tue 13:00'],
  ['a las nueve', 'Wed 09:00'],
  ['a las ocho', 'Tue 20:00'],
  ['a las cinco de la tarde', 'Tue 17:00'],
  ['5 de la tarde', 'Tue 17:00'],
  ['a las nueve de la noche', 'Tue 21:00'],
  ['a las doce de la mañana', 'Tue 12:00'],
  ['a las cinco y media', 'Tue 17:30'],
  ['cinco y cuarto', 'Tue 17:15'],
  ['a las cinco menos cuarto', 'Tue 16:45'],
  ['a las cinco y veinte', 'Tue 17:20'],
  ['a las 17:30', 'Tue 17:30'],
  ['a las 17', 'Tue 17:00'],
  ['a las 4 p.m.', 'Tue 16:00'],
  ['hacia las seis', 'Tue 18:00'],
  ['entre las 3 y las 5', 'Tue 15:00'],
  ['hoy a las seis', 'Tue 18:00'],
  ['el viernes', 'Fri 09:00'],
  ['el viernes a las 3', 'Fri 15:00'],
  ['sábado', 'Sat 09:00'],
  ['miercoles a las once', 'Wed 11:00'],
  ['lunes por la mañana', 'Mon 09:00'],
  ['jueves 5 de la tarde', 'Thu 17:00'],
  ['el lunes que viene a las 4', 'Mon 16:00'],
  ['el próximo martes a las 10', 'Tue 10:00'],
  ['pasado mañana a las 9', 'Thu 09:00'],
  ['dentro de tres días', 'Fri 09:00'],
  ['el 12 de marzo a las 5', 'Thu 17:00'],
  ['el 12 a las 5', 'Thu 17:00'],
  ['12/3 a las 14:00', 'Thu 14:00'],
  ['buenos días, mañana a las diez por favor', 'Wed 10:00'],
  ['ahora no, a las cinco', 'Tue 17:00'],
  ['hoy a las 9', 'past'],
  ['ayer', 'past'],
  ['el viernes pasado', 'past'],
  ['hace dos horas', 'past'],
  ['en dos semanas', 'too far'],
  ['el 30 de marzo', 'too far'],
  ['el 20', 'too far'],
  ['más tarde', 'not understood'],
  ['ahora no', 'not understood'],
  ['la semana que viene', 'not understood'],
  ['antes de las 5', 'not understood'],
  ['no', 'not understood'],
  ['tengo dos maletas', 'not understood'],
];

test.each(ENGLISH)('%s: %s', (words, when) => {
  expect(shown(readCallbackTime(words, NOW, CHICAGO, 'en'), CHICAGO)).toBe(when);
});
test.each(SPANISH)('%s: %s', (words, when) => {
  expect(shown(readCallbackTime(words, MADRID_NOW, MADRID, 'es'), MADRID)).toBe(when);
});

test.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Europe/Madrid'])(
  'on a machine in %s it is the same',
  (machine) => {
    process.env.TZ = machine;
    const read = (words: string) => shown(readCallbackTime(words, NOW, CHICAGO, 'en'), CHICAGO);
    expect(ENGLISH.map(([words]) => [words, read(words)])).toEqual(ENGLISH);
  },
);

describe('when clocks change', () => {
  // Chicago goes from 2:00 to 3:00 on 8 March 2026, and from 2:00 to 1:00 on 1 November.
  const before = Date.parse('2026-03-08T07:30:00Z'); // 1:30 CST
  test.each([
    ['in an hour', before, '2026-03-08T08:30:00Z'],
    ['in two hours', before, '2026-03-08T09:30:00Z'],
    ['at nine', before, '2026-03-08T14:00:00Z'],
    ['tomorrow at nine', Date.parse('2026-03-07T16:00:00Z'), '2026-03-08T14:00:00Z'],
    ['tomorrow at nine', Date.parse('2026-10-31T16:00:00Z'), '2026-11-01T15:00:00Z'],
    ['in 7 days at ten', Date.parse('2026-10-31T15:00:00Z'), '2026-11-07T16:00:00Z'],
  ])('%s at %d is %s', (words, now, at) => {
    for (const machine of ['UTC', CHICAGO, 'Asia/Tokyo']) {
      process.env.TZ = machine;
      expect(readCallbackTime(words, now, CHICAGO, 'en')).toEqual({ at: Date.parse(at) });
    }
  });
});

describe('whatever is said', () => {
  const instants = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') });
  const zones = fc.constantFrom(CHICAGO, MADRID, 'Asia/Kathmandu', 'Pacific/Apia', 'UTC', 'No/Such');
  const phrases = [...ENGLISH, ...SPANISH].map(([words]) => words);
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...phrases),
    fc
      .array(
        fc.oneof(fc.constantFrom(...phrases.flatMap((phrase) => phrase.split(' '))), fc.nat(99).map(String)),
        { maxLength: 8 },
      )
      .map((some) => some.join(' ')),
  );
  test('it is never in the past, never more than a week of days ahead, and nothing throws', () => {
    fc.assert(
      fc.property(words, instants, zones, fc.constantFrom(...LOCALES), (said, now, zone, locale) => {
        const time = readCallbackTime(said, now, zone, locale);
        if (typeof time === 'string' || time.at === null) return;
        expect(time.at).toBeGreaterThanOrEqual(now);
        expect(time.at).toBeLessThan(now + 8 * DAY + DAY / 24);
      }),
      { numRuns: 3000 },
    );
  });
  test('very long words are read quickly', () => {
    const began = performance.now();
    for (const locale of LOCALES)
      for (const part of ['a', '1 ', 'in ', 'at 4 ', 'y ', ' ', '1:', 'las '])
        readCallbackTime(part.repeat(50_000), NOW, CHICAGO, locale);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
