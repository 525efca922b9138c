import type { Figure, Ladder, Rungs } from '../../insight/index.ts';
import { Bar } from '../charts/bar.tsx';
import { Empty } from '../empty.tsx';
import { Fig } from '../figure.tsx';
import { percent, reasonWords } from '../words.ts';

const MOST_REASONS = 12;

/** Every reason on its way from reactive over offered to reached before. */
export function LadderCard({ ladder, words }: { ladder: Ladder; words: string }) {
  const rows = ladder.reasons.slice(0, MOST_REASONS);
  const most = Math.max(
    ...rows.flatMap((row) => [row.reactive.value, row.offered.value, row.reached.value]),
    1,
  );
  return (
    <section class="card" aria-labelledby="ladder">
      <header>
        <h2 id="ladder">The ladder</h2>
        <p>From being asked, over offering the reason in the greeting, to telling before anybody asks.</p>
      </header>
      {rows.length === 0 ? (
        <Empty heading={`No contact and no outreach in ${words}.`}>
          Import a history with <code>beforehand import</code>, launch a play, or{' '}
          <a href="/?window=all">look at all time</a>.
        </Empty>
      ) : (
        <>
          <Stairs total={ladder.total} />
          <table class="ladder">
            <thead>
              <tr>
                <th scope="col">Reason</th>
                <th scope="col">Reactive</th>
                <th scope="col">Offered, taken</th>
                <th scope="col">Reached before</th>
                <th scope="col" class="num">
                  Offer missed
                </th>
                <th scope="col" class="num">
                  Contacted anyway
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const reason = reasonWords(row.reason);
                return (
                  <tr>
                    <th scope="row">{reason}</th>
                    <Rung
                      label="Reactive"
                      figure={row.reactive}
                      most={most}
                      tone="reactive"
                      of={`reactive contacts: ${reason}`}
                    />
                    <Rung
                      label="Offered, taken"
                      figure={row.offered}
                      most={most}
                      tone="offered"
                      of={`offers taken: ${reason}`}
                    />
                    <Rung
                      label="Reached before"
                      figure={row.reached}
                      pale={row.reachedAnyway.value}
                      most={most}
                      tone="reached"
                      of={`reached before: ${reason}`}
                    />
                    <td class="num" data-label="Offer missed">
                      <Fig figure={row.missed} of={`offers missed: ${reason}`} />
                    </td>
                    <td class="num" data-label="Contacted anyway">
                      <Fig figure={row.anyway} of={`contacted anyway: ${reason}`} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {ladder.reasons.length > rows.length && (
            <p class="note">{ladder.reasons.length - rows.length} rarer reasons are not drawn.</p>
          )}
        </>
      )}
    </section>
  );
}

type RungProps = { label: string; figure: Figure; most: number; pale?: number; tone: string; of: string };
function Rung({ label, figure, most, pale = 0, tone, of }: RungProps) {
  return (
    <td data-label={label}>
      <div class="rung">
        <Fig figure={figure} of={of} />
        <Bar value={figure.value} of={most} pale={pale} tone={tone} />
      </div>
    </td>
  );
}

/** All reasons together as three steps upwards, each with its share of all needs. */
function Stairs({ total }: { total: Rungs }) {
  const needs = total.contacts.value + total.reached.value - total.anyway.value;
  const share = (figure: Figure) => (needs > 0 ? percent(figure.value / needs) : '–');
  const step = (name: string, tone: string, figure: Figure, explained: string) => (
    <li class={`tone ${tone}`}>
      <Fig figure={figure} of={name} />
      <strong>{name}</strong>
      <span>{explained}</span>
    </li>
  );
  return (
    <ol class="stairs">
      {step('Reactive', 'reactive', total.reactive, `${share(total.reactive)} of needs: they had to ask`)}
      {step(
        'Reactively proactive',
        'offered',
        total.offered,
        `${share(total.offered)}: offered in the greeting, taken`,
      )}
      {step('Proactive', 'reached', total.reached, `${share(total.reached)}: reached before they asked`)}
    </ol>
  );
}
