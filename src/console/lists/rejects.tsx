import type { Reject } from '../../ingest/index.ts';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { plural } from '../words.ts';

/** What could not be taken in, as it came, and why. */
export function RejectsPage({ rows, most, view }: { rows: Reject[]; most: number; view: View }) {
  return (
    <>
      <div class="heading">
        <h1>Rejects</h1>
        <p data-total={rows.length}>
          {rows.length === most ? `The newest ${most}` : plural(rows.length, 'reject')}
        </p>
      </div>
      {rows.length === 0 ? (
        <Empty heading="Nothing was rejected.">
          A message or line that can't be read is kept here as it came, with its cause, and stops nothing.
        </Empty>
      ) : (
        <ul class="rejects">
          {rows.map((row) => (
            <li class="card" data-row={row.id}>
              <p>
                <strong>{row.error}</strong>
              </p>
              <p class="note">
                {row.source} · <When at={row.received_at} zone={view.zone} />
              </p>
              <pre>{row.body.length > 2000 ? `${row.body.slice(0, 2000)}…` : row.body}</pre>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
