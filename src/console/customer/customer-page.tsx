import type { ConsentRecord, Customer, Subject, SubjectChange, Timeline } from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import type { OutreachRow } from '../../insight/index.ts';
import type { View } from '../page.tsx';
import { Pairs } from '../pairs.tsx';
import { LongWhen, When } from '../when.tsx';
import { channelWords, nameOf, title } from '../words.ts';
import { ForecastCard } from './forecast-card.tsx';
import { SubjectsCard } from './subjects-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

export type CustomerNow = {
  customer: Customer;
  forecast: Forecast | null;
  expected: Pick<Forecast, 'reasons'> | null;
  threshold: number;
  timeline: Timeline;
  outreach: OutreachRow[];
};
type Props = CustomerNow & {
  subjects: Subject[];
  versions: SubjectChange[];
  consents: ConsentRecord[];
  view: View;
};

/** All that is known of one customer, and what is expected of them. */
export function CustomerPage({ subjects, versions, consents, view, ...now }: Props) {
  const { customer } = now;
  const at = `/fragments/customers/${encodeURIComponent(customer.id)}`;
  return (
    <>
      <div class="heading">
        <h1>{nameOf(customer)}</h1>
        <p>
          {customer.id} · known since <LongWhen at={customer.firstSeen} zone={view.zone} />
        </p>
      </div>
      <div class="columns">
        <div id="now" hx-get={at} hx-trigger="sse:change" hx-sync="this:queue last">
          <Now {...now} view={view} />
        </div>
        <div>
          <SubjectsCard subjects={subjects} versions={versions} view={view} />
          <section class="card" aria-labelledby="traits">
            <h2 id="traits">Traits</h2>
            <Pairs values={customer.traits} zone={view.zone} />
          </section>
          <Consents consents={consents} view={view} />
        </div>
      </div>
    </>
  );
}

/** What changes while one looks on. */
export function Now({
  customer,
  forecast,
  expected,
  threshold,
  timeline,
  outreach,
  view,
}: CustomerNow & { view: View }) {
  const phone = typeof customer.traits.phone === 'string' ? customer.traits.phone : null;
  return (
    <>
      <ForecastCard forecast={forecast} expected={expected} threshold={threshold} phone={phone} view={view} />
      <TimelineCard timeline={timeline} outreach={outreach} view={view} />
    </>
  );
}

function Consents({ consents, view }: { consents: ConsentRecord[]; view: View }) {
  return (
    <section class="card" aria-labelledby="consents">
      <h2 id="consents">Consent</h2>
      {consents.length === 0 ? (
        <p class="note">Nothing on record: no marketing goes to them.</p>
      ) : (
        <div class="scroll">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">For</th>
                <th scope="col">Word</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {[...consents].reverse().map((consent) => (
                <tr>
                  <td>
                    <When at={consent.at} zone={view.zone} />
                  </td>
                  <td>
                    {channelWords(consent.channel)}, {consent.purpose}
                  </td>
                  <td>
                    <span class={`badge ${consent.status === 'granted' ? 'good' : 'bad'}`}>
                      {title(consent.status)}
                    </span>
                  </td>
                  <td>{consent.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
