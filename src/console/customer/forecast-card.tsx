import type { Forecast } from '../../forecast/index.ts';
import { Bar } from '../charts/bar.tsx';
import type { View } from '../page.tsx';
import { percent, plain, reasonWords } from '../words.ts';

const SHOWN = 4;
type Expectation = Pick<Forecast, 'reasons'> | null;
type Props = {
  forecast: Forecast | null;
  expected: Expectation;
  threshold: number;
  phone: string | null;
  view: View;
};

/** What is expected of the customer now, why, and how a call would be greeted. `threshold` is of P(reason | contact). */
export function ForecastCard({ forecast, expected, threshold, phone, view }: Props) {
  return (
    <section class="card" aria-labelledby="forecast">
      <h2 id="forecast">If they contact now</h2>
      {forecast ? (
        <Expected forecast={forecast} />
      ) : (
        <p class="note">
          No forecast: train a model with <code>beforehand train</code>.
        </p>
      )}
      <h3>Call as this customer</h3>
      <p>{forecast ? greeting(expected, threshold) : greetingByPlay(expected)}</p>
      {phone ? (
        <p class="note">
          {view.sandbox ? 'In the sandbox, place' : 'Place'} a call from <code>{phone}</code> to hear it.
        </p>
      ) : (
        <p class="note">
          No telephone number is known, so a caller is not recognised and is greeted as anyone.
        </p>
      )}
    </section>
  );
}

/** Before any model, a play's moment stands in for the forecast. */
function greetingByPlay(expected: Expectation): string {
  const first = expected?.reasons[0];
  return first
    ? `The greeting offers “${plain(first.reason)}” first: the moment of a launched play is near.`
    : 'The ordinary greeting: nothing is expected of them.';
}

function greeting(expected: Expectation, threshold: number): string {
  const first = expected?.reasons[0];
  if (!first) return 'The ordinary greeting: nothing is expected of them.';
  const surely = percent(first.probability);
  return first.probability >= threshold
    ? `The greeting offers “${plain(first.reason)}” first (${surely}, from ${percent(threshold)} on).`
    : `The ordinary greeting: the likeliest reason, ${plain(first.reason)}, is expected with ${surely} only; it is offered from ${percent(threshold)} on.`;
}

function Expected({ forecast }: { forecast: Forecast }) {
  return (
    <>
      <dl class="stats small">
        <div class="stat">
          <dt>Contact within 24 hours</dt>
          <dd class="big">{percent(forecast.contact24h)}</dd>
        </div>
        <div class="stat">
          <dt>within 7 days</dt>
          <dd class="big">{percent(forecast.contact7d)}</dd>
        </div>
      </dl>
      <table class="reasons">
        <caption>Reason, given that they contact</caption>
        <tbody>
          {forecast.reasons.slice(0, SHOWN).map(({ reason, probability }) => (
            <tr>
              <th scope="row">{reasonWords(reason)}</th>
              <td>
                <Bar value={probability} of={1} tone="offered" />
              </td>
              <td class="num">{percent(probability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {forecast.evidence.length > 0 && (
        <>
          <h3>Because</h3>
          <ul class="evidence">
            {forecast.evidence.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
