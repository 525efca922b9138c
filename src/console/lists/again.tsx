import type { OutreachStatus } from '../../insight/index.ts';
import type { Instant } from '../../platform/index.ts';

type Letter = {
  id: string;
  customer_id: string;
  status: OutreachStatus;
  expires_at: Instant;
  next_attempt_at: Instant | null;
};

/** Whether it failed, or nobody can tell for good what became of it. */
export function isDead({ status, next_attempt_at }: Letter): boolean {
  return status === 'failed' || (status === 'unknown' && next_attempt_at === null);
}

/** In a list: a button for what failed; for what may have been sent, the way to where it is asked twice. */
export function AgainHere({ row, now }: { row: Letter; now: Instant }) {
  if (!isDead(row)) return null;
  if (row.expires_at <= now) return <small>expired</small>;
  if (row.status === 'unknown')
    return (
      <a href={`/outreach/${encodeURIComponent(row.id)}#again`} aria-label={`Try ${row.id} again`}>
        Try again…
      </a>
    );
  return (
    <form class="again" method="post" action={`/outreach/${encodeURIComponent(row.id)}/again`}>
      <input type="hidden" name="customer" value={row.customer_id} />
      <button type="submit" class="secondary outline">
        Try again
      </button>
    </form>
  );
}

/** On the page of one: the same, with what is to be known first. */
export function AgainCard({ row, now }: { row: Letter; now: Instant }) {
  if (!isDead(row)) return null;
  const lost = row.status === 'unknown';
  return (
    <section class="card" aria-labelledby="again">
      <h2 id="again">Try again</h2>
      {row.expires_at <= now ? (
        <p class="note">It is worth nothing any more: a late message is worse than none.</p>
      ) : (
        <form class="again" method="post" action={`/outreach/${encodeURIComponent(row.id)}/again`}>
          <p>
            {lost
              ? 'It may have been sent: nobody can tell. Look it up at the provider first.'
              : 'It goes before the gate once more, as if it were due now.'}
          </p>
          <input type="hidden" name="customer" value={row.customer_id} />
          {lost && (
            <label>
              <input type="checkbox" name="evenIfSent" value="yes" required /> Send it, though the customer
              may get it twice
            </label>
          )}
          <button type="submit" class="secondary outline">
            Try again
          </button>
        </form>
      )}
    </section>
  );
}
