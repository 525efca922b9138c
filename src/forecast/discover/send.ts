import { Duration } from 'luxon';
import { span } from '../words.ts';
import type { Covered, Trigger } from './types.ts';

/** When a message would have to go: hours from the anchor, the same as a play writes it, and in words. */
export type SendAt = { offsetHours: number; offset: string; words: string; before: number };

/** This share of the contacts must still lie ahead when the message goes. */
const STILL_AHEAD = 0.85;
const STEPS = [
  ...[5 / 60, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 24, 30, 36, 42],
  ...Array.from({ length: 27 }, (_, i) => (i + 2) * 24),
];

/**
 * The latest round moment, counted from the anchor, that would still have come before 85 % of the covered contacts: as
 * late as that, so that what it says is fresh. `before` is the share that it really comes before.
 */
export function sendAtOf({ anchor, window }: Trigger, covered: readonly Covered[]): SendAt {
  const delays = Float64Array.from(covered, ({ fromAnchor }) => fromAnchor).sort();
  const latest = delays[Math.floor((1 - STILL_AHEAD) * delays.length)] ?? window.from;
  const offsetHours = Math.max(window.from, roundDown(latest));
  const before = delays.length ? delays.filter((delay) => delay > offsetHours).length / delays.length : 0;
  const size = span(offsetHours);
  const on = anchor.kind === 'milestone' ? 'it' : 'that';
  const words = offsetHours === 0 ? 'at once' : `${size} ${offsetHours < 0 ? 'before' : 'after'} ${on}`;
  return { offsetHours, offset: isoDuration(offsetHours), words, before };
}

function roundDown(hours: number): number {
  if (hours >= 0) return [0, ...STEPS].filter((step) => step <= hours).at(-1) ?? 0;
  return -(STEPS.find((step) => step >= -hours) ?? -hours);
}

function isoDuration(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const days = minutes >= 2880 && minutes % 1440 === 0;
  const size = days
    ? Duration.fromObject({ days: minutes / 1440 })
    : Duration.fromObject({ minutes }).shiftTo('hours', 'minutes');
  const text = minutes === 0 ? 'PT0S' : (size.toISO() ?? 'PT0S').replace(/(?<=\D)0M$/, '');
  return hours < 0 ? `-${text}` : text;
}
