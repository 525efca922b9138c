import type { Opportunity, Searched } from '../../forecast/index.ts';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { number, plural, reasonWords } from '../words.ts';
import { Facts } from './facts.tsx';
import { LeadTimeFigure } from './lead-time-figure.tsx';

type Props = { searched: Searched | null; opportunities: Opportunity[]; view: View };

/** What goes before contacts, most valuable first, each with its figures and when the contacts came. */
export function OpportunitiesPage({ searched, opportunities, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Opportunities</h1>
        <p>
          {plural(opportunities.length, 'opportunity', 'opportunities')}
          {searched && (
            <>
              {' '}
              found on <LongWhen at={searched.at} zone={view.zone} /> among{' '}
              {plural(searched.contacts, 'contact')}
            </>
          )}
        </p>
      </div>
      {opportunities.length === 0 ? (
        <Empty heading={searched?.note ?? 'Nobody has looked yet.'}>
          Run <code>beforehand discover</code> once history is imported: it finds what goes before contacts.
        </Empty>
      ) : (
        <ol class="opportunities">
          {opportunities.map((opportunity) => (
            <li class="card" data-opportunity={opportunity.id}>
              <header>
                <h2>
                  <a href={`/opportunities/${opportunity.id}`}>{reasonWords(opportunity.reason)}</a>
                </h2>
                <p>{valueWords(opportunity)}</p>
              </header>
              <p>{opportunity.explanation}</p>
              <Facts opportunity={opportunity} />
              <LeadTimeFigure opportunity={opportunity} />
            </li>
          ))}
        </ol>
      )}
      {searched && opportunities.length > 0 && (
        <p class="note">
          {number(searched.tried)} pairs of situation and reason were tried on the first part of the time,
          against contacts shuffled among customers; these showed again in the rest of it. A value is what
          handling the contacts costs in 30 days: the most that could be saved.
        </p>
      )}
    </>
  );
}

function valueWords({ monthlyValue, currency }: Opportunity): string {
  return monthlyValue === null ? 'Handle times are not known' : `${number(monthlyValue)} ${currency} a month`;
}
