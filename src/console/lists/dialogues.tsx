import type { Answered, DialogueRow } from '../../insight/index.ts';
import { Empty } from '../empty.tsx';
import { queryOf } from '../links.ts';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, number, plural, reasonWords } from '../words.ts';
import { FilterBar, Pager } from './filter-bar.tsx';

type Props = {
  rows: DialogueRow[];
  total: number;
  page: number;
  query: Record<string, string>;
  steps: Answered[];
  view: View;
};

const YES_NO: [string, string][] = [
  ['yes', 'Yes'],
  ['no', 'No'],
];
const ENDS: Record<string, string> = { person: 'with a person', closed: 'ended' };

/** Calls, texts and chats at the front door: how soon they were answered, and each of them. */
export function DialoguesPage({ rows, total, page, query, steps, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Front door</h1>
        <p data-total={total}>{plural(total, 'dialogue')}</p>
      </div>
      {steps.length > 0 && (
        <section class="card" aria-labelledby="steps">
          <header>
            <h2 id="steps">Steps to an answer</h2>
            <p>How often they had to say or press something before they were answered.</p>
          </header>
          <div class="scroll">
            <StepsTable steps={steps} query={query} />
          </div>
        </section>
      )}
      <FilterBar
        path="/dialogues"
        query={query}
        choices={[
          {
            name: 'medium',
            label: 'Medium',
            options: ['voice', 'sms', 'chat', 'outbound'].map((one) => [one, channelWords(one)]),
          },
          { name: 'offered', label: 'Offered', options: YES_NO },
          { name: 'answered', label: 'Answered', options: YES_NO },
        ]}
      />
      {rows.length === 0 ? (
        <Empty heading="No dialogue is like that.">
          Calls, texts and chats come in by their webhooks; <a href="/phone">try one on the phone here</a>.
        </Empty>
      ) : (
        <div class="scroll">
          <DialoguesTable rows={rows} view={view} />
        </div>
      )}
      <Pager path="/dialogues" query={query} page={page} total={total} />
    </>
  );
}

function StepsTable({
  steps,
  query: { since, until },
}: {
  steps: Answered[];
  query: Record<string, string>;
}) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Medium</th>
          <th scope="col">Something offered</th>
          <th scope="col" class="num">
            Dialogues
          </th>
          <th scope="col" class="num">
            Answered by the machine
          </th>
          <th scope="col" class="num">
            Median steps
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ medium, offered, dialogues, answered, median }) => {
          const filter = { medium, offered: offered ? 'yes' : 'no', since, until };
          return (
            <tr>
              <td>{channelWords(medium)}</td>
              <td>{offered ? 'yes' : 'no'}</td>
              <td class="num">
                <a class="figure" href={`/dialogues?${queryOf(filter)}`}>
                  {number(dialogues)}
                </a>
              </td>
              <td class="num">
                <a class="figure" href={`/dialogues?${queryOf({ ...filter, answered: 'yes' })}`}>
                  {number(answered)}
                </a>
              </td>
              <td class="num">{median ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function DialoguesTable({ rows, view }: { rows: DialogueRow[]; view: View }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Medium</th>
          <th scope="col">Customer</th>
          <th scope="col">Offered</th>
          <th scope="col">About</th>
          <th scope="col" class="num">
            Steps
          </th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-row={row.id}>
            <td>
              <When at={row.started_at} zone={view.zone} />
            </td>
            <td>{channelWords(row.medium)}</td>
            <td>
              {row.customer_id === null ? (
                'not known'
              ) : (
                <a href={`/customers/${encodeURIComponent(row.customer_id)}`}>{row.customer_id}</a>
              )}
            </td>
            <td>
              {row.offered_reason === null
                ? '–'
                : `${reasonWords(row.offered_reason)}${row.offer_taken === null ? '' : row.offer_taken ? ': taken' : ': not wanted'}`}
            </td>
            <td>{row.reason === null ? '–' : reasonWords(row.reason)}</td>
            <td class="num">{row.answered_after ?? '–'}</td>
            <td>{ENDS[row.place] ?? 'goes on'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
