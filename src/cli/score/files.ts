import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeText, type Fault, readTranscripts, type TalkTranscript } from '../../conversation/index.ts';
import { InputError } from '../input-error.ts';

/** What of a folder is taken for a transcript; a file that is named is taken whatever it is called. */
const TRANSCRIPT = /\.(?:txt|text|log|vtt|srt|json|jsonl|ndjson)(?:\.gz)?$/i;
/** Bytes of a file, and of what a .gz holds. */
const LARGEST = 200_000_000;

/**
 * The files behind paths, folders with all that is under them, in the order of their names; hidden ones and those of
 * other kinds are passed over. Throws InputError for a path that doesn't exist, and when there is no file.
 */
export function transcriptFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    if (!existsSync(path)) throw new InputError(`${path}: no such file or folder`);
    return statSync(path).isDirectory() ? within(path) : [path];
  });
  if (files.length === 0)
    throw new InputError(
      `${paths.join(', ')}: no transcript in it; a folder's .txt, .vtt, .srt, .json and .jsonl are read, plain or .gz`,
    );
  return [...new Set(files)];
}

function within(folder: string): string[] {
  const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort(byName)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return within(path);
      return entry.isFile() && TRANSCRIPT.test(entry.name) ? [path] : [];
    });
}

/** Reads one file, plain or gzip; whatever is wrong with it is a fault. */
export function readFile(
  file: string,
  agent: string | undefined,
): { transcripts: readonly TalkTranscript[]; faults: readonly Fault[] } {
  const bytes = bytesOf(file);
  if ('fault' in bytes) return { transcripts: [], faults: [bytes.fault] };
  const { text, faults } = decodeText(bytes.bytes);
  const reading = readTranscripts(text, file, { agent });
  return { ...reading, faults: [...faults.map((fault) => ({ file, ...fault })), ...reading.faults] };
}

function bytesOf(file: string): { bytes: Uint8Array } | { fault: Fault } {
  if (statSync(file).size > LARGEST)
    return { fault: { file, cause: `larger than ${LARGEST / 1e6} MB`, mend: 'split it' } };
  const stored = readFileSync(file);
  if (stored[0] !== 0x1f || stored[1] !== 0x8b) return { bytes: stored };
  try {
    return { bytes: gunzipSync(stored, { maxOutputLength: LARGEST }) };
  } catch (error) {
    const { message } = error as Error;
    return {
      fault: { file, cause: `no gzip that can be read: ${message}`, mend: 'compress it again, or split it' },
    };
  }
}
