import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cityOf } from './cities.ts';
import { announce } from './notices.ts';
import { parseFlights, readFlightsFile, scheduledMinute } from './schedule.ts';
import { dayNumber, HOUR, houstonInstant, iso, MINUTE } from './time.ts';

test.each([
  [1400, 0, 14 * 60],
  [1352, -8, 14 * 60],
  [15, 90, 22 * 60 + 45],
  [2355, -10, 5],
  [2400, 280, 19 * 60 + 20],
  [2400, 0, 0],
  [1, 1, 0],
  [30, 1500, 23 * 60 + 30],
])('left at %d, %d minutes late: scheduled at minute %d', (departed, late, minute) => {
  expect(scheduledMinute(departed, late)).toBe(minute);
});

test('a schedule and a delay give the departure from which they are found again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: -60, max: 1439 }), (minute, late) => {
      const left = (minute + late + 1440) % 1440;
      const hhmm = Math.floor(left / 60) * 100 + (left % 60);
      return scheduledMinute(hhmm === 0 ? 2400 : hhmm, late) === minute;
    }),
  );
});

const header =
  '"Year","Month","DayofMonth","DayOfWeek","DepTime","ArrTime","UniqueCarrier","FlightNum","TailNum","ActualElapsedTime","AirTime","ArrDelay","DepDelay","Origin","Dest","Distance","TaxiIn","TaxiOut","Cancelled","CancellationCode","Diverted"';
const row = (month: number, day: number, dep: string, delay: string, code = '', number = 7): string =>
  `2011,${month},${day},1,${dep},NA,"CO",${number},"N1",100,80,0,${delay},"IAH","DEN",862,5,10,${code ? 1 : 0},"${code}",0`;
const march = (day: number): number => dayNumber(2011, 3, day);
const parse = (...rows: string[]) => parseFlights([header, ...rows, ''].join('\n'), march(10), march(15));

test('local times are instants on both sides of daylight saving', () => {
  const flights = parse(row(3, 12, '1005', '5'), row(3, 13, '1005', '5'), row(3, 12, '20', '60'));
  expect(flights.map(({ scheduled }) => iso(scheduled))).toEqual([
    '2011-03-12T16:00:00.000Z',
    '2011-03-13T05:20:00.000Z',
    '2011-03-13T15:00:00.000Z',
  ]);
  expect(flights.map(({ departed }) => iso(departed ?? 0))).toEqual([
    '2011-03-12T16:05:00.000Z',
    '2011-03-13T06:20:00.000Z',
    '2011-03-13T15:05:00.000Z',
  ]);
  // 02:30 does not exist on the 13th.
  expect(iso(houstonInstant(march(13), 150))).toBe('2011-03-13T08:30:00.000Z');
});

describe('a cancelled flight', () => {
  test('has the commonest time of its number on other days', () => {
    const others = [row(3, 9, '900', '0'), row(3, 12, '905', '5'), row(3, 13, '1000', '0')];
    const flight = parse(...others, row(3, 14, 'NA', 'NA', 'B')).at(-1);
    expect(flight).toMatchObject({ cause: 'weather', departed: null, arrived: null });
    expect(iso(flight?.scheduled ?? 0)).toBe('2011-03-14T14:00:00.000Z');
  });
  test('that flew on no other day near is left out', () => {
    expect(parse(row(3, 12, '900', '0'), row(3, 14, 'NA', 'NA', 'A', 8))).toHaveLength(1);
    expect(
      parse(row(3, 12, '900', '0'), row(2, 1, '900', '0', '', 8), row(3, 14, 'NA', 'NA', 'A', 8)),
    ).toHaveLength(1);
  });
});

test('a period without data is refused by name', () => {
  expect(() => parse(row(6, 1, '900', '0'))).toThrow('no flights on 2011-03-10 to 2011-03-15');
  expect(() => parseFlights('Year,Month\n', 0, 1)).toThrow(/other columns/);
});

const june = dayNumber(2011, 10, 9);
const real = parseFlights(readFlightsFile(), june, june);

test('the default day is what its description says', () => {
  const late = real.filter((f) => f.departed !== null && f.departed - f.scheduled >= 15 * MINUTE);
  expect([late.length, real.filter((f) => f.cause).length]).toEqual([237, 30]);
  for (const flight of real) expect(cityOf(flight.destination)).toMatch(/^[A-Z]/);
});

test('notices come in order, before the flight leaves, and end with the truth', () => {
  let earlier = 0;
  for (const flight of real) {
    for (const seed of [1, 2, 3]) {
      const { onSale, notices } = announce(seed, flight);
      expect(announce(seed, flight)).toEqual({ onSale, notices });
      const times = notices.map((notice) => notice.at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      let announced = onSale;
      for (const notice of notices) {
        if (notice.kind === 'cancelled') continue;
        if (notice.kind === 'delay') expect(notice.at).toBeLessThan(announced + MINUTE);
        if (notice.departsAt < announced) earlier++;
        announced = notice.departsAt;
      }
      if (flight.cause) {
        expect(notices.at(-1)).toMatchObject({ kind: 'cancelled', cause: flight.cause });
      } else {
        const gone = flight.departed ?? 0;
        expect(times.every((at) => at < gone)).toBe(true);
        expect(Math.abs(announced - gone)).toBeLessThanOrEqual(33 * MINUTE);
        if (gone - flight.scheduled >= 15 * MINUTE) expect(announced).toBe(gone);
      }
      expect(Math.abs(onSale - flight.scheduled)).toBeLessThanOrEqual(3 * HOUR);
    }
  }
  expect(earlier).toBeGreaterThan(20);
});
