import type { ArmShare } from '../../insight/index.ts';
import { linear, roundTicks } from '../../platform/index.ts';
import { oneDecimal } from '../words.ts';

type ArmRow = { name: string; tone: string; share: ArmShare };
type Props = { rows: ArmRow[]; most: number; width: number; label: string };

const ROW = 30;
const [LEFT, TOP] = [84, 6];

/** Shares per 100 as dots with their 95 % intervals, on one axis from 0. */
export function Arms({ rows, most, width, label }: Props) {
  const ticks = roundTicks(most, width > 400 ? 5 : 4);
  const x = linear([0, ticks.at(-1) ?? 1], [LEFT, width - 44]);
  const bottom = TOP + rows.length * ROW;
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${bottom + 22}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g class="tick">
          <line class="grid" x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} />
          <text x={x(tick)} y={bottom + 16} text-anchor="middle">
            {tick}
          </text>
        </g>
      ))}
      {rows.map(({ name, tone, share }, i) => {
        const y = TOP + (i + 0.5) * ROW;
        return (
          <g class={`arm ${tone}`}>
            <text class="name" x={0} y={y + 4}>
              {name}
            </text>
            <line class="range" x1={x(share.interval.low)} x2={x(share.interval.high)} y1={y} y2={y} />
            <circle cx={x(share.per100)} cy={y} r="5" />
            <text class="value" x={x(share.interval.high) + 8} y={y + 4}>
              {oneDecimal(share.per100)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
