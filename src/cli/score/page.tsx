import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { raw } from 'hono/html';
import { ABOUT, cycleDiagram, type Evidence } from '../../conversation/index.ts';
import type { Summary } from './summary.ts';
import type { TalkScore } from './talk.ts';

const CSS = fileURLToPath(new URL('./page.css', import.meta.url));
const WORST = 8;

/** Scorecards as one HTML file that needs nothing else: no script, no font, no network. */
export function scorePage(talks: readonly TalkScore[], summary: Summary): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Scorecards</title>
        <style>{raw(readFileSync(CSS, 'utf8'))}</style>
      </head>
      <body>
        <main>
          <h1>Scorecards</h1>
          <SummaryPart summary={summary} />
          <h2>Talks, the lowest first</h2>
          {talks
            .map((talk, i) => ({ talk, i }))
            .sort((a, b) => a.talk.overall - b.talk.overall)
            .map(({ talk, i }) => (
              <TalkPart talk={talk} at={`t${i}`} open={talks.length === 1} />
            ))}
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${page}\n`;
}

function SummaryPart({ summary }: { summary: Summary }) {
  const rows = ['overall', 'direction', 'control'] as const;
  return (
    <section>
      <p>
        {summary.talks} talks, {summary.turns} turns. Scores are from 0 to 100.
      </p>
      <table>
        <tr>
          <th></th>
          <th class="n">median</th>
          <th class="n">mean</th>
        </tr>
        {rows.map((name) => (
          <tr>
            <td>{name}</td>
            <td class="n">{summary[name].median.toFixed(1)}</td>
            <td class="n">{summary[name].mean.toFixed(1)}</td>
          </tr>
        ))}
      </table>
      {summary.worst.length > 0 && (
        <table>
          <tr>
            <th>What cost most</th>
            <th class="n">points of a talk</th>
            <th class="n">talks</th>
          </tr>
          {summary.worst.slice(0, WORST).map(({ name, points, talks }) => (
            <tr>
              <td>{name}</td>
              <td class="n broken">{points.toFixed(1)}</td>
              <td class="n">{talks}</td>
            </tr>
          ))}
        </table>
      )}
    </section>
  );
}

function TalkPart({ talk, at, open }: { talk: TalkScore; at: string; open: boolean }) {
  const { well, practise } = talk.scorecard;
  return (
    <details open={open}>
      <summary>
        <strong>{talk.overall.toFixed(1)}</strong> {talk.id} <span class="quiet">{talk.file}</span>
      </summary>
      <p>
        Direction {talk.direction.toFixed(1)}, control {talk.control.toFixed(1)}.{' '}
        {talk.about.assumed && <span class="quiet">{talk.about.assumed}</span>}
      </p>
      {well && (
        <p>
          Went well: <span class="kept">{ABOUT[well.rule].name}</span> <q>{well.words}</q>
        </p>
      )}
      {practise && (
        <p>
          To practise: {practise.advice} <q>{practise.words}</q>
        </p>
      )}
      <div class="drawing">{raw(cycleDiagram(talk.cycle, (turn) => `#${at}-${turn}`))}</div>
      <EvidenceTable evidence={talk.evidence} at={at} />
      <ol>
        {talk.cycle.map(({ turn, speaker }) => (
          <li id={`${at}-${turn}`}>
            <strong>{speaker}</strong> <TurnWords talk={talk} turn={turn} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function EvidenceTable({ evidence, at }: { evidence: readonly Evidence[]; at: string }) {
  return (
    <table>
      {evidence.map(({ points, for: half, kind, turn, why, words }) => (
        <tr>
          <td class={`n ${kind}`}>
            {points > 0 ? '+' : ''}
            {points.toFixed(1)}
          </td>
          <td>{half}</td>
          <td>
            <a href={`#${at}-${turn}`}>turn {turn + 1}</a>
          </td>
          <td>
            {why} <q>{words}</q>
          </td>
        </tr>
      ))}
    </table>
  );
}

function TurnWords({ talk, turn }: { talk: TalkScore; turn: number }) {
  return (
    <>
      {talk.segments
        .filter((segment) => segment.turn === turn)
        .map((segment) => (
          <span>
            <span class="quiet">
              [{segment.speaker === 'agent' ? segment.move : [segment.mood, ...segment.flags].join(' +')}]
            </span>{' '}
            {segment.text}{' '}
          </span>
        ))}
    </>
  );
}
