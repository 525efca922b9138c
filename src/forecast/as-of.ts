import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { loadTimelines, type Timeline } from '../customers/index.ts';
import {
  byBucket,
  type Db,
  groupBy,
  type Instant,
  parseInstant,
  storable,
  UNSTORABLE,
} from '../platform/index.ts';
import { type Pulse, pulseOf } from './pulse.ts';
import { contactsByHour } from './store.ts';
import type { Forecast, Forecaster } from './types.ts';

/** The input can't be read or has a bad row; the message says which line and what is wrong with it. */
export class ForecastFileError extends Error {
  override name = 'ForecastFileError';
}

export type AsOfReport = { rows: number; unknownCustomers: number };

type Asked = { cells: string[]; customerId: string; at: Instant };

/** Rows whose customers' timelines are in memory together. */
const BATCH = 1000;

/**
 * Forecasts for each row of a CSV with the columns `customer_id,at`, each from what was known before its `at`. Writes
 * the same rows in the same order with `p_contact_24h`, `p_contact_7d` and a column `reason:NAME` for each reason. A
 * customer without history is forecast as such. The output appears complete or not at all.
 * Throws ForecastFileError naming the line of the first bad row.
 */
export async function forecastAsOf(options: {
  db: Db;
  forecaster: Forecaster;
  input: string;
  output: string;
  /** Rows answered, and how much of the input was read for them. */
  onProgress?: (progress: { rows: number; read: number; bytes: number }) => void;
}): Promise<AsOfReport> {
  const { input, output } = options;
  if (!existsSync(input)) throw new ForecastFileError(`${input}: no such file`);
  const report: AsOfReport = { rows: 0, unknownCustomers: 0 };
  const unfinished = `${output}.unfinished`;
  try {
    await pipeline(Readable.from(answered(options, report)), createWriteStream(unfinished));
    renameSync(unfinished, output);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return report;
}

async function* answered(
  { db, forecaster, input, onProgress = () => {} }: Parameters<typeof forecastAsOf>[0],
  report: AsOfReport,
): AsyncGenerator<string> {
  const columns = [
    'p_contact_24h',
    'p_contact_7d',
    ...forecaster.reasons.map((reason) => `reason:${reason}`),
  ];
  const bytes = statSync(input).size;
  const pulse = pulseOf(await contactsByHour(db), forecaster.reasons);
  for await (const part of parts(input)) {
    if ('header' in part) {
      yield line([...part.header, ...columns]);
      continue;
    }
    const timelines = await timelinesOf(db, part.batch);
    const forecasts = forecastAll(forecaster, timelines, part.batch, pulse);
    for (const asked of part.batch) {
      if (!timelines.has(asked.customerId)) report.unknownCustomers++;
      const forecast = forecasts.get(asked) as Forecast;
      const byReason = new Map(forecast.reasons.map(({ reason, probability }) => [reason, probability]));
      const answers = [
        forecast.contact24h,
        forecast.contact7d,
        ...forecaster.reasons.map((reason) => byReason.get(reason) ?? 0),
      ];
      yield line([...asked.cells, ...answers.map((p) => String(Number(p.toPrecision(7))))]);
    }
    report.rows += part.batch.length;
    onProgress({ rows: report.rows, read: part.read, bytes });
  }
}

/** Each customer's timeline is passed through once, however often it is asked about. */
function forecastAll(
  forecaster: Forecaster,
  timelines: ReadonlyMap<string, Timeline>,
  batch: readonly Asked[],
  pulse: Pulse,
): Map<Asked, Forecast> {
  const forecasts = new Map<Asked, Forecast>();
  for (const [customerId, rows] of groupBy(batch, (asked) => asked.customerId)) {
    const ascending = rows.sort((a, b) => a.at - b.at);
    const instants = ascending.map(({ at }) => at);
    let next = 0;
    for (const forecast of forecaster.forecastEach(timelines.get(customerId) ?? [], instants, pulse))
      forecasts.set(ascending[next++] as Asked, forecast);
  }
  return forecasts;
}

/** The header, then the rows in batches. */
async function* parts(
  input: string,
): AsyncGenerator<{ header: string[] } | { batch: Asked[]; read: number }> {
  const fault = (at: number, what: string) => new ForecastFileError(`${basename(input)}:${at} ${what}`);
  const file = createReadStream(input);
  const rows = file.pipe(parse({ bom: true, info: true, skip_empty_lines: true, relax_column_count: true }));
  let header: string[] | null = null;
  let batch: Asked[] = [];
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!header) {
        header = record.map((name) => name.trim());
        for (const wanted of ['customer_id', 'at'])
          if (!header.includes(wanted)) throw fault(1, `lacks the column ${wanted}; it needs customer_id,at`);
        yield { header: record };
        continue;
      }
      const asked = readRow(header, record);
      if (typeof asked === 'string') throw fault(info.lines, asked);
      if (batch.push(asked) < BATCH) continue;
      yield { batch, read: file.bytesRead };
      batch = [];
    }
  } catch (error) {
    if (error instanceof ForecastFileError || !('code' in (error as object))) throw error;
    throw new ForecastFileError(`${basename(input)}: ${(error as Error).message}`);
  }
  if (!header) throw fault(1, 'is empty; it needs the columns customer_id,at');
  yield { batch, read: file.bytesRead };
}

/** A row, or what is wrong with it. */
function readRow(header: readonly string[], cells: string[]): Asked | string {
  if (cells.length !== header.length)
    return `has ${cells.length} fields where the header names ${header.length}`;
  const customerId = cells[header.indexOf('customer_id')]?.trim() ?? '';
  if (!customerId) return 'has no customer_id';
  if (!storable(customerId)) return `customer_id ${UNSTORABLE}`;
  const text = cells[header.indexOf('at')]?.trim() ?? '';
  const at = parseInstant(text);
  if (at === null)
    return `at "${text.slice(0, 40)}" is not an ISO 8601 time with a zone, such as 2026-01-05T03:12:06Z`;
  return { cells, customerId, at };
}

async function timelinesOf(db: Db, batch: readonly Asked[]): Promise<Map<string, Timeline>> {
  const found = new Map<string, Timeline>();
  for (const [bucket, group] of byBucket(batch, ({ customerId }) => customerId)) {
    const ids = [...new Set(group.map(({ customerId }) => customerId))];
    for (const [id, timeline] of await loadTimelines(db, bucket, ids)) found.set(id, timeline);
  }
  return found;
}

/** A record of RFC 4180. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
