import type { Child } from 'hono/jsx';

/** Draws at two widths, of which the stylesheet shows the one that fits: text in a scaled drawing would not be legible. */
export function Both({ draw }: { draw: (width: number, narrow: boolean) => Child }) {
  return (
    <>
      <div class="wide">{draw(800, false)}</div>
      <div class="narrow">{draw(330, true)}</div>
    </>
  );
}
