import { MOVES } from '../moves/index.ts';
import { readAnnotated } from './annotated.ts';
import { readContactLens } from './contact-lens.ts';
import { readContactLensLive } from './contact-lens-live.ts';
import { readCaptions } from './cues.ts';
import { readDialogueLines } from './dialogue-lines.ts';
import { type Entry, readJson } from './json.ts';
import { linesOf } from './line-breaks.ts';
import { readText } from './text.ts';
import { readTwilioCallbacks } from './twilio-callbacks.ts';
import { readTwilioSentences } from './twilio-sentences.ts';
import type { Fault, Found, Read, Reading, ReadOptions } from './types.ts';

/** Characters of one file; a year of calls is smaller. */
const LARGEST = 200_000_000;
/** Faults told one by one; a file with more is of another kind altogether. */
const MOST_FAULTS = 100;
const CUE =
  /^[ \t]*[\d:.,]+[ \t]*-->[ \t]*[\d:.,]+(?:[ \t]+(?:align|line|position|size|vertical|region|[XY]\d):\S*)*[ \t]*$/m;
const ANNOTATED = new RegExp(`^(?:## .*\\|.*\\||A: *\\[(?:${MOVES.join('|')})\\] )`, 'm');

/**
 * Reads the conversations of a file, whatever its form: its content says which. `name` is the file as faults name it,
 * and without its endings the id of a conversation that has none. What is bad is told and left out; when nothing is
 * left, `transcripts` is empty and the faults say why. Pure.
 */
export function readTranscripts(text: string, name: string, options: ReadOptions = {}): Reading {
  const { transcripts, faults } = readForm(text.replace(/^\uFEFF/, ''), idOf(name), options);
  const told = transcripts.length === 0 && faults.length === 0 ? [nothing()] : faults.slice(0, MOST_FAULTS);
  if (faults.length > MOST_FAULTS)
    told.push({
      cause: `${faults.length - MOST_FAULTS} more like these`,
      mend: 'mend the first ones, then read it again',
    });
  return { transcripts, faults: told.map((fault): Fault => ({ file: name, ...fault })) };
}

function readForm(text: string, id: string, options: ReadOptions): Read {
  if (text.length > LARGEST) return refused(`larger than ${LARGEST / 1e6} MB`, 'split it');
  if (text.slice(0, 4000).includes('\0'))
    return refused('not text: it holds NUL', 'give the transcript, not the recording');
  const start = beginning(text);
  if (/^\s*(?:\{|\[\s*(?:[{\]]|$))/.test(start)) return readJsonForm(text, id, options);
  if (/^WEBVTT(?:\s|$)/.test(start)) return readCaptions(text, id, 'webvtt', options);
  if (CUE.test(start)) return readCaptions(text, id, /\d,\d+\s*-->/.test(start) ? 'srt' : 'webvtt', options);
  if (ANNOTATED.test(start)) return readAnnotated(text);
  return readText(text, id, options);
}

/** The first lines that hold anything. */
function beginning(text: string): string {
  const first: string[] = [];
  for (const { text: line } of linesOf(text)) {
    if (line.trim() !== '') first.push(line.slice(0, 500));
    if (first.length === 12) break;
  }
  return first.join('\n');
}

function readJsonForm(text: string, id: string, options: ReadOptions): Read {
  const faults: Found[] = [];
  const entries = readJson(text, faults);
  const read = entries.length === 0 ? { transcripts: [], faults: [] } : readEntries(entries, id, options);
  return { transcripts: read.transcripts, faults: [...faults, ...read.faults] };
}

/** Which fields an object has says whose it is. */
function readEntries(entries: readonly Entry[], id: string, options: ReadOptions): Read {
  const has = (...keys: string[]) =>
    entries.some(({ value }) => keys.some((key) => isObject(value) && key in value));
  const hasList = (key: string) => entries.some(({ value }) => isObject(value) && Array.isArray(value[key]));
  if (has('dialogue')) return readDialogueLines(entries, options);
  if (has('TranscriptionEvent')) return readTwilioCallbacks(entries, id, options);
  if (hasList('sentences') || has('media_channel', 'mediaChannel'))
    return readTwilioSentences(entries, id, options);
  if (hasList('Transcript'))
    return all(entries.map((entry, i) => readContactLens(entry, numbered(id, i, entries.length), options)));
  if (hasList('Segments') || has('EventType', 'StreamingEventType'))
    return readContactLensLive(entries, id, options);
  if (
    entries.some(({ value }) => isObject(value) && (isObject(value.Transcript) || isObject(value.Utterance)))
  )
    return readContactLensLive(
      [{ place: {}, value: { Segments: entries.map(({ value }) => value) } }],
      id,
      options,
    );
  return refused(
    'JSON of no known form',
    'known are Contact Lens ("Transcript" or "Segments"), Twilio ("sentences" or transcription callbacks) and lines {"dialogue","turn","speaker","text"}',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function all(reads: readonly Read[]): Read {
  return {
    transcripts: reads.flatMap(({ transcripts }) => transcripts),
    faults: reads.flatMap(({ faults }) => faults),
  };
}

function numbered(id: string, i: number, of: number): string {
  return of === 1 ? id : `${id}#${i + 1}`;
}

function refused(cause: string, mend: string): Read {
  return { transcripts: [], faults: [{ cause, mend }] };
}

function nothing(): Found {
  return {
    cause: 'holds no conversation',
    mend: 'write lines that begin "Agent:" or "Customer:", or give another form',
  };
}

function idOf(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return file.replace(/\.gz$/i, '').replace(/(?<=.)\.[a-z0-9]{1,10}$/i, '') || name;
}
