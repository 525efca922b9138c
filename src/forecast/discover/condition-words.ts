import { partsOf } from '../phrase.ts';
import { plain, span, times } from '../words.ts';
import type { Condition } from './types.ts';

/** A condition in words, such as "minutes ≥ 45" or "no Checked In yet on the next trip". */
export function wordsOf(feature: string, test: Pick<Condition, 'op' | 'value'>): string {
  const { scope, measure, what } = partsOf(feature);
  const { op, value } = test;
  const on = / /.test(scope) ? ` on the ${scope}` : '';
  const number = typeof value === 'number' ? value : 0;
  const bound = op === '>=' ? 'at least' : 'less than';
  switch (measure) {
    case 'since':
      if (op === 'present') return on ? `${what} has come${on}` : `${what} at some time before`;
      if (op === 'absent') return on ? `no ${what} yet${on}` : `never ${what} before`;
      return `${what} ${bound} ${span(number)} ago${on}`;
    case 'until':
      return `${plain(what)} ${op === '>=' ? 'at least' : 'less than'} ${span(number)} ahead${on}`;
    case 'recent':
      return `${what} ${bound} ${times(number)} in 30 days`;
    case 'week':
      return `${what} ${bound} ${times(number)} in 7 days`;
    case 'change':
      return `${what}${on} ${bound} ${Math.abs(number)} ${number < 0 ? 'below' : 'above'} the customer's usual`;
    case 'differs': {
      const [fact = '', other = ''] = what.split(': ');
      return `${fact}${on} ${bound} ${Math.abs(number)} ${number < 0 ? 'below' : 'above'} ${other}`;
    }
    case 'times':
      return `${what} ${bound} ${times(number)}${on}`;
    case 'waiting':
      return `nothing${on} for ${bound} ${span(number)} since ${what}`;
    case 'stage':
      return `${value} is ${op === '=' ? '' : 'not '}the last that happened${on}`;
    case 'by usual':
      return `${what} ${bound} ${number} times the customer's usual`;
    case 'by': {
      const [a = '', b = ''] = what.split(' ');
      return `${a} ${bound} ${number} times ${b}`;
    }
  }
  const sign = { '>=': '≥', '<': '<', '=': 'is', '!=': 'is not', present: '', absent: '' }[op];
  const named = measure === 'is' ? what : `${measure} ${what}`.trim();
  return op === 'present' || op === 'absent'
    ? `${op === 'absent' ? 'no ' : ''}${named}${on}`
    : `${named}${on} ${sign} ${value}`;
}
