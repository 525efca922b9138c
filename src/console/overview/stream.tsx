import { StatusBadge } from '../badge.tsx';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import type { LatestContact, LatestOutreach } from '../store.ts';
import { When } from '../when.tsx';
import { channelWords, nameOf, plain, reasonWords, textOf } from '../words.ts';

const SHOWN = 12;

type Props = { contacts: LatestContact[]; outreach: LatestOutreach[]; view: View };

/** What just happened, messages out and contacts in, newest first. */
export function Stream({ contacts, outreach, view }: Props) {
  const items = [
    ...contacts.map((row) => ({ at: row.at, item: <ContactIn row={row} view={view} /> })),
    ...outreach.map((row) => ({ at: row.at, item: <MessageOut row={row} view={view} /> })),
  ]
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
  if (!items.length) {
    return (
      <Empty heading="Quiet so far.">
        Messages out and contacts in appear here by themselves as they happen.
      </Empty>
    );
  }
  return <ol class="stream">{items.map(({ item }) => item)}</ol>;
}

function Who({ row }: { row: { customer_id: string; traits: Record<string, unknown> | null } }) {
  return (
    <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>
      {nameOf({ id: row.customer_id, traits: row.traits })}
    </a>
  );
}

function ContactIn({ row, view }: { row: LatestContact; view: View }) {
  return (
    <li class="in" data-contact={row.id}>
      <p>
        <span>
          {channelWords(row.channel)} from <Who row={row} />
        </span>
        <When at={row.at} zone={view.zone} today={view.now} />
      </p>
      <p class="note">
        {reasonWords(row.reason)}
        {row.offered_reason &&
          (row.offer_taken
            ? ` · offered ${plain(row.offered_reason)}: taken`
            : ` · offered ${plain(row.offered_reason)}: not taken`)}
      </p>
    </li>
  );
}

function MessageOut({ row, view }: { row: LatestOutreach; view: View }) {
  const text = textOf(row.message);
  const reached = row.status === 'sent' || row.status === 'delivered';
  return (
    <li class={reached ? 'out' : 'out quiet'} data-outreach={row.id}>
      <p>
        <span>
          {reached && row.channel ? `${channelWords(row.channel)} to` : 'Outreach to'} <Who row={row} />
        </span>
        <When at={row.at} zone={view.zone} today={view.now} />
      </p>
      <p class="note">
        <a href={`/outreach/${encodeURIComponent(row.id)}`}>{reasonWords(row.reason)}</a>{' '}
        <StatusBadge status={row.status} why={row.why} />
      </p>
      {reached && text && <p class="snippet">{text.body}</p>}
    </li>
  );
}
