import { parseInstant } from '../platform/index.ts';
import { When } from './when.tsx';
import { title, valueWords } from './words.ts';

/** Names with their values; a value that is an instant is shown in the zone. */
export function Pairs({ values, zone }: { values: Record<string, unknown>; zone: string }) {
  return (
    <dl class="pairs">
      {Object.entries(values).map(([name, value]) => {
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
