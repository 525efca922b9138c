import type { Interval, Total } from '../../insight/index.ts';
import { number, plural } from '../words.ts';

export type Avoided = { label: string; value: string; note: string; tone: 'good' | 'bad' | 'plain' };

/** "between 3 caused and 12 avoided": ends of an interval of contacts avoided, in words. */
export function rangeWords({ low, high }: Interval): string {
  const end = (value: number) => `${number(Math.abs(value))} ${value < 0 ? 'caused' : 'avoided'}`;
  if (low >= 0) return `between ${number(low)} and ${number(high)}`;
  if (high < 0) return `between ${number(-high)} and ${number(-low)}`;
  return `between ${end(low)} and ${end(high)}`;
}

/** Contacts avoided as a headline: caused where it is below 0, and no more certain than the interval lets it be. */
export function avoidedWords(total: Total): Avoided {
  const without = total.without ? `; ${plural(total.without, 'play')} with too little yet` : '';
  if (!total.contacts) {
    const note = total.without
      ? 'too few customers in both arms yet'
      : 'no play has a holdout to compare with yet';
    return { label: 'Contacts avoided', value: '–', note, tone: 'plain' };
  }
  const { avoided, low, high } = total.contacts;
  const { versionsLeftOut } = total;
  const left = versionsLeftOut ? `; ${plural(versionsLeftOut, 'play version')} with too little left out` : '';
  const label = Math.round(avoided) < 0 ? 'Contacts caused' : 'Contacts avoided';
  const value = number(Math.abs(avoided));
  const range = `95\u00a0% ${rangeWords({ low, high })}${without}${left}`;
  if (low > 0) return { label, value, note: range, tone: 'good' };
  if (high < 0) return { label, value, note: range, tone: 'bad' };
  return { label, value, note: `not told apart from none yet: ${range}`, tone: 'plain' };
}
