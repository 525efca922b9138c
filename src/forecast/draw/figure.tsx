import type { Child, PropsWithChildren } from 'hono/jsx';

/** All drawings are as wide as this, and shown about as wide, so that their words can be read. */
export const WIDTH = 360;

/** A drawing with what it says in words above it, and its numbers as a table below. */
export function Figure({ heading, says, table, children }: PropsWithChildren<Props>) {
  return (
    <figure class="drawing">
      <figcaption>
        <h3>{heading}</h3>
        <p>{says}</p>
      </figcaption>
      {children}
      <details>
        <summary>The numbers</summary>
        {table}
      </details>
    </figure>
  );
}
type Props = { heading: string; says: Child; table: Child };

/** The sheet of a drawing: named and told for those who don't see it. `id` is unique on the page. */
export function Sheet({
  id,
  height,
  title,
  told,
  children,
}: PropsWithChildren<{ id: string; height: number; title: string; told: string }>) {
  return (
    <svg
      class="sheet"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-told`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-told`}>{told}</desc>
      {children}
    </svg>
  );
}

/** A table of numbers, the first column its names. */
export function Numbers({
  head,
  rows,
}: {
  head: readonly string[];
  rows: readonly (readonly [Child, ...Child[]])[];
}) {
  const [first, ...rest] = head;
  return (
    <div class="wide-table">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {rest.map((name) => (
              <th scope="col" class="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map((cell) => (
                <td class="num">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
