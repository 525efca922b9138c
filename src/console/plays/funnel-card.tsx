import type { OutreachStatus, PlayFunnel, Stage } from '../../insight/index.ts';
import { Bar } from '../charts/bar.tsx';
import { Fig } from '../figure.tsx';
import { causeWords, percent, statusWords } from '../words.ts';

const STAGE_WORDS: Record<Stage, string> = {
  gate: 'Planned',
  go: 'Passed the gate',
  sent: 'Sent',
  delivered: 'Delivered',
};

/** What one stage lost to the next, as people say it. */
const OUT_WORDS: Record<Stage, string> = {
  gate: 'did not pass the gate',
  go: 'were not sent',
  sent: 'are not reported as delivered',
  delivered: '',
};

function outWords(status: OutreachStatus, cause: string | null): string {
  if (status === 'planned') return 'still to come';
  return status === 'sent' ? 'not reported as delivered' : statusWords(status, cause).toLowerCase();
}

/** From planned to delivered, and at each stage every way out by its reason; each number opens its rows. */
export function FunnelCard({ funnel, playId }: { funnel: PlayFunnel; playId: string }) {
  const all = funnel.stages[0]?.count.value ?? 0;
  return (
    <section
      class="card"
      aria-labelledby="funnel"
      id="funnel-card"
      hx-get={`/fragments/plays/${encodeURIComponent(playId)}/funnel`}
      hx-trigger="sse:figures"
      hx-swap="outerHTML"
      hx-sync="this:queue last"
    >
      <header>
        <h2 id="funnel">What has become of it</h2>
        <p>{all === 0 ? 'Nothing is planned yet.' : 'Corrections are counted with first messages.'}</p>
      </header>
      {all > 0 && (
        <ol class="stages">
          {funnel.stages.map(({ stage, count, out }, i) => {
            const lost = out.reduce((sum, one) => sum + one.count.value, 0);
            const before = funnel.stages[i - 1]?.count.value ?? 0;
            return (
              <li>
                <div class="stage">
                  <strong>{STAGE_WORDS[stage]}</strong>
                  <Bar value={count.value} of={all} tone={stage === 'delivered' ? 'reached' : 'offered'} />
                  <span>
                    <Fig figure={count} of={STAGE_WORDS[stage].toLowerCase()} />{' '}
                    {i > 0 && before > 0 && <small>{percent(count.value / before)}</small>}
                  </span>
                </div>
                {lost > 0 && (
                  <ul class="out" aria-label={`${lost} ${OUT_WORDS[stage]}`}>
                    {out.map(({ status, cause, count: some }) => (
                      <li>
                        <Fig figure={some} of={`${status}, ${cause ?? 'no reason'}`} />{' '}
                        {outWords(status, cause)}
                        {cause && cause !== 'holdout' && <small> {causeWords(cause)}</small>}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
