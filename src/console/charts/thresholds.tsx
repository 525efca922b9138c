import { linear } from '../../platform/index.ts';
import { number, percent } from '../words.ts';

type Step = { atLeast: number; messages: number; coverage: number; precision: number };
type Props = { steps: readonly Step[]; width: number; label: string };

const HEIGHT = 230;
const [LEFT, TOP, BOTTOM] = [42, 12, 48];
/** The lines, in their colours; named by a legend, as their ends come together. */
export const LINES = [
  { of: 'coverage', tone: 'reached' },
  { of: 'precision', tone: 'offered' },
] as const;

/** Coverage and precision by the least forecast at which a message is sent, with how many messages that leaves below. */
export function Thresholds({ steps, width, label }: Props) {
  const right = width - 70;
  const most = Math.max(0.01, ...steps.flatMap(({ coverage, precision }) => [coverage, precision]));
  const top = [0.02, 0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8].find((round) => round >= most) ?? 1;
  const x = linear([0, Math.max(1, steps.length - 1)], [LEFT + 8, right - 18]);
  const y = linear([0, top], [HEIGHT - BOTTOM, TOP]);
  const every = Math.ceil(steps.length / (width > 400 ? 14 : 5));
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, top / 2, top].map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {percent(tick)}
          </text>
        </g>
      ))}
      {steps.map(({ atLeast, messages }, i) =>
        i % every ? null : (
          <>
            <text class="tick" x={x(i)} y={HEIGHT - BOTTOM + 16} text-anchor="middle">
              {atLeast}
            </text>
            <text class="tick" x={x(i)} y={HEIGHT - BOTTOM + 32} text-anchor="middle">
              {number(messages)}
            </text>
          </>
        ),
      )}
      <text x={right + 6} y={HEIGHT - BOTTOM + 16}>
        at least
      </text>
      <text x={right + 6} y={HEIGHT - BOTTOM + 32}>
        messages
      </text>
      {LINES.map(({ of, tone }) => (
        <g class={`line ${tone}`}>
          <path
            d={steps
              .map((step, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)},${y(step[of]).toFixed(1)}`)
              .join('')}
          />
          {steps.map((step, i) => (
            <circle cx={x(i).toFixed(1)} cy={y(step[of]).toFixed(1)} r="3">
              <title>{`${of} ${percent(step[of])} at ${step.atLeast}`}</title>
            </circle>
          ))}
        </g>
      ))}
    </svg>
  );
}
