import { type CoveredRow, type Opportunity, situationWords } from '../../forecast/index.ts';
import { Pager } from '../lists/filter-bar.tsx';
import type { View } from '../page.tsx';
import { LongWhen, When } from '../when.tsx';
import { channelWords, number, oneDecimal, percent, plural, reasonWords } from '../words.ts';
import { Facts } from './facts.tsx';
import { LeadTimeFigure } from './lead-time-figure.tsx';

type Props = { opportunity: Opportunity; rows: CoveredRow[]; total: number; page: number; view: View };

/** One opportunity, how it was tested, and the contacts that it was counted from. */
export function OpportunityPage({ opportunity, rows, total, page, view }: Props) {
  const { id, reason, explanation, occurrences, baseRate, heldOut, alsoSeenAs, sendAt } = opportunity;
  return (
    <>
      <div class="heading">
        <h1>{reasonWords(reason)}</h1>
        <p>{situationWords(opportunity)}</p>
      </div>
      <section class="card" aria-labelledby="found">
        <h2 id="found">What was found</h2>
        <p>{explanation}</p>
        <Facts opportunity={opportunity} />
        <LeadTimeFigure opportunity={opportunity} />
        <dl class="pairs">
          <dt>Moments</dt>
          <dd>
            {number(occurrences)}; without the trigger {rare(baseRate)} of as much time leads to a contact
          </dd>
          <dt>Shown again</dt>
          <dd>
            {plural(heldOut.contacts, 'contact')} where {oneDecimal(heldOut.expected)} were to be expected,
            from <LongWhen at={heldOut.since} zone={view.zone} /> on, a time in which it was not sought
          </dd>
          <dt>For a play</dt>
          <dd>
            <code>{sendAt.offset}</code> from {opportunity.trigger.name}
          </dd>
          {alsoSeenAs.length > 0 && (
            <>
              <dt>Also seen as</dt>
              <dd>{alsoSeenAs.join('; ')}</dd>
            </>
          )}
        </dl>
        <form class="again" method="post" action={`/opportunities/${id}/play`}>
          <button type="submit">Make it a draft play</button>
        </form>
      </section>
      <section class="card" aria-labelledby="contacts">
        <h2 id="contacts" data-total={total}>
          {plural(total, 'contact')}
        </h2>
        <div class="scroll">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Customer</th>
                <th scope="col">Channel</th>
                <th scope="col" class="num">
                  Hours known before
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
                  <td class="num">{oneDecimal(row.lead_hours)}</td>
                  <td>{row.resolved === null ? '–' : row.resolved ? 'yes' : 'no'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Pager path={`/opportunities/${id}`} query={{}} page={page} total={total} />
      </section>
    </>
  );
}

function rare(share: number): string {
  return share >= 0.005 ? percent(share) : `${(share * 100).toPrecision(2)}\u00a0%`;
}
