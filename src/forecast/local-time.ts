import type { Instant } from '../platform/index.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The hour (0 to 23) and the English weekday at an instant in an IANA zone. */
export function localTime(zone: string, at: Instant): { hour: number; weekday: string } {
  const [weekday = '', hour = ''] = (formatOf(zone)?.format(at) ?? '').split(/,? /);
  return { hour: Number.parseInt(hour, 10), weekday };
}

/** Whether this is a zone that the runtime knows: customers' systems send anything here. */
export function isZone(zone: string): boolean {
  return formatOf(zone) !== null;
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      hour: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
    formats.set(zone, format);
    return format;
  } catch {
    return null;
  }
}
