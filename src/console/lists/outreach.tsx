import { ARMS, type OutreachRow, STATUSES } from '../../insight/index.ts';
import { StatusBadge } from '../badge.tsx';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, plain, plural, reasonWords, statusWords, title } from '../words.ts';
import { AgainHere, isDead } from './again.tsx';
import { FilterBar, Pager } from './filter-bar.tsx';

type Props = {
  rows: OutreachRow[];
  total: number;
  page: number;
  query: Record<string, string>;
  plays: string[];
  reasons: string[];
  view: View;
};

const ARM_WORDS = { treated: 'Reached', holdout: 'Held out', both: 'Both arms' };

/** Outreach behind a filter, newest decision first. */
export function OutreachPage({ rows, total, page, query, plays, reasons, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Outreach</h1>
        <p data-total={total}>
          {plural(total, 'outreach', 'outreaches')} · <a href="/outreach?only=dead">Failed or lost</a>
        </p>
      </div>
      <FilterBar
        path="/outreach"
        query={query}
        choices={[
          { name: 'play', label: 'Play', options: plays.map((one) => [one, title(one)]) },
          { name: 'reason', label: 'Reason', options: reasons.map((one) => [one, reasonWords(one)]) },
          { name: 'status', label: 'Status', options: STATUSES.map((one) => [one, statusWords(one, null)]) },
          {
            name: 'arm',
            label: 'Arm',
            options: [...ARMS, 'both' as const].map((one) => [one, ARM_WORDS[one]]),
          },
        ]}
      />
      {rows.length === 0 ? (
        <Empty heading="No outreach is like that.">
          <a href="/outreach">Show all outreach</a>, or launch a play: it plans outreach for whom it applies
          to.
        </Empty>
      ) : (
        <div class="scroll">
          <OutreachTable rows={rows} view={view} />
        </div>
      )}
      <Pager path="/outreach" query={query} page={page} total={total} />
    </>
  );
}

function OutreachTable({ rows, view }: { rows: OutreachRow[]; view: View }) {
  const dead = rows.some(isDead);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Decided</th>
          <th scope="col">Customer</th>
          <th scope="col">Play</th>
          <th scope="col">About</th>
          <th scope="col">Status</th>
          <th scope="col">Channel</th>
          <th scope="col">Contact after</th>
          <th scope="col">
            <span class="hidden">Open</span>
          </th>
          {dead && (
            <th scope="col">
              <span class="hidden">Try again</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-row={row.id}>
            <td>
              <When at={row.status === 'planned' ? row.due_at : row.decided_at} zone={view.zone} />
              {row.status === 'planned' && <small> due</small>}
            </td>
            <td>
              <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>{row.customer_id}</a>
            </td>
            <td>
              <a href={`/plays/${encodeURIComponent(row.play_id)}`}>{title(row.play_id)}</a>
            </td>
            <td>
              {reasonWords(row.reason)}{' '}
              <small>
                {plain(row.subject_type)} {row.subject_id}
              </small>
            </td>
            <td>
              <StatusBadge status={row.status} why={row.status_reason} />
            </td>
            <td>{row.channel ? channelWords(row.channel) : '–'}</td>
            <td>{contactAfter(row, view)}</td>
            <td>
              <a href={`/outreach/${encodeURIComponent(row.id)}`} aria-label={`Open outreach ${row.id}`}>
                Open
              </a>
            </td>
            {dead && (
              <td>
                <AgainHere row={row} now={view.now} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function contactAfter(row: OutreachRow, view: View) {
  if (row.arm === null) return '–';
  if (row.about_at !== null) return <When at={row.about_at} zone={view.zone} />;
  if (row.closes_at > view.now) return 'time still running';
  return row.other_at === null ? 'none' : 'about something else';
}
