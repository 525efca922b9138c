import { linear, roundTicks } from '../../platform/index.ts';
import { queryOf } from '../links.ts';
import { plural } from '../words.ts';
import { toneOf } from './score.tsx';

type Bin = { least: number; count: number };
type Props = { bins: Bin[]; width: number; size: number; query: Record<string, string> };

const HEIGHT = 150;
const [LEFT, TOP, BOTTOM] = [34, 8, 24];
const LAST = 100;

/** How many talks have which overall score; each column opens its talks. */
export function Distribution({ bins, width, size, query }: Props) {
  const ticks = roundTicks(Math.max(1, ...bins.map(({ count }) => count)), 3);
  const x = linear([0, LAST], [LEFT, width - 4]);
  const y = linear([0, ticks.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <svg
      class="chart distribution"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`Overall scores of ${plural(total, 'talk')}, in steps of ${size}`}
    >
      {ticks.map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={width - 4} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {[0, 20, 40, 60, 80, 100].map((tick) => (
        <text class="tick" x={x(tick)} y={HEIGHT - 6} text-anchor={tick === LAST ? 'end' : 'middle'}>
          {tick}
        </text>
      ))}
      {bins.map(({ least, count }) => (
        <a
          href={`/scorecards?${queryOf({ ...query, least, below: least + size >= LAST ? LAST + 1 : least + size })}`}
        >
          <rect
            class={toneOf(least + size / 2)}
            x={x(least) + 1.5}
            width={x(least + size) - x(least) - 3}
            y={y(count)}
            height={y(0) - y(count)}
            rx="2"
          >
            <title>{`${plural(count, 'talk')} from ${least} to ${least + size}`}</title>
          </rect>
        </a>
      ))}
    </svg>
  );
}
