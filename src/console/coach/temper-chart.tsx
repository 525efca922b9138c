import type { ReplayStep, Temper } from '../../conversation/index.ts';
import { linear } from '../../platform/index.ts';

type Props = { start: Temper; replay: readonly ReplayStep[]; width: number };

const HEIGHT = 200;
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 12, 12, 26];
const LINES = [
  {
    name: 'Frustration',
    tone: 'reactive',
    of: (step: ReplayStep) => step.temper.frustration,
    first: (t: Temper) => t.frustration,
  },
  {
    name: 'Worry',
    tone: 'holdout',
    of: (step: ReplayStep) => step.temper.worry,
    first: (t: Temper) => t.worry,
  },
  {
    name: 'Thread: knows where it goes',
    tone: 'offered',
    of: (step: ReplayStep) => step.temper.thread,
    first: (t: Temper) => t.thread,
  },
  { name: 'Heard: was given back', tone: 'reached', of: (step: ReplayStep) => step.heard, first: () => 1 },
] as const;

/** How the customer was, turn by turn: what should fall, and what should stay high. */
export function TemperChart({ start, replay, width }: Props) {
  const x = linear([0, replay.length], [LEFT, width - RIGHT]);
  const y = linear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const every = Math.ceil(replay.length / (width > 400 ? 20 : 8));
  const label = LINES.map(({ name, of, first }) => {
    const last = replay.at(-1);
    return `${name} from ${percentOf(first(start))} to ${percentOf(last ? of(last) : first(start))}`;
  }).join('; ');
  return (
    <figure class="temper">
      <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map((tick) => (
          <g class="tick">
            <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
              {['none', 'half', 'all'][tick * 2]}
            </text>
          </g>
        ))}
        {replay.map((_, i) =>
          i % every === 0 ? (
            <a href={`#turn-${i + 1}`}>
              <text class="tick" x={x(i + 1)} y={HEIGHT - 8} text-anchor="middle">
                {i + 1}
              </text>
            </a>
          ) : null,
        )}
        {LINES.map(({ tone, of, first }) => {
          const points = [first(start), ...replay.map(of)];
          const path = points.map((value, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)},${y(value).toFixed(1)}`);
          return (
            <g class={`line ${tone}`}>
              <path d={path.join('')} />
              <circle cx={x(points.length - 1)} cy={y(points.at(-1) ?? 0)} r="3.5" />
            </g>
          );
        })}
      </svg>
      <figcaption class="legend">
        {LINES.map(({ name, tone }) => (
          <span class={tone}>
            <i class="swatch" aria-hidden="true" />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function percentOf(share: number): string {
  return `${Math.round(share * 100)} percent`;
}
