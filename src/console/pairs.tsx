import { parseInstant } from '../platform/index.ts';
import { shortTime, When } from './when.tsx';
import { plain, title, valueWords } from './words.ts';

/** The store keeps no order of names, so the alphabet gives one. */
function sorted(values: Record<string, unknown>): [string, unknown][] {
  return Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
}

/** A value on one line, an instant in the zone. */
export function oneLine(values: Record<string, unknown>, zone: string): string {
  return sorted(values)
    .map(([name, value]) => {
      const at = typeof value === 'string' ? parseInstant(value) : null;
      return `${plain(name)} ${at === null ? valueWords(value) : shortTime(at, zone)}`;
    })
    .join(' · ');
}

/** Names with their values; a value that is an instant is shown in the zone. */
export function Pairs({ values, zone }: { values: Record<string, unknown>; zone: string }) {
  return (
    <dl class="pairs">
      {sorted(values).map(([name, value]) => {
        const at = typeof value === 'string' ? parseInstant(value) : null;
        return (
          <>
            <dt>{title(name)}</dt>
            <dd>{at === null ? valueWords(value) : <When at={at} zone={zone} />}</dd>
          </>
        );
      })}
    </dl>
  );
}
