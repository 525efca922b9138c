import { plain, span } from '../words.ts';
import type { Opportunity } from './opportunity.ts';

type Told = Omit<Opportunity, 'explanation'>;

/** An opportunity in plain sentences: what was counted, how sure, how long before, when to send. */
export function explain(found: Told, all: number): string {
  const { contacts, reason, coverage, precision, lift, leadTimeHours, sendAt } = found;
  return [
    `${count(contacts)} of ${count(all)} ${reason} contacts (${percent(coverage)}) come ${situationWords(found)};`,
    `${outOf(precision)} such moments lead to one, ${factor(lift)} times the usual rate;`,
    `half of them within ${exactSpan(leadTimeHours.p50)}${found.trigger.window.fromHours === 0 ? '' : ' of its opening'}.`,
    `Sending ${sendAt.words} would come before ${percent(sendAt.before)} of them.`,
  ].join(' ');
}

/** "within 6 h after Flight Delayed, no Flight Departed yet, where minutes ≥ 45" */
export function situationWords({ trigger, where }: Pick<Told, 'trigger' | 'where'>): string {
  const { fromHours: from, toHours: to } = trigger.window;
  const named = nameWords(trigger);
  const when =
    from < 0
      ? to === 0
        ? `in the ${span(-from)} before ${named}`
        : `${span(-from)} to ${span(-to)} before ${named}`
      : from === 0
        ? `within ${span(to)} after ${named}`
        : `${span(from)} to ${span(to)} after ${named}`;
  const open = trigger.without === null ? '' : ` while there is no ${trigger.without}`;
  const narrowed = where.length ? ` where ${where.map(({ words }) => words).join(' and ')}` : '';
  return `${when}${open}${narrowed}`;
}

function nameWords({ name, subject, direction }: Told['trigger']): string {
  if (subject === null) return name;
  const of = `${plain(name)} of the ${plain(subject)}`;
  return direction === null ? of : `${of} moved ${direction}`;
}

/** "24 of 100", or for what is rare "3 of 1,000". */
function outOf(share: number): string {
  return share >= 0.1
    ? `${Math.round(share * 100)} of 100`
    : `${Math.max(1, Math.round(share * 1000))} of 1,000`;
}

function exactSpan(hours: number): string {
  return hours >= 1 && hours < 10 ? `${hours.toFixed(1)} h` : span(hours);
}

function factor(times: number): string {
  return times < 10 ? times.toFixed(1) : count(Math.round(times));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}
