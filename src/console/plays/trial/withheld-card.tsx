import { queryOf } from '../../links.ts';
import { causeWords, number, title } from '../../words.ts';
import type { Done } from './trials.ts';

/** What would not have gone, by its reason. */
export function WithheldCard({ report: { withheld }, at }: { report: Done['report']; at: string }) {
  if (!withheld.length) return null;
  return (
    <section class="card" aria-labelledby="withheld">
      <h2 id="withheld">Not sent</h2>
      <ul class="tags">
        {withheld.map(({ status, reason, count }) => (
          <li>
            <a class="figure" href={`${at}?${queryOf({ rows: 'withheld', status, reason })}#messages`}>
              {number(count)}
            </a>{' '}
            {title(status).toLowerCase()} <small>{causeWords(reason)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
