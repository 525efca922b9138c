import { Both } from '../../charts/both.tsx';
import { LINES, Thresholds } from '../../charts/thresholds.tsx';
import { finePercent, number, title } from '../../words.ts';
import type { Done } from './trials.ts';

/** What would come of sending only where the forecast is high enough: as a drawing and as a table. */
export function ThresholdsCard({ report, at }: { report: Done['report']; at: string }) {
  const { thresholds, assumptions } = report;
  if (!thresholds.length) return null;
  const best = Math.max(...thresholds.map(({ net }) => net));
  return (
    <section class="card" aria-labelledby="thresholds">
      <header>
        <h2 id="thresholds">Sent only where the forecast is at least …</h2>
        <p>
          Of contacts about the reason within 7 days, when the message went. Coverage: share of the contacts
          that a message came before. Precision: share of messages that a contact came after.
        </p>
      </header>
      <div class="lead-times">
        <Both
          draw={(width) => (
            <Thresholds
              steps={thresholds}
              width={width}
              label="Coverage and precision by threshold, with messages"
            />
          )}
        />
      </div>
      <ul class="legend">
        {LINES.map(({ of, tone }) => (
          <li class={tone}>
            <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
              <circle class="tone" cx="5" cy="5" r="5" />
            </svg>
            {title(of)}
          </li>
        ))}
      </ul>
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">At least</th>
              {['Messages', 'Contacts before', 'Coverage', 'Precision', `Net, ${assumptions.currency}`].map(
                (name) => (
                  <th scope="col" class="num">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {thresholds.map((one) => (
              <tr data-row={one.atLeast}>
                <td>{one.atLeast}</td>
                <td class="num">
                  <a class="figure" href={`${at}?rows=all&atLeast=${one.atLeast}#messages`}>
                    {number(one.messages)}
                  </a>
                </td>
                <td class="num">
                  <a class="figure" href={`${at}?rows=before&atLeast=${one.atLeast}#messages`}>
                    {number(one.covered)}
                  </a>
                </td>
                <td class="num">{finePercent(one.coverage)}</td>
                <td class="num">{finePercent(one.precision)}</td>
                <td class="num">
                  {one.net === best && best > 0 ? <strong>{number(one.net)}</strong> : number(one.net)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
