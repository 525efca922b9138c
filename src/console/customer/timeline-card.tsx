import type { Timeline, TimelineEntry } from '../../customers/index.ts';
import type { OutreachRow } from '../../insight/index.ts';
import { StatusBadge } from '../badge.tsx';
import type { View } from '../page.tsx';
import { oneLine } from '../pairs.tsx';
import { When } from '../when.tsx';
import { channelWords, number, plain, reasonWords } from '../words.ts';

const MOST = 200;
type Props = { timeline: Timeline; outreach: OutreachRow[]; view: View };
type Item = { at: number; kind: string; words: unknown; note: unknown };

/** Everything known of a customer, newest first, with our own outreach in its place. */
export function TimelineCard({ timeline, outreach, view }: Props) {
  const ids = new Set(outreach.map((row) => row.id));
  const items = [
    ...timeline.filter((entry) => !isRecordOf(entry, ids)).map((entry) => itemOf(entry, view.zone)),
    ...outreach.map((row) => ({ at: row.decided_at, kind: 'outreach', ...outreachWords(row) })),
  ].sort((a, b) => b.at - a.at);
  return (
    <section class="card" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {items.length === 0 && <p class="note">Nothing has happened yet.</p>}
      <ol class="timeline">
        {items.slice(0, MOST).map(({ at, kind, words, note }) => (
          <li class={kind}>
            <When at={at} zone={view.zone} />
            <div>
              <p>{words}</p>
              {note && <p class="note">{note}</p>}
            </div>
          </li>
        ))}
      </ol>
      {items.length > MOST && (
        <p class="note">
          The newest {MOST} of {number(items.length)} are shown.
        </p>
      )}
    </section>
  );
}

/** What we sent stands on the timeline as an event too; the outreach itself says more. */
function isRecordOf(entry: TimelineEntry, outreach: ReadonlySet<string>): boolean {
  return (
    entry.kind === 'outreach' && Object.values(entry.properties).some((value) => outreach.has(String(value)))
  );
}

function itemOf(entry: TimelineEntry, zone: string): Item {
  if (entry.kind === 'traits')
    return { at: entry.at, kind: 'traits', words: 'Traits said', note: oneLine(entry.traits, zone) };
  if (entry.kind === 'contact') {
    const offered = entry.offeredReason
      ? ` · offered ${plain(entry.offeredReason)}: ${entry.offerTaken ? 'taken' : 'not taken'}`
      : '';
    return {
      at: entry.at,
      kind: 'contact',
      words: `${channelWords(entry.channel)}: ${reasonWords(entry.reason)}`,
      note: `${entry.resolved === null ? 'end not known' : entry.resolved ? 'resolved' : 'not resolved'}${offered}`,
    };
  }
  return { at: entry.at, kind: entry.kind, words: entry.name, note: oneLine(entry.properties, zone) };
}

function outreachWords(row: OutreachRow) {
  return {
    words: (
      <>
        <a href={`/outreach/${encodeURIComponent(row.id)}`}>Outreach: {reasonWords(row.reason)}</a>{' '}
        <StatusBadge status={row.status} why={row.status_reason} />
      </>
    ),
    note: row.channel ? channelWords(row.channel) : null,
  };
}
