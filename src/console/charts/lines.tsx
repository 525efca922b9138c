import { type Instant, linear, roundTicks } from '../../platform/index.ts';
import { dayOf, hourOf } from '../when.tsx';
import { oneDecimal } from '../words.ts';
import { timeTicks } from './scale.ts';

type Line = { name: string; tone: string; points: { at: Instant; per100: number }[] };
type Props = { lines: Line[]; from: Instant; to: Instant; zone: string; width: number; label: string };

const HEIGHT = 220;
const [LEFT, TOP, BOTTOM] = [34, 12, 26];

/** Lines that only rise, in steps, over time, each named at its end. */
export function Lines({ lines, from, to, zone, width, label }: Props) {
  const right = width - 104;
  const most = Math.max(0, ...lines.flatMap((line) => line.points.map((point) => point.per100)));
  const ticks = roundTicks(most, 4);
  const x = linear([from, to], [LEFT, right]);
  const y = linear([0, ticks.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const times = timeTicks(from, to, zone, width > 400 ? 7 : 3);
  const ends = lines.map((line) => ({ ...line, last: line.points.at(-1)?.per100 ?? 0 }));
  const labels = apart(ends.map((end) => y(end.last)));
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {times.at.map((at) => (
        <text class="tick" x={x(at)} y={HEIGHT - 8} text-anchor="middle">
          {times.daily ? dayOf(at, zone) : hourOf(at, zone)}
        </text>
      ))}
      {ends.map((line, i) => (
        <g class={`line ${line.tone}`}>
          <path d={pathOf(line.points, from, to, x, y)} />
          <circle cx={x(to)} cy={y(line.last)} r="3.5" />
          <text x={right + 10} y={(labels[i] ?? 0) + 4}>
            {line.name} {oneDecimal(line.last)}
          </text>
        </g>
      ))}
    </svg>
  );
}

type Place = (value: number) => number;

function pathOf(points: Line['points'], from: Instant, to: Instant, x: Place, y: Place): string {
  const steps = points.map(
    (point) => `H${x(Math.min(to, point.at)).toFixed(1)}V${y(point.per100).toFixed(1)}`,
  );
  return `M${x(from).toFixed(1)},${y(0).toFixed(1)}${steps.join('')}H${x(to).toFixed(1)}`;
}

/** Moves two labels so far apart that they can both be read. */
function apart(places: number[]): number[] {
  const [a, b] = places;
  if (a === undefined || b === undefined || Math.abs(a - b) >= 16) return places;
  const middle = (a + b) / 2;
  return a <= b ? [middle - 8, middle + 8] : [middle + 8, middle - 8];
}
