import type { Overview } from '../../insight/index.ts';
import type { View } from '../page.tsx';
import { dateTime } from '../when.tsx';
import { ChannelsCard, FunnelCard } from './flow-cards.tsx';
import { Headline } from './headline.tsx';
import { HoldoutCard } from './holdout-card.tsx';
import { LadderCard } from './ladder-card.tsx';
import { WINDOWS, type WindowName } from './period.ts';
import { Stream } from './stream.tsx';

type StreamRows = Omit<Parameters<typeof Stream>[0], 'view'>;

/** The first page: headline and figures, and beside them what just happened; both keep themselves up to date. */
export function OverviewPage({
  data,
  stream,
  window,
  view,
}: {
  data: Overview;
  stream: StreamRows;
  window: WindowName;
  view: View;
}) {
  return (
    <>
      <div class="heading">
        <h1>Overview</h1>
        <nav aria-label="Time shown" class="choice">
          {Object.entries(WINDOWS).map(([name, { short }]) => (
            <a href={`/?window=${name}`} aria-current={name === window ? 'true' : undefined}>
              {short}
            </a>
          ))}
        </nav>
      </div>
      <div class="board">
        <div
          id="figures"
          hx-get={`/fragments/figures?window=${window}`}
          hx-trigger="sse:figures"
          hx-sync="this:queue last"
        >
          <Figures data={data} window={window} view={view} />
        </div>
        <section class="card side" aria-labelledby="just-now">
          <header>
            <h2 id="just-now">Just now</h2>
            <p class="live">
              <span class="dot" /> Live
            </p>
          </header>
          <div id="stream" hx-get="/fragments/stream" hx-trigger="sse:change" hx-sync="this:queue last">
            <Stream {...stream} view={view} />
          </div>
        </section>
      </div>
    </>
  );
}

export function Figures({ data, window, view }: { data: Overview; window: WindowName; view: View }) {
  return (
    <>
      <p class="note period">
        {data.period.since === null ? 'All time' : WINDOWS[window].words.replace('the', 'The')} up to{' '}
        {dateTime(data.period.until, view.zone)}
      </p>
      <Headline data={data} />
      <LadderCard ladder={data.ladder} words={WINDOWS[window].words} />
      <HoldoutCard data={data} view={view} />
      <div class="pair">
        <ChannelsCard data={data} view={view} />
        <FunnelCard data={data} />
      </div>
    </>
  );
}
