import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { DayNumber, Instant } from './time.ts';
import { compactDay, DAY, dayNumber, houstonInstant, iso, MINUTE } from './time.ts';

export type CancelCause = 'carrier' | 'weather' | 'air traffic control' | 'security';

/** One departure that was scheduled on a day, and what became of it. */
export interface Flight {
  id: string;
  code: string;
  origin: string;
  destination: string;
  day: DayNumber;
  scheduled: Instant;
  /** When it left and landed; null when it was cancelled. */
  departed: Instant | null;
  arrived: Instant | null;
  cause: CancelCause | null;
}

export const FLIGHTS_FILE = fileURLToPath(new URL('../data/flights/hflights.csv.gz', import.meta.url));

/** One airline and its regional partner, so that the simulated company is one company. */
const CARRIERS = new Set(['CO', 'XE']);
const CAUSES: Record<string, CancelCause> = {
  A: 'carrier',
  B: 'weather',
  C: 'air traffic control',
  D: 'security',
};
const COLUMNS =
  'Year,Month,DayofMonth,DayOfWeek,DepTime,ArrTime,UniqueCarrier,FlightNum,TailNum,ActualElapsedTime,AirTime,' +
  'ArrDelay,DepDelay,Origin,Dest,Distance,TaxiIn,TaxiOut,Cancelled,CancellationCode,Diverted';

export function readFlightsFile(path = FLIGHTS_FILE): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}

/**
 * The scheduled time of day, minutes after midnight. DepTime is the wall clock at which the flight left and may lie
 * on the next day (or, early, the day before), while the row's date is the scheduled one: so the difference is
 * taken around the clock. The data write midnight as 2400.
 */
export function scheduledMinute(depTime: number, depDelay: number): number {
  const left = Math.floor(depTime / 100) * 60 + (depTime % 100);
  return (((left - depDelay) % 1440) + 1440) % 1440;
}

const unquote = (field = ''): string => (field.startsWith('"') ? field.slice(1, -1) : field);
const orNull = (field = ''): number | null => (field === '' || field === 'NA' ? null : Number(field));

interface Row {
  fields: string[];
  day: DayNumber;
  route: string;
  minute: number | null;
}

/** How far around its day a cancelled flight's usual time is looked for. */
const NEARBY_DAYS = 14;

/** The commonest scheduled minute of a flight number and route around a day: a cancelled flight has none of its own. */
function usualMinute(rows: readonly Row[], day: DayNumber): number | undefined {
  const counts = new Map<number, number>();
  for (const row of rows) {
    if (row.minute === null || Math.abs(row.day - day) > NEARBY_DAYS) continue;
    counts.set(row.minute, (counts.get(row.minute) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

function flightOf(row: Row, minute: number): Flight {
  const f = row.fields;
  const [carrier, number, origin, destination] = [6, 7, 13, 14].map((i) => unquote(f[i]));
  const cancelled = f[18] === '1';
  const scheduled = houstonInstant(row.day, minute);
  const departed = cancelled ? null : scheduled + (orNull(f[12]) ?? 0) * MINUTE;
  // A diverted flight has no elapsed time: about 8 miles a minute, and two hours on the way round.
  const elapsed = orNull(f[9]) ?? Number(f[15]) / 8 + 30 + (unquote(f[20]) === '1' ? 120 : 0);
  return {
    id: `${carrier}${number}-${compactDay(row.day)}-${origin}${destination}`,
    code: `${carrier}${number}`,
    origin: origin ?? '',
    destination: destination ?? '',
    day: row.day,
    scheduled,
    departed,
    arrived: departed === null ? null : departed + Math.round(elapsed) * MINUTE,
    cause: cancelled ? (CAUSES[unquote(f[19])] ?? 'carrier') : null,
  };
}

/**
 * Flights of the days `from` to `to`, both included, in order of schedule. A cancelled flight whose number flew on no
 * other day within two weeks is left out: nobody knows when it should have left.
 */
export function parseFlights(csv: string, from: DayNumber, to: DayNumber): Flight[] {
  const rows: Row[] = [];
  let at = csv.indexOf('\n');
  const header = csv.slice(0, at).replaceAll('"', '').trim();
  if (header !== COLUMNS) throw new Error(`the flights file has other columns than expected: ${header}`);
  while (at >= 0 && at + 1 < csv.length) {
    const end = csv.indexOf('\n', at + 1);
    const line = csv.slice(at + 1, end < 0 ? undefined : end);
    at = end;
    // The date alone decides on most lines, so it is read before the rest is split.
    const [year, month, date] = line.split(',', 3);
    const day = dayNumber(Number(year), Number(month), Number(date));
    if (day < from - NEARBY_DAYS || day > to + NEARBY_DAYS) continue;
    const fields = line.trim().split(',');
    if (!CARRIERS.has(unquote(fields[6]))) continue;
    const [left, late] = [orNull(fields[4]), orNull(fields[12])];
    const minute = left === null || late === null ? null : scheduledMinute(left, late);
    rows.push({ fields, day, minute, route: `${fields[6]}${fields[7]}${fields[13]}${fields[14]}` });
  }
  const routes = new Map<string, Row[]>();
  for (const row of rows) {
    const route = routes.get(row.route);
    if (route) route.push(row);
    else routes.set(row.route, [row]);
  }
  const flights: Flight[] = [];
  for (const row of rows) {
    if (row.day < from || row.day > to) continue;
    const minute = row.minute ?? usualMinute(routes.get(row.route) ?? [], row.day);
    if (minute !== undefined) flights.push(flightOf(row, minute));
  }
  if (flights.length === 0) {
    const days = `${iso(from * DAY).slice(0, 10)} to ${iso(to * DAY).slice(0, 10)}`;
    throw new Error(`no flights on ${days}: the data cover 2011-01-01 to 2011-12-31`);
  }
  return flights.sort((a, b) => a.scheduled - b.scheduled || (a.id < b.id ? -1 : 1));
}
