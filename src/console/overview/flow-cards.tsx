import type { Overview } from '../../insight/index.ts';
import { HOUR } from '../../platform/index.ts';
import { Both } from '../charts/both.tsx';
import { Columns } from '../charts/columns.tsx';
import { Empty } from '../empty.tsx';
import { Fig } from '../figure.tsx';
import type { View } from '../page.tsx';
import { channelWords, plain, reasonWords, statusWords } from '../words.ts';

/** What became of outreach, reason by reason. */
export function FunnelCard({ data }: { data: Overview }) {
  return (
    <section class="card" aria-labelledby="funnel">
      <header>
        <h2 id="funnel">Outreach by status</h2>
        <p>Every one that was planned, and what became of it.</p>
      </header>
      {data.funnel.length === 0 ? (
        <Empty heading="No outreach in this time.">
          Launch a play: it plans outreach for every customer it applies to.
        </Empty>
      ) : (
        data.funnel.map(({ reason, all, statuses }) => (
          <div class="funnel">
            <h3>
              {reasonWords(reason)} <Fig figure={all} of={`outreaches about ${reasonWords(reason)}`} />
            </h3>
            <ul class="tags">
              {statuses.map(({ status, count, whys }) => (
                <li>
                  <Fig figure={count} of={`${status}: ${reasonWords(reason)}`} />{' '}
                  {statusWords(status, null).toLowerCase()}
                  {whys.length > 0 && (
                    <small>
                      {' ('}
                      {whys.map(({ why, count: some }, i) => (
                        <>
                          {i > 0 && ', '}
                          {why === null ? 'no reason' : plain(why)}{' '}
                          <Fig figure={some} of={`${status}, ${why}`} />
                        </>
                      ))}
                      )
                    </small>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))
      )}
    </section>
  );
}

/** Contacts over time by channel. */
export function ChannelsCard({ data, view }: { data: Overview; view: View }) {
  const { totals, steps, step } = data.channels;
  const hours = step / HOUR;
  const each =
    hours === 1 ? 'hour' : hours < 24 ? `${hours} hours` : hours === 24 ? 'day' : `${hours / 24} days`;
  return (
    <section class="card" aria-labelledby="channels">
      <header>
        <h2 id="channels">Contacts by channel</h2>
        <p>Per {each}.</p>
      </header>
      {totals.length === 0 ? (
        <Empty heading="No contacts in this time.">
          Contacts come from <code>POST /v1/contacts</code>, from calls, and from imported files.
        </Empty>
      ) : (
        <>
          <Both
            draw={(width) => (
              <Columns
                steps={steps}
                channels={totals.map((total) => total.channel)}
                step={step}
                from={data.begins}
                to={data.period.until}
                zone={view.zone}
                width={width}
                label={`Contacts per ${each} by channel`}
              />
            )}
          />
          <ul class="legend">
            {totals.map(({ channel, count }, i) => (
              <li>
                <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
                  <rect class={`channel-${Math.min(i, 4)}`} width="10" height="10" rx="2" />
                </svg>
                {channelWords(channel)} <Fig figure={count} of={`contacts by ${channelWords(channel)}`} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
