import { linear, roundTicks } from '../../platform/index.ts';
import type { Coverage } from '../coverage.ts';
import { Figure, Numbers, Sheet, WIDTH } from './figure.tsx';
import { count, share, tick } from './words.ts';

const HEIGHT = 330;
const [LEFT, TOP, RIGHT, BOTTOM] = [58, 10, 24, 48];
/** The product offers a reason from 0.5 on unless it is told otherwise; 0.7 is what a careful company might ask for. */
const MARKED = [0.5, 0.7];

type Point = Coverage & { precision: number };

/** What is gained and lost by asking for more certainty: how many contacts the forecast speaks up for, and how often it is right. */
export function CoverageCurve({ id, coverage }: { id: string; coverage: readonly Coverage[] }) {
  const points = coverage.filter((one): one is Point => one.precision !== null);
  const heading = 'Named only when sure';
  const says =
    points
      .filter(({ threshold }) => MARKED.includes(threshold))
      .map(
        (one) =>
          `From ${tick(one.threshold)} on, ${share(one.coverage)} of contacts get a reason, and it is right in ${share(one.precision)}.`,
      )
      .join(' ') || 'The likeliest reason never got as far as 50\u00a0%.';
  const told = points
    .map((one) => `from ${tick(one.threshold)}: covers ${share(one.coverage)}, right ${share(one.precision)}`)
    .join('; ');
  return (
    <Figure
      heading={heading}
      says={says}
      table={
        <Numbers
          head={['From', 'Covered', 'Right', 'Contacts']}
          rows={coverage.map((one) => [
            tick(one.threshold),
            share(one.coverage),
            share(one.precision),
            count(one.contacts),
          ])}
        />
      }
    >
      <Sheet id={id} height={HEIGHT} title={`${heading}: coverage and precision`} told={`${says} ${told}`}>
        <Curve points={points} />
      </Sheet>
    </Figure>
  );
}

function Curve({ points }: { points: readonly Point[] }) {
  const least = Math.min(1, ...points.map(({ precision }) => precision));
  const floor = Math.min(0.8, Math.floor(least * 10 - 0.2) / 10);
  const from = Math.max(0, floor);
  const x = linear([0, 1], [LEFT, WIDTH - RIGHT]);
  const y = linear([from, 1], [HEIGHT - BOTTOM, TOP]);
  const rows = roundTicks(1 - from, 5)
    .map((step) => from + step)
    .filter((at) => at <= 1 + 1e-9);
  const path = points.map((one) => `${px(x(one.coverage))},${px(y(one.precision))}`).join('L');
  return (
    <>
      {rows.map((at) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={px(y(at))} y2={px(y(at))} />
          <text x={LEFT - 8} y={px(y(at) + 4)} text-anchor="end">
            {tick(at)}
          </text>
        </g>
      ))}
      {roundTicks(1, 5).map((at) => (
        <g class="tick">
          <line class="grid" x1={px(x(at))} x2={px(x(at))} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text x={px(x(at))} y={HEIGHT - BOTTOM + 17} text-anchor="middle">
            {tick(at)}
          </text>
        </g>
      ))}
      {path && <path class="curve" d={`M${path}`} />}
      {points.map((one) => (
        <Mark one={one} x={x(one.coverage)} y={y(one.precision)} />
      ))}
      <text class="axis" x={px((LEFT + WIDTH - RIGHT) / 2)} y={HEIGHT - 8} text-anchor="middle">
        contacts covered
      </text>
      <text
        class="axis"
        transform={`translate(12 ${px((TOP + HEIGHT - BOTTOM) / 2)}) rotate(-90)`}
        text-anchor="middle"
      >
        named rightly
      </text>
    </>
  );
}

function Mark({ one, x, y }: { one: Point; x: number; y: number }) {
  const marked = MARKED.includes(one.threshold);
  const left = x > LEFT + 90;
  return (
    <g class={marked ? 'group marked' : 'group'}>
      <title>{`from ${tick(one.threshold)}: covers ${share(one.coverage)}, right ${share(one.precision)}`}</title>
      <circle cx={px(x)} cy={px(y)} r={marked ? 6 : 3} />
      {marked && (
        <text x={px(left ? x - 10 : x + 10)} y={px(y + 14)} text-anchor={left ? 'end' : 'start'}>
          from {tick(one.threshold)}
        </text>
      )}
    </g>
  );
}

function px(place: number): string {
  return place.toFixed(1);
}
