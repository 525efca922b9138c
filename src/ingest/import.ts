import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bucketOf, type Clock, type Instant, iso } from '../platform/index.ts';
import type { Ingest } from './accept.ts';
import type { Incoming } from './messages.ts';
import { filesToImport, type Line, readLines } from './read-files.ts';

/** How many messages of a bucket are gathered before they are written in one transaction. */
const BATCH = 500;

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
  reject: (file: string, line: Line & { ok: false }) => void,
  onProgress: (progress: Progress) => void = () => {},
): Promise<FileReport> {
  const report: FileReport = { file, lines: 0, accepted: 0, duplicates: 0, rejected: 0, firstError: null };
  const progress: Progress = { file, bytes: 0, totalBytes: statSync(file).size, lines: 0 };
  const waiting = new Map<number, Incoming[]>();
  const flush = async (messages: Incoming[]) => {
    const result = await ingest.accept(messages);
    report.accepted += result.accepted;
    report.duplicates += result.duplicates;
    onProgress({ ...progress, lines: report.lines });
  };
  for await (const line of readLines(file, clock.now(), (bytes) => (progress.bytes = bytes))) {
    report.lines++;
    if (!line.ok) {
      report.rejected++;
      report.firstError ??= `${basename(file)}:${line.line} ${line.error}`;
      reject(file, line);
      continue;
    }
    const bucket = bucketOf(line.value.customerId);
    const batch = waiting.get(bucket) ?? [];
    waiting.set(bucket, batch);
    if (batch.push(line.value) >= BATCH) {
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
    write: (source: string, { line, error, text }: Line & { ok: false }) => {
      if (!file) {
        mkdirSync(folder, { recursive: true });
        file = join(folder, `${iso(now).replaceAll(':', '-')}.jsonl`);
      }
      appendFileSync(file, `${JSON.stringify({ file: basename(source), line, error, text })}\n`);
    },
  };
}
