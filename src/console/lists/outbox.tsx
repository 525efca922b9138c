import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import type { OutboxRow } from '../store.ts';
import { When } from '../when.tsx';
import { channelWords, nameOf } from '../words.ts';

/** The sandbox's messages as those would see them who get them. */
export function OutboxPage({
  rows,
  channel,
  view,
}: {
  rows: OutboxRow[];
  channel: string | null;
  view: View;
}) {
  const query = channel ? `?channel=${encodeURIComponent(channel)}` : '';
  return (
    <>
      <div class="heading">
        <h1>Outbox</h1>
        <p>Messages of the sandbox, newest first</p>
      </div>
      <div id="outbox" hx-get={`/fragments/outbox${query}`} hx-trigger="sse:change" hx-sync="this:queue last">
        <Messages rows={rows} view={view} />
      </div>
    </>
  );
}

export function Messages({ rows, view }: { rows: OutboxRow[]; view: View }) {
  if (!rows.length) {
    return (
      <Empty heading="No message yet.">
        {view.sandbox
          ? 'Messages appear here the moment a play sends them. Launch a play, or let the clock run to when one is due.'
          : 'The outbox belongs to the sandbox; this service sends through real channels. See the outreach instead.'}{' '}
        <a href="/outreach">Open the outreach</a>
      </Empty>
    );
  }
  return (
    <ul class="outbox">
      {rows.map((row) => (
        <li class={row.channel === 'email' ? 'mail' : 'phone'} data-row={row.outreach_id}>
          <Message row={row} view={view} />
        </li>
      ))}
    </ul>
  );
}

function Message({ row, view }: { row: OutboxRow; view: View }) {
  const name = row.customer_id ? nameOf({ id: row.customer_id, traits: row.traits }) : row.recipient;
  return (
    <article>
      <header>
        <p>
          {row.customer_id ? <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>{name}</a> : name}{' '}
          <small>{row.recipient}</small>
        </p>
        <p>
          <a href={`/outbox?channel=${encodeURIComponent(row.channel)}`}>{channelWords(row.channel)}</a>{' '}
          <When at={row.at} zone={view.zone} />
        </p>
      </header>
      <div class="message">
        {row.subject && <p class="subject">{row.subject}</p>}
        <p class="body">{row.body}</p>
      </div>
      <footer>
        <a href={`/outreach/${encodeURIComponent(row.outreach_id)}`}>Why this was sent</a>
      </footer>
    </article>
  );
}
