import { createReadStream, existsSync, type ReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type Instant, idOf } from '../platform/index.ts';
import { cutLongLines, LONGEST_LINE } from './long-lines.ts';
import { CONSENT_COLUMNS, CONTACT_COLUMNS, parseConsent, parseContact } from './rows.ts';
import { type Parsed, parseSegment } from './segment.ts';

/** The files of an import folder, in the order in which they are read. */
const KNOWN = ['customers.jsonl', 'consents.csv', 'events.jsonl', 'contacts.csv'];

const MOST_LINES_A_FIELD = 20;

export class ImportError extends Error {
  override name = 'ImportError';
}

export type Line = { line: number; text: string } & Parsed;

/**
 * The files behind the given paths: a folder stands for those of its files that the import form names, plain or `.gz`.
 * Throws ImportError when a path does not exist or holds nothing to import.
 */
export function filesToImport(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new ImportError(`${path}: no such file or folder`);
    if (!statSync(path).isDirectory()) {
      if (!/\.(jsonl|csv)(\.gz)?$/.test(path))
        throw new ImportError(`${path}: takes .jsonl, .csv, and these as .gz`);
      return [path];
    }
    const present = new Set(readdirSync(path));
    const files = KNOWN.flatMap((name) => [name, `${name}.gz`].filter((file) => present.has(file)));
    if (!files.length) throw new ImportError(`${path}: holds none of ${KNOWN.join(', ')} (plain or .gz)`);
    return files.map((file) => join(path, file));
  });
}

/** Reads one file line by line; `onBytes` hears how many bytes of the file (as stored) have been read so far. */
export async function* readLines(
  file: string,
  now: Instant,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Line> {
  const raw = createReadStream(file);
  raw.on('data', () => onBytes(raw.bytesRead));
  const text = Readable.from(cutLongLines(file.endsWith('.gz') ? gunzip(raw, file) : raw));
  yield* /\.csv(\.gz)?$/.test(file) ? csvLines(text, file) : jsonLines(text, file, now);
}

function gunzip(raw: ReadStream, file: string): Readable {
  const unzip = createGunzip();
  raw.on('error', (error) => unzip.destroy(error));
  const named = (error: Error) =>
    new ImportError(`${basename(file)}: ${error.message}; the file is cut short or is no gzip`);
  return Readable.from(
    (async function* () {
      try {
        yield* raw.pipe(unzip);
      } catch (error) {
        throw named(error as Error);
      }
    })(),
  );
}

async function* jsonLines(text: Readable, file: string, now: Instant): AsyncGenerator<Line> {
  const name = basename(file, '.gz');
  let line = 0;
  for await (const raw of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (raw.trim() === '') continue;
    // A line without id and time is known again by where it stands, so that importing it again changes nothing.
    const place = () => idOf('line', name, String(line), raw);
    const parsed = parseJson(line === 1 ? raw.replace(/^\uFEFF/, '') : raw, now, place);
    yield { line, text: raw.length < LONGEST_LINE ? raw : `${raw.slice(0, 1000)} …`, ...parsed };
  }
}

function parseJson(text: string, now: Instant, idWithoutTime: () => string): Parsed {
  let value: unknown;
  if (text.length >= LONGEST_LINE)
    return { ok: false, error: `is longer than ${LONGEST_LINE / 1e6} MB; write one message a line` };
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, error: `is not JSON: ${(error as Error).message}` };
  }
  return parseSegment(value, now, idWithoutTime);
}

async function* csvLines(text: Readable, file: string): AsyncGenerator<Line> {
  let read: ((row: unknown) => Parsed) | null = null;
  let header: string[] = [];
  for await (const { line, raw } of csvRecords(text)) {
    const fields = csvFields(raw);
    if (!read) {
      header = (fields ?? []).map((name) => name.trim());
      read = readerOf(header, file);
      continue;
    }
    const parsed: Parsed = !fields
      ? { ok: false, error: 'has a quote that is not closed' }
      : fields.length === header.length
        ? read(Object.fromEntries(header.map((name, index) => [name, fields[index]])))
        : { ok: false, error: `has ${fields.length} fields where the header names ${header.length}` };
    yield { line, text: raw, ...parsed };
  }
}

/**
 * Records of a CSV text with the line each begins on. A quoted field may span lines (RFC 4180), but a quote that stays
 * open for longer than any real field is a fault of its own line and must not swallow the file.
 */
async function* csvRecords(text: Readable): AsyncGenerator<{ line: number; raw: string }> {
  let line = 0;
  let open: { line: number; raw: string }[] = [];
  const isOpen = () =>
    (open
      .map((part) => part.raw)
      .join('')
      .match(/"/g)?.length ?? 0) %
      2 ===
    1;
  for await (const raw of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (!open.length && raw.trim() === '') continue;
    open.push({ line, raw: line === 1 ? raw.replace(/^\uFEFF/, '') : raw });
    if (isOpen() && open.length < MOST_LINES_A_FIELD) continue;
    if (isOpen()) yield* open;
    else yield { line: open[0]?.line ?? line, raw: open.map((part) => part.raw).join('\n') };
    open = [];
  }
  yield* open;
}

function csvFields(raw: string): string[] | null {
  try {
    return parse(raw, { relax_column_count: true })[0] ?? [];
  } catch {
    return null;
  }
}

function readerOf(header: readonly string[], file: string): (row: unknown) => Parsed {
  const missing = (columns: readonly string[]) => columns.filter((column) => !header.includes(column));
  if (!missing(CONTACT_COLUMNS).length) return parseContact;
  if (!missing(CONSENT_COLUMNS).length) return parseConsent;
  const wanted = /consent/.test(basename(file)) ? CONSENT_COLUMNS : CONTACT_COLUMNS;
  throw new ImportError(
    `${basename(file)}: line 1 lacks the column ${missing(wanted).join(', ')}; a CSV file needs ${wanted.join(',')}`,
  );
}
