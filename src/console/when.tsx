import { type Instant, iso } from '../platform/index.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions, at: Instant): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, known);
  return known.format(at);
}

/** "Tue 10 Mar, 12:00" in the zone. */
export function shortTime(at: Instant, zone: string): string {
  return format(
    zone,
    { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    at,
  );
}

/** "10 March 2026 at 12:00:00 UTC" in the zone, which is named. */
function longTime(at: Instant, zone: string): string {
  return `${format(zone, { dateStyle: 'long', timeStyle: 'medium' }, at)} ${zone}`;
}

/** "12:00" and "10 Mar" in the zone, for axes. */
export function hourOf(at: Instant, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }, at);
}
export function dayOf(at: Instant, zone: string): string {
  return format(zone, { day: 'numeric', month: 'short' }, at);
}

/** "10 Mar 2026, 12:00" in the zone. */
export function dateTime(at: Instant, zone: string): string {
  return format(
    zone,
    { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    at,
  );
}

/**
 * An instant, readable in the page's zone, exact for machines and on pointing at it. On the day of `today` only its
 * hour is shown.
 */
export function When({ at, zone, today }: { at: Instant; zone: string; today?: Instant }) {
  const hourOnly = today !== undefined && dayOf(at, zone) === dayOf(today, zone);
  return (
    <time datetime={iso(at)} title={longTime(at, zone)}>
      {hourOnly ? hourOf(at, zone) : shortTime(at, zone)}
    </time>
  );
}

/** An instant that may be long ago, with its year. */
export function LongWhen({ at, zone }: { at: Instant; zone: string }) {
  return (
    <time datetime={iso(at)} title={longTime(at, zone)}>
      {dateTime(at, zone)}
    </time>
  );
}

/** The clock in the header; also sent over the live stream. */
export function Now({ at, zone }: { at: Instant; zone: string }) {
  return (
    <time datetime={iso(at)} title="What the service's clock says">
      {dateTime(at, zone)} {zone}
    </time>
  );
}
