import type { Figure } from '../insight/index.ts';
import { hrefOf } from './links.ts';
import { number } from './words.ts';

/** A number that opens the rows it was counted from. */
export function Fig({ figure, of }: { figure: Figure; of: string }) {
  return (
    <a
      class={figure.value === 0 ? 'figure zero' : 'figure'}
      href={hrefOf(figure.opens)}
      aria-label={`${number(figure.value)} ${of}`}
    >
      {number(figure.value)}
    </a>
  );
}
