import {
  type Adjusted,
  FEWEST,
  type Trend,
  type Unit,
  type Viewer,
  WINDOW_WEEKS,
} from '../../conversation/index.ts';
import { DAY, type Instant, iso } from '../../platform/index.ts';
import { Both } from '../charts/both.tsx';
import { Empty } from '../empty.tsx';
import { queryOf } from '../links.ts';
import type { View } from '../page.tsx';
import { number, percent, plural, reasonWords } from '../words.ts';
import { sightWords } from './list-page.tsx';
import { TrendChart } from './trend-chart.tsx';

type Props = { by: Unit; trends: Trend[]; since: Instant; viewer: Viewer; view: View };

const WEEK = 7 * DAY;

/** Trends of agents or teams over weeks, adjusted for the mix of reasons, with intervals. */
export function TrendsPage({ by, trends, since, viewer, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Trends of scorecards</h1>
        <p>
          Twelve weeks, {sightWords(viewer)} · <a href="/scorecards">All talks</a>
        </p>
        <nav class="choice" aria-label="By">
          {(['agent', 'team'] as const).map((one) => (
            <a href={`/scorecards/trends?by=${one}`} aria-current={one === by ? 'true' : undefined}>
              By {one}
            </a>
          ))}
        </nav>
      </div>
      {trends.length === 0 && (
        <Empty heading="No talk of these weeks is scored.">
          Talks count here once they are scored and it is known who held them.
        </Empty>
      )}
      {trends.map((trend) => (
        <TrendCard by={by} trend={trend} since={since} view={view} />
      ))}
      {trends.length > 0 && <Method />}
    </>
  );
}

function TrendCard({ by, trend, since, view }: { by: Unit; trend: Trend; since: Instant; view: View }) {
  const { unit, all, weeks } = trend;
  const opens = (from: Instant, until?: Instant) =>
    `/scorecards?${queryOf({ [by]: unit, since: iso(from), until: until === undefined ? until : iso(until) })}`;
  return (
    <section class="card beside" aria-label={unit}>
      <header>
        <h2>{unit}</h2>
        <p>
          <AdjustedWords of={all} /> ·{' '}
          <a class="figure" href={opens(since)}>
            {plural(all.count, 'talk')}
          </a>
          , whose plain mean is {number(all.plain)}
        </p>
      </header>
      <Both
        draw={(width) => (
          <TrendChart
            points={weeks}
            from={since}
            to={view.now}
            zone={view.zone}
            width={width}
            label={`${unit} by week`}
          />
        )}
      />
      <details>
        <summary>By week</summary>
        <div class="scroll">
          <table class="rows">
            <thead>
              <tr>
                {[
                  'Up to the week of',
                  'Talks',
                  'Plain mean',
                  'Adjusted',
                  '95 % interval',
                  'Of the mix seen',
                ].map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr>
                  <td>{iso(week.week).slice(0, 10)}</td>
                  <td>
                    <a
                      class="figure"
                      href={opens(Math.max(week.week - (WINDOW_WEEKS - 1) * WEEK, since), week.week + WEEK)}
                    >
                      {number(week.count)}
                    </a>
                  </td>
                  <td>{number(week.plain)}</td>
                  <td>{week.value === null ? 'too few talks' : number(week.value)}</td>
                  <td>
                    {week.value === null ? '–' : `${number(week.low ?? 0)} to ${number(week.high ?? 0)}`}
                  </td>
                  <td>{percent(week.covered)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function AdjustedWords({ of }: { of: Adjusted }) {
  const small = of.small.map(reasonWords).join(', ');
  if (of.value === null)
    return (
      <>
        <strong>Too few talks</strong> to compare ({percent(of.covered)} of the mix seen)
      </>
    );
  return (
    <>
      <strong>{number(of.value)}</strong> adjusted ({number(of.low ?? 0)} to {number(of.high ?? 0)})
      {small && <small> without {small}: too few</small>}
    </>
  );
}

function Method() {
  return (
    <p class="note">
      Adjusted: the mean score on each reason, weighed by how often the reason comes up for everyone compared,
      so that nobody is better or worse off for the talks that came their way. Score = Σ w<sub>r</sub>·m
      <sub>r</sub> ÷ Σ w<sub>r</sub>, over reasons of which there are at least {FEWEST} talks. A point is of
      the {WINDOW_WEEKS} weeks up to it. Bars are 95 % intervals: where they overlap much, a difference says
      little.
    </p>
  );
}
