import { conversation } from './conversation.ts';
import { type Cue, readCues } from './cue-blocks.ts';
import { voices } from './markup.ts';
import { plainLine } from './plain-line.ts';
import type { Said } from './said.ts';
import type { Found, Read, ReadOptions } from './types.ts';

/**
 * Reads captions with speakers: WebVTT with voice spans (`<v Agent>`), and WebVTT or SRT whose lines begin `Agent:`.
 * A cue that names nobody goes on with the speaker of the one before.
 */
export function readCaptions(text: string, id: string, form: 'webvtt' | 'srt', options: ReadOptions): Read {
  const faults: Found[] = [];
  const all = readCues(text, faults).flatMap(saidIn);
  const read = conversation({ id, form }, all, options);
  return { ...read, faults: [...faults, ...read.faults] };
}

function saidIn({ from, to, lines }: Cue): Said[] {
  const times = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  let voice: string | null = null;
  return lines.flatMap(({ line, text }) =>
    voices(text, voice).map((stretch): Said => {
      voice = stretch.voice;
      const place = { line };
      if (stretch.voice !== null)
        return { place, name: stretch.voice, sure: true, text: stretch.text, whole: stretch.text, ...times };
      const { name, said, whole } = plainLine(stretch.text.replace(/^[-–]\s+/, ''));
      return { place, name, sure: false, text: said, whole, ...times };
    }),
  );
}
