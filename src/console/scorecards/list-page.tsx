import { BIN, type CardRow, type Viewer } from '../../conversation/index.ts';
import { Both } from '../charts/both.tsx';
import { Empty } from '../empty.tsx';
import { FilterBar, Pager } from '../lists/filter-bar.tsx';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, plural, reasonWords, title } from '../words.ts';
import { Distribution } from './distribution.tsx';
import { ScoreBar } from './score.tsx';

export type Choices = { agents: string[]; teams: string[]; reasons: string[] };
type Props = {
  rows: CardRow[];
  total: number;
  page: number;
  bins: { least: number; count: number }[];
  query: Record<string, string>;
  choices: Choices;
  viewer: Viewer;
  view: View;
};

/** Whose scorecards a viewer sees, in words. */
export function sightWords(viewer: Viewer): string {
  if (viewer.kind === 'company' || viewer.role === 'head') return 'of everyone';
  return viewer.role === 'coach' ? `of team ${viewer.team}` : 'of your own talks';
}

export function selectsOf({ agents, teams, reasons }: Choices) {
  const same = (names: string[]): [string, string][] => names.map((name) => [name, name]);
  return [
    { name: 'agent', label: 'Agent', options: same(agents) },
    { name: 'team', label: 'Team', options: same(teams) },
    {
      name: 'reason',
      label: 'Reason',
      options: reasons.map((name): [string, string] => [name, title(name)]),
    },
  ];
}

/** Scorecards with their distribution, the newest first. */
export function ListPage({ rows, total, page, bins, query, choices, viewer, view }: Props) {
  const { least: _, below: __, page: ___, ...around } = query;
  return (
    <>
      <div class="heading">
        <h1>Scorecards</h1>
        <p data-total={total}>
          {plural(total, 'talk')}, {sightWords(viewer)} · <a href="/scorecards/trends">Trends</a>
        </p>
      </div>
      <FilterBar path="/scorecards" query={query} choices={selectsOf(choices)} />
      {rows.length === 0 ? (
        <Empty heading="No talk is scored that is like that.">
          A talk is scored when its agent is <a href="/desk">done at the desk</a>, or when a transcript is
          sent to <code>POST /v1/scorecards</code>.
        </Empty>
      ) : (
        <>
          <section class="card beside" aria-labelledby="spread">
            <header>
              <h2 id="spread">Overall scores</h2>
              <p>How many talks have which score. A column opens its talks.</p>
            </header>
            <Both draw={(width) => <Distribution bins={bins} width={width} size={BIN} query={around} />} />
          </section>
          <div class="scroll">
            <Rows rows={rows} view={view} />
          </div>
        </>
      )}
      <Pager path="/scorecards" query={query} page={page} total={total} />
    </>
  );
}

function Rows({ rows, view }: { rows: CardRow[]; view: View }) {
  return (
    <table class="rows scores">
      <thead>
        <tr>
          {['When', 'Overall', 'Direction', 'Control', 'Agent', 'Team', 'About', 'Channel'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-row={row.conversationId}>
            <td>
              <a href={`/scorecards/${encodeURIComponent(row.conversationId)}`}>
                <When at={row.at} zone={view.zone} />
              </a>
            </td>
            {[row.overall, row.direction, row.control].map((score) => (
              <td>
                <ScoreBar score={score} />
              </td>
            ))}
            <td>{row.agent ?? 'not known'}</td>
            <td>{row.team ?? '–'}</td>
            <td>{reasonWords(row.reason)}</td>
            <td>{channelWords(row.channel)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
