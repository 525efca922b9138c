import { CONTACT_RUNGS, type ContactRow } from '../../insight/index.ts';
import { RungBadge } from '../badge.tsx';
import { Empty } from '../empty.tsx';
import { NONE } from '../links.ts';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, plural, RUNG_WORDS, reasonWords } from '../words.ts';
import { FilterBar, Pager } from './filter-bar.tsx';

type Props = {
  rows: ContactRow[];
  total: number;
  page: number;
  query: Record<string, string>;
  reasons: string[];
  channels: string[];
  view: View;
};

/** Contacts behind a filter, newest first. */
export function ContactsPage({ rows, total, page, query, reasons, channels, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Contacts</h1>
        <p data-total={total}>{plural(total, 'contact')}</p>
      </div>
      <FilterBar
        path="/contacts"
        query={query}
        choices={[
          { name: 'reason', label: 'Reason', options: [...named(reasons), [NONE, 'Not known']] },
          { name: 'ladder', label: 'Rung', options: CONTACT_RUNGS.map((rung) => [rung, RUNG_WORDS[rung]]) },
          { name: 'channel', label: 'Channel', options: channels.map((one) => [one, channelWords(one)]) },
        ]}
      />
      {rows.length === 0 ? (
        <Empty heading="No contact is like that.">
          <a href="/contacts">Show all contacts</a>, or bring them in with <code>POST /v1/contacts</code> or{' '}
          <code>beforehand import</code>.
        </Empty>
      ) : (
        <div class="scroll">
          <ContactsTable rows={rows} view={view} />
        </div>
      )}
      <Pager path="/contacts" query={query} page={page} total={total} />
    </>
  );
}

function named(values: string[]): [string, string][] {
  return values.map((value) => [value, reasonWords(value)]);
}

function ContactsTable({ rows, view }: { rows: ContactRow[]; view: View }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Customer</th>
          <th scope="col">Channel</th>
          <th scope="col">Reason</th>
          <th scope="col">Rung</th>
          <th scope="col">Offered</th>
          <th scope="col" class="num">
            Handled
          </th>
          <th scope="col">Resolved</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-row={row.id}>
            <td>
              <When at={row.started_at} zone={view.zone} />
            </td>
            <td>
              <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>{row.customer_id}</a>
            </td>
            <td>{channelWords(row.channel)}</td>
            <td>{reasonWords(row.reason)}</td>
            <td>
              <RungBadge rung={row.rung} />
            </td>
            <td>{row.offered_reason === null ? '–' : reasonWords(row.offered_reason)}</td>
            <td class="num">{row.handle_seconds === null ? '–' : minutes(row.handle_seconds)}</td>
            <td>{row.resolved === null ? '–' : row.resolved ? 'yes' : 'no'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 210 → "3:30" */
function minutes(seconds: number): string {
  const all = Math.round(seconds);
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`;
}
