import { ABOUT, type Evidence } from '../../conversation/index.ts';
import type { Summary } from './summary.ts';
import type { TalkScore } from './talk.ts';

const WORST = 5;
const LOWEST = 5;
const QUOTED = 70;

/** One talk for a person: scores, what went well, one thing to practise, and every point with the words. */
export function talkWords(talk: TalkScore): string {
  const { well, practise } = talk.scorecard;
  return [
    `${talk.file}: overall ${talk.overall}, direction ${talk.direction}, control ${talk.control}`,
    ...(talk.about.assumed ? [`  ${talk.about.assumed}`] : []),
    ...(well ? [`Went well: ${ABOUT[well.rule].name}. ${quote(well.words)}`] : []),
    ...(practise ? [`To practise: ${practise.advice} ${quote(practise.words)}`] : []),
    ...talk.evidence.map(evidenceLine),
  ].join('\n');
}

function evidenceLine({ points, turn, for: half, why, words }: Evidence): string {
  return `  ${signed(points).padStart(6)}  ${half.padEnd(9)}  turn ${String(turn + 1).padEnd(3)} ${why} ${quote(words)}`;
}

/** Many talks for a person: medians and means, what cost most, and the talks to look at first. */
export function summaryWords(summary: Summary, talks: readonly TalkScore[]): string {
  const row = (name: 'overall' | 'direction' | 'control') =>
    `  ${name.padEnd(10)} ${summary[name].median.toFixed(1).padStart(6)} ${summary[name].mean.toFixed(1).padStart(6)}`;
  const lowest = [...talks].sort((a, b) => a.overall - b.overall).slice(0, LOWEST);
  return [
    `${summary.talks} talks, ${summary.turns} turns`,
    `  ${''.padEnd(10)} median   mean`,
    row('overall'),
    row('direction'),
    row('control'),
    ...(summary.worst.length > 0 ? ['What cost most, in points of a talk:'] : []),
    ...summary.worst
      .slice(0, WORST)
      .map(
        ({ points, name, talks: n }) =>
          `  ${signed(points).padStart(6)}  ${name}, in ${n} of ${summary.talks} talks`,
      ),
    'To look at first:',
    ...lowest.map(({ overall, file, id, scorecard }) => {
      const rule = scorecard.practise ? `  ${ABOUT[scorecard.practise.rule].name}` : '';
      return `  ${overall.toFixed(1).padStart(6)}  ${file} ${id}${rule}`;
    }),
  ].join('\n');
}

function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(1)}`;
}

function quote(words: string): string {
  return words === '' ? '' : `"${words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words}"`;
}
