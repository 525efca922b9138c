import type { ReasonScores } from '../by-reason.ts';
import { count, share, title } from './words.ts';

const MOST = 40;

/** Reason by reason: how often it came, and how well it was foreseen when it did. `hrefOf` opens its contacts. */
export function Reasons({ rows, hrefOf }: { rows: readonly ReasonScores[]; hrefOf?: HrefOf | undefined }) {
  return (
    <>
      <div class="wide-table">
        <table class="numbers by-reason">
          <thead>
            <tr>
              <th scope="col">Reason that came</th>
              <th scope="col" class="num">
                Contacts
              </th>
              <td class="gauge" />
              <th scope="col" class="num">
                Named first
              </th>
              <th scope="col" class="num">
                Mean given
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((row) => (
              <tr>
                <th scope="row">{title(row.reason)}</th>
                <td class="num">
                  {hrefOf ? (
                    <a class="figure" href={hrefOf(row.reason)}>
                      {count(row.contacts)}
                    </a>
                  ) : (
                    count(row.contacts)
                  )}
                </td>
                <td class="gauge">
                  <Gauge value={row.hit1} />
                </td>
                <td class="num">{share(row.hit1)}</td>
                <td class="num">{share(row.given)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST && <p class="note">And {rows.length - MOST} rarer reasons.</p>}
    </>
  );
}
export type HrefOf = (reason?: string) => string;

function Gauge({ value }: { value: number }) {
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="6" />
      <rect class="part" width={(100 * value).toFixed(1)} height="6" />
    </svg>
  );
}
