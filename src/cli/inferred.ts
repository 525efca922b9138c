import type { Finding, Findings, Inferred } from '../customers/index.ts';

const MOST_REASONS = 15;
const MOST_EVENTS = 4;
const MOST_ROWS = 40;

/** What an import inferred, as a table for people: subjects, milestones, facts, what says nothing, reasons, notes. */
export function inferredLines({ subjects, reasons }: Inferred, { properties, notes }: Findings): string[] {
  const of = (...roles: string[]) => properties.filter(({ rule }) => roles.includes(rule.role));
  const counts = new Map(subjects.map(({ type, count }) => [type, count]));
  return [
    ...section('Inferred subjects', of('subject'), (found) => {
      const type = found.rule.role === 'subject' ? found.rule.type : '';
      return `${type}, ${counts.get(type) ?? 0} of them; in ${eventsOf(found)}`;
    }),
    ...(properties.length ? [] : storedSubjects(subjects)),
    ...section('Inferred milestones', of('milestone'), (found) => `${nameOf(found)}${ahead(found)}`),
    ...section('Inferred dates', of('date'), (found) => `${nameOf(found)}never ahead when told`),
    ...section('Inferred facts', of('number', 'category', 'flag'), factOf),
    ...section('Not used by the forecast', of('text', 'ignored'), ({ why }) => why ?? 'as corrected'),
    `Inferred contact reasons: ${reasonsIn(reasons)}`,
    ...(notes.length ? ['Notes:', ...notes.map((note) => `  ${note}`)] : []),
  ];
}

function section(title: string, found: readonly Finding[], words: (found: Finding) => string): string[] {
  if (!found.length) return title === 'Inferred subjects' ? [`${title}: none in these events`] : [];
  const shown = found.slice(0, MOST_ROWS);
  const width = Math.min(28, Math.max(...shown.map(({ property }) => property.length)));
  const rows = shown.map(
    (one) => `  ${one.property.padEnd(width)}  ${words(one)}${one.corrected ? ' (corrected)' : ''}`,
  );
  const more = found.length - shown.length;
  return [`${title}:`, ...rows, ...(more > 0 ? [`  and ${more} more`] : [])];
}

/** An import without events tells what earlier ones left. */
function storedSubjects(subjects: Inferred['subjects']): string[] {
  return subjects.map(
    ({ type, count, milestones }) => `  ${type}: ${count}; milestones ${milestones.join(', ') || 'none'}`,
  );
}

function eventsOf({ events }: Finding): string {
  const more = events.length - MOST_EVENTS;
  return (
    `${events.slice(0, MOST_EVENTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}` || 'no event so far'
  );
}

function nameOf({ property, rule }: Finding): string {
  return 'name' in rule && rule.name !== property ? `${rule.name}, ` : '';
}

function ahead({ ahead: share, leadHours, rule }: Finding): string {
  if (share === null) return 'not told so far';
  const lead = leadHours === null ? '' : `, typically by ${span(leadHours)}`;
  const form = 'form' in rule && rule.form !== 'zoned' ? ` (${rule.form})` : '';
  return `ahead in ${Math.round(share * 100)} % of the events that tell it${lead}${form}`;
}

function span(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

function factOf({ rule, range, distinct, why }: Finding): string {
  const kind =
    rule.role === 'number'
      ? `number${range ? ` ${short(range[0])} to ${short(range[1])}` : ''}${rule.written === 'text' ? ', written as text' : ''}`
      : rule.role === 'flag'
        ? 'true or false'
        : `${distinct} ${distinct === 1 ? 'category' : 'categories'}`;
  return why ? `${kind}: ${why}` : kind;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function reasonsIn(reasons: Inferred['reasons']): string {
  const more = reasons.length - MOST_REASONS;
  const shown = reasons.slice(0, MOST_REASONS).map(({ reason, count }) => `${reason} (${count})`);
  return `${shown.join(', ') || 'none'}${more > 0 ? ` and ${more} more` : ''}`;
}
