import type { Period } from '../../insight/index.ts';
import { DAY, HOUR, type Instant } from '../../platform/index.ts';
import { PageError } from '../page-error.ts';

export const WINDOWS = {
  '24h': { length: 24 * HOUR, words: 'the last 24 hours', short: '24 hours' },
  '7d': { length: 7 * DAY, words: 'the last 7 days', short: '7 days' },
  '30d': { length: 30 * DAY, words: 'the last 30 days', short: '30 days' },
  all: { length: null, words: 'all time', short: 'All time' },
} as const;
export type WindowName = keyof typeof WINDOWS;

export function readWindow(name: string | undefined): WindowName {
  if (name === undefined || name === '') return '7d';
  if (Object.hasOwn(WINDOWS, name)) return name as WindowName;
  throw new PageError(
    400,
    `There is no window “${name}”`,
    `Windows are: ${Object.keys(WINDOWS).join(', ')}.`,
  );
}

export function periodOf(window: WindowName, now: Instant): Period {
  const { length } = WINDOWS[window];
  return { since: length === null ? null : now - length, until: now };
}
