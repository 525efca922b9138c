import type { CardFilter } from '../../conversation/index.ts';
import { type Instant, parseInstant } from '../../platform/index.ts';
import { asked, NONE } from '../links.ts';
import { PageError } from '../page-error.ts';

const FILTERS = ['agent', 'team', 'reason', 'since', 'until', 'least', 'below', 'page', 'by'];

/** The filter of the list of scorecards in its address. Throws PageError 400 that names what can't be read. */
export function readCardFilter(given: Record<string, string>): CardFilter & { page: number } {
  const query = asked(given);
  const odd = Object.keys(query).find((name) => !FILTERS.includes(name));
  if (odd) throw refused(odd, `filters here are: ${FILTERS.join(', ')}`);
  const name = (key: string) => {
    const value = query[key];
    if (value?.includes('\0')) throw refused(key, 'it holds a NUL character');
    return value === NONE ? null : value;
  };
  return {
    agent: name('agent'),
    team: name('team'),
    reason: name('reason'),
    since: instant(query, 'since'),
    until: instant(query, 'until'),
    least: number(query, 'least', 0, 100),
    below: number(query, 'below', 0, 101),
    page: number(query, 'page', 1, 100_000) ?? 1,
  };
}

function instant(query: Record<string, string>, key: string): Instant | undefined {
  const text = query[key];
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (at === null) throw refused(key, 'write an instant as 2026-03-10T12:00:00Z');
  return at;
}

function number(query: Record<string, string>, key: string, least: number, most: number): number | undefined {
  const text = query[key];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw refused(key, `write a whole number from ${least} to ${most}`);
  return value;
}

function refused(key: string, mend: string): PageError {
  return new PageError(400, `The filter “${key}” can't be read`, mend);
}
