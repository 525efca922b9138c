import { linesOf } from './line-breaks.ts';
import type { Found } from './types.ts';

/** A cue: its times in milliseconds and the lines under them. */
export interface Cue {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

const TIMING = /^\s*(\S+)\s*-->\s*(\S+)(?:\s.*)?$/;
const TIME = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/;
const ASIDE = /^(?:NOTE|STYLE|REGION)(?:\s|$)/;

/**
 * Cuts WebVTT or SRT into cues (W3C WebVTT; SubRip has commas for points and a number before each cue). A block without
 * times is reported, unless it is a header, a note, a style or a region.
 */
export function readCues(text: string, faults: Found[]): Cue[] {
  const cues: Cue[] = [];
  for (const block of blocksOf(text)) {
    const at = block.findIndex((line) => line.text.includes('-->'));
    const [first] = block;
    if (!first || ASIDE.test(first.text) || (first.line === 1 && /^WEBVTT/.test(first.text))) continue;
    const timing = block[at];
    if (!timing) faults.push(notACue(first));
    else cues.push({ ...timesOf(timing, faults), lines: block.slice(at + 1) });
  }
  return cues;
}

type Line = { readonly line: number; readonly text: string };

function* blocksOf(text: string): Generator<Line[]> {
  let block: Line[] = [];
  for (const line of linesOf(text)) {
    // A cue that comes without the empty line before it begins one all the same.
    const begins = line.text.includes('-->') && block.some((above) => above.text.includes('-->'));
    if (line.text.trim() !== '' && !begins) block.push(line);
    else {
      const own = begins && /^\s*\d+\s*$/.test(block.at(-1)?.text ?? '') ? block.splice(-1) : [];
      if (block.length > 0) yield block;
      block = begins ? [...own, line] : [];
    }
  }
  if (block.length > 0) yield block;
}

function notACue({ line, text }: Line): Found {
  return {
    line,
    cause: `"${text.trim().slice(0, 40)}" stands outside of any cue`,
    mend: 'put the times of the cue on the line above it: 00:00:01.000 --> 00:00:04.000',
  };
}

function timesOf({ line, text }: Line, faults: Found[]): Pick<Cue, 'from' | 'to'> {
  const match = TIMING.exec(text);
  const from = msOf(match?.[1]);
  const to = msOf(match?.[2]);
  if (from !== undefined && to !== undefined && to >= from) return { from, to };
  faults.push({
    line,
    cause: `"${text.trim().slice(0, 60)}" ${from === undefined || to === undefined ? 'is no time of a cue' : 'ends before it begins'}`,
    mend: 'write 00:00:01.000 --> 00:00:04.000; the words are kept without it',
  });
  return { from, to: undefined };
}

function msOf(text: string | undefined): number | undefined {
  const match = TIME.exec(text ?? '');
  if (!match) return undefined;
  const [, hours = '0', minutes, seconds, fraction = '0'] = match;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}
