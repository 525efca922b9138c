import { type Instant, linear } from '../../platform/index.ts';
import { timeTicks } from '../charts/scale.ts';
import { dayOf } from '../when.tsx';

export type Point = { week: Instant; value: number | null; low: number | null; high: number | null };
type Props = { points: Point[]; from: Instant; to: Instant; zone: string; width: number; label: string };

const HEIGHT = 130;
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 8, 8, 22];

/** Adjusted scores by week on a scale from 0 to 100, with their 95 % intervals; a week with too few talks has no point. */
export function TrendChart({ points, from, to, zone, width, label }: Props) {
  const x = linear([from, to], [LEFT + 8, width - RIGHT - 8]);
  const y = linear([0, 100], [HEIGHT - BOTTOM, TOP]);
  const known = points.flatMap(({ week, value, low, high }) =>
    value === null || low === null || high === null ? [] : [{ week, value, low, high }],
  );
  return (
    <svg class="chart trend" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, 50, 100].map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {timeTicks(from, to, zone, width > 400 ? 6 : 3).at.map((at) => (
        <text class="tick" x={x(at)} y={HEIGHT - 5} text-anchor="middle">
          {dayOf(at, zone)}
        </text>
      ))}
      {known.length === 0 && (
        <text x={(LEFT + width) / 2} y={y(25)} text-anchor="middle">
          Too few talks at any one time to compare
        </text>
      )}
      <g class="arm reached">
        <polyline points={known.map(({ week, value }) => `${x(week)},${y(value)}`).join(' ')} />
        {known.map(({ week, value, low, high }) => (
          <>
            <line class="range" x1={x(week)} x2={x(week)} y1={y(low)} y2={y(high)} />
            <circle cx={x(week)} cy={y(value)} r="4" />
          </>
        ))}
      </g>
    </svg>
  );
}
