import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bucketOf, type Clock, type Instant, iso } from '../platform/index.ts';
import type { Ingest } from './accept.ts';
import { refuseFuture } from './future.ts';
import type { Incoming } from './messages.ts';
import { filesToImport, type Line, readLines } from './read-files.ts';

/** How many messages of a bucket are gathered before they are written in one transaction. */
const BATCH = 1000;
/** The same in characters: what is written in one statement is held in memory several times over. */
const BATCH_LENGTH = 4_000_000;

export type ImportReport = {
  files: FileReport[];
  /** Where the lines that could not be taken are kept, one JSON document a line; null when there are none. */
  rejectsFile: string | null;
};
export type FileReport = {
  file: string;
  lines: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  firstError: string | null;
};
type Waiting = { line: Line; value: Incoming };
type Batch = { messages: Waiting[]; length: number };
export type Progress = { file: string; bytes: number; totalBytes: number; lines: number };

/**
 * Imports files and folders (DESIGN §6). Running it again changes nothing. A bad line is kept in a rejects file with
 * file, line and cause, and stops nothing. Throws ImportError for what is no import file at all.
 */
export async function importPaths(
  ingest: Ingest,
  clock: Clock,
  paths: readonly string[],
  options: { rejectsFolder: string; onProgress?: (progress: Progress) => void },
): Promise<ImportReport> {
  const files = filesToImport(paths);
  const rejects = rejectsWriter(options.rejectsFolder, clock.now());
  const reports: FileReport[] = [];
  for (const file of files)
    reports.push(await importFile(ingest, clock, file, rejects.write, options.onProgress));
  return { files: reports, rejectsFile: rejects.file() };
}

async function importFile(
  ingest: Ingest,
  clock: Clock,
  file: string,
  keepReject: (file: string, line: Line, error: string) => void,
  onProgress: (progress: Progress) => void = () => {},
): Promise<FileReport> {
  const report: FileReport = { file, lines: 0, accepted: 0, duplicates: 0, rejected: 0, firstError: null };
  const progress: Progress = { file, bytes: 0, totalBytes: statSync(file).size, lines: 0 };
  const reject = (line: Line, error: string) => {
    report.rejected++;
    report.firstError ??= `${basename(file)}:${line.line} ${error}`;
    keepReject(file, line, error);
  };
  const waiting = new Map<number, Batch>();
  const flush = async ({ messages }: Batch) => {
    const lineOf = new Map(messages.map(({ line, value }) => [value, line]));
    const result = await ingest.accept([...lineOf.keys()]);
    report.accepted += result.accepted;
    report.duplicates += result.duplicates;
    for (const { message, error } of result.conflicts) reject(lineOf.get(message) as Line, error);
    onProgress({ ...progress, lines: report.lines });
  };
  for await (const line of readLines(file, clock.now(), (bytes) => (progress.bytes = bytes))) {
    report.lines++;
    const read = refuseFuture(line, clock);
    if (!read.ok) {
      reject(line, read.error);
      continue;
    }
    const bucket = bucketOf(read.value.customerId);
    const batch = waiting.get(bucket) ?? { messages: [], length: 0 };
    waiting.set(bucket, batch);
    batch.messages.push({ line, value: read.value });
    batch.length += line.text.length;
    if (batch.messages.length >= BATCH || batch.length >= BATCH_LENGTH) {
      waiting.delete(bucket);
      await flush(batch);
    }
  }
  for (const batch of waiting.values()) await flush(batch);
  onProgress({ ...progress, bytes: progress.totalBytes, lines: report.lines });
  return report;
}

function rejectsWriter(folder: string, now: Instant) {
  let file: string | null = null;
  return {
    file: () => file,
    write: (source: string, { line, text }: Line, error: string) => {
      if (!file) {
        mkdirSync(folder, { recursive: true });
        file = join(folder, `${iso(now).replaceAll(':', '-')}.jsonl`);
      }
      appendFileSync(file, `${JSON.stringify({ file: basename(source), line, error, text })}\n`);
    },
  };
}
