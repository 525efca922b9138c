import type { Child } from 'hono/jsx';
import { StatusBadge } from '../badge.tsx';
import type { View } from '../page.tsx';
import { Pairs } from '../pairs.tsx';
import type { LogRow, OutreachDetail } from '../store.ts';
import { When } from '../when.tsx';
import { channelWords, nameOf, plain, reasonWords, textOf, title } from '../words.ts';
import { AgainCard } from './again.tsx';

/** One outreach: what was said, what the customer has been told, and every step with its reason. */
export function OutreachDetailPage({ row, log, view }: { row: OutreachDetail; log: LogRow[]; view: View }) {
  const when = (at: number | null): Child => (at === null ? '–' : <When at={at} zone={view.zone} />);
  const text = textOf(row.message);
  return (
    <>
      <div class="heading">
        <h1>{reasonWords(row.reason)}</h1>
        <p>
          <StatusBadge status={row.status} why={row.why} /> for{' '}
          <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>
            {nameOf({ id: row.customer_id, traits: row.traits })}
          </a>
        </p>
      </div>
      <div class="columns">
        <section class="card" aria-labelledby="message">
          <h2 id="message">Message</h2>
          {text ? (
            <div class={`outbox ${row.channel === 'email' ? 'mail' : 'phone'}`}>
              <div class="message">
                {text.subject && <p class="subject">{text.subject}</p>}
                <p class="body">{text.body}</p>
              </div>
            </div>
          ) : row.message ? (
            <pre>{JSON.stringify(row.message, null, 2)}</pre>
          ) : (
            <p class="note">
              {row.status === 'planned' ? 'It is written when it is sent.' : 'None was written.'}
            </p>
          )}
          {row.channel && row.sent_at !== null && (
            <p class="note">
              {channelWords(row.channel)} to {row.address ?? 'an address that was not kept'}
            </p>
          )}
          <h3>What the customer has been told</h3>
          {row.told && Object.keys(row.told).length ? (
            <Pairs values={row.told} zone={view.zone} />
          ) : (
            <p class="note">Nothing yet. If something told here changes, a correction goes out.</p>
          )}
        </section>
        <section class="card" aria-labelledby="timing">
          <h2 id="timing">Why and when</h2>
          <dl class="pairs">
            <dt>Play</dt>
            <dd>
              <a href={`/plays/${encodeURIComponent(row.play_id)}`}>{title(row.play_id)}</a>, version{' '}
              {row.play_version}
            </dd>
            <dt>About</dt>
            <dd>
              {plain(row.subject_type)} {row.subject_id}
            </dd>
            <dt>{title(row.anchor)}</dt>
            <dd>{when(row.anchor_at)}</dd>
            <dt>Due</dt>
            <dd>{when(row.due_at)}</dd>
            <dt>Sent</dt>
            <dd>{when(row.sent_at)}</dd>
            <dt>Worth nothing after</dt>
            <dd>{when(row.expires_at)}</dd>
            <dt>Attempts</dt>
            <dd>{row.attempts}</dd>
            <dt>Provider's id</dt>
            <dd>{row.provider_id ?? '–'}</dd>
          </dl>
        </section>
      </div>
      <AgainCard row={row} now={view.now} />
      <section class="card" aria-labelledby="log">
        <h2 id="log">Log</h2>
        {log.length === 0 ? (
          <p class="note">Nothing has been logged for it.</p>
        ) : (
          <div class="scroll">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Step</th>
                  <th scope="col">Reason</th>
                  <th scope="col">Detail</th>
                </tr>
              </thead>
              <tbody>
                {log.map((step) => (
                  <tr data-row={step.seq}>
                    <td>{when(step.at)}</td>
                    <td>{title(step.status)}</td>
                    <td>{step.reason ? plain(step.reason) : '–'}</td>
                    <td>{step.detail ? <code>{JSON.stringify(step.detail)}</code> : '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
