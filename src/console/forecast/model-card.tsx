import type { ModelInUse, TrainingReport } from '../../forecast/index.ts';
import { Bar } from '../charts/bar.tsx';
import { Empty } from '../empty.tsx';
import { hrefOf } from '../links.ts';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { number, plural, reasonWords } from '../words.ts';

const MOST_REASONS = 40;

/** What the model in use was trained on; an evaluation fits one of its own, in the same way, to less. */
export function ModelCard({ model, view }: { model: ModelInUse | null; view: View }) {
  return (
    <section class="card" aria-labelledby="model">
      <header>
        <h2 id="model">The model in use</h2>
        <p>
          Fitted in the same way to all contacts up to its training. An evaluation fits a model of its own to
          the earlier ones, so that there is something to test on.
        </p>
      </header>
      {model === null ? (
        <Empty heading="No model was trained yet.">
          Run <code>beforehand train</code>; it is in use from then on.
        </Empty>
      ) : model.report === null ? (
        <Empty heading="This model was trained by another release.">
          Run <code>beforehand train</code> for one that tells what it was trained on.
        </Empty>
      ) : (
        <Trained model={model} report={model.report} view={view} />
      )}
    </section>
  );
}

function Trained({ model, report, view }: { model: ModelInUse; report: TrainingReport; view: View }) {
  return (
    <div class="columns">
      <div>
        <dl class="pairs">
          <dt>Trained</dt>
          <dd>
            <LongWhen at={model.trainedAt} zone={view.zone} />
          </dd>
          <dt>On what lies before</dt>
          <dd>
            <LongWhen at={report.trainedUntil} zone={view.zone} />
          </dd>
          <dt>Contacts</dt>
          <dd>
            <a class="figure" href={contactsOf(report)}>
              {number(report.contacts)}
            </a>
          </dd>
          <dt>Customers</dt>
          <dd>{number(report.customers)}</dd>
          <dt>Moments drawn</dt>
          <dd>{number(report.moments)} of customers’ lives, to learn how soon a contact comes</dd>
          <dt>Features</dt>
          <dd>
            {number(report.features.reason)} for the reason, {number(report.features.contact)} for the contact
          </dd>
          <dt>Rounds of trees</dt>
          <dd>
            {number(report.rounds.reason)} for the reason, {number(report.rounds.contact)} for the contact
          </dd>
          <dt>Temperature</dt>
          <dd>
            {report.temperature.reason.toFixed(2)} for the reason, {report.temperature.contact.toFixed(2)} for
            the contact; above 1 it was too sure of itself
          </dd>
          <dt>Name</dt>
          <dd>
            <code>{model.id}</code>
          </dd>
        </dl>
        {report.warnings.map((warning) => (
          <p class="note">Note: {warning}.</p>
        ))}
      </div>
      <Reasons report={report} />
    </div>
  );
}

function Reasons({ report }: { report: TrainingReport }) {
  const [first] = report.reasons;
  const more = report.reasons.length - MOST_REASONS;
  return (
    <div>
      <table class="reasons">
        <caption>
          {plural(report.reasons.length, 'reason')}, and how many contacts each is learned from
        </caption>
        <tbody>
          {report.reasons.slice(0, MOST_REASONS).map(({ reason, contacts }) => (
            <tr>
              <th scope="row">{reasonWords(reason)}</th>
              <td>
                <Bar value={contacts} of={first?.contacts ?? 0} tone="reached" />
              </td>
              <td class="num">
                <a class="figure" href={contactsOf(report, reason)}>
                  {number(contacts)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="note">And {number(more)} rarer ones.</p>}
    </div>
  );
}

/** Contacts before the instant: it is none of them itself. */
function contactsOf({ trainedUntil }: TrainingReport, reason?: string): string {
  const filter = { since: null, until: trainedUntil - 1 };
  return hrefOf({ rows: 'contacts', filter: reason === undefined ? filter : { ...filter, reason } });
}
