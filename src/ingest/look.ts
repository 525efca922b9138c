import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Clock, parseInstant } from '../platform/index.ts';
import { refuseFuture } from './future.ts';
import { cutLongLines } from './long-lines.ts';
import type { Track } from './messages.ts';
import { filesToImport } from './read-files.ts';
import { customerOf, eventOf } from './segment.ts';

/**
 * Looks through the events of files that are about to be imported, without checking them as the import does: a line that
 * is no event with customer, name and time is passed over. Throws ImportError for what is no import file at all.
 */
export async function lookThrough(
  paths: readonly string[],
  clock: Clock,
  see: (track: Track) => void,
  onProgress: (progress: { bytes: number; totalBytes: number }) => void = () => {},
): Promise<void> {
  const files = filesToImport(paths).filter((file) => /\.jsonl(\.gz)?$/.test(file));
  const totalBytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let before = 0;
  for (const file of files) {
    const raw = createReadStream(file);
    raw.on('data', () => onProgress({ bytes: before + raw.bytesRead, totalBytes }));
    const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
    // A file that is cut short is reported by the import that follows; what came before the cut still counts.
    const ended = new Promise<void>((resolve) => {
      raw.on('error', () => resolve());
      input.on('error', () => resolve());
      const text = Readable.from(cutLongLines(input));
      text.on('error', () => resolve());
      const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
      lines.on('line', (line) => {
        const track = trackOf(line);
        if (track && refuseFuture({ ok: true, value: track }, clock).ok) see(track);
      });
      lines.on('error', () => resolve());
      lines.on('close', () => resolve());
    });
    await ended;
    before += raw.bytesRead;
  }
}

const EVENTS = new Set<unknown>(['track', 'page', 'screen']);

function trackOf(line: string): Track | null {
  let message: Record<string, unknown> | null;
  try {
    message = JSON.parse(line.replace(/^\uFEFF/, '')) as typeof message;
  } catch {
    return null;
  }
  if (!message || !EVENTS.has(message.type)) return null;
  const { timestamp, originalTimestamp, sentAt, properties } = message;
  const at = parseInstant(textOf(timestamp ?? originalTimestamp ?? sentAt) ?? '');
  const customerId = customerOf({ userId: textOf(message.userId), anonymousId: textOf(message.anonymousId) });
  const type = String(message.type);
  const name = eventOf({ type, event: textOf(message.event), name: textOf(message.name) });
  if (customerId === null || at === null || !name || !isObject(properties)) return null;
  return { kind: 'track', messageId: '', customerId, at, name, properties };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
