import { linear, roundTicks } from '../../platform/index.ts';
import { number } from '../words.ts';

type Step = { fromHours: number; toHours: number; contacts: number };
type Props = {
  steps: readonly Step[];
  sendAfter: number | null;
  width: number;
  label: string;
  /** From what the hours are counted. */
  after?: string;
};

const HEIGHT = 130;
const [LEFT, TOP, BOTTOM] = [34, 20, 34];

/** Contacts by how long after the window opened they came; a line stands where a message would go. Hours or days below. */
export function LeadTimes({ steps, sendAfter, width, label, after = 'after it could be known' }: Props) {
  const end = steps.at(-1)?.toHours ?? 1;
  const unit =
    end > 72
      ? { hours: 24, name: 'days' }
      : end < 2
        ? { hours: 1 / 60, name: 'minutes' }
        : { hours: 1, name: 'hours' };
  const tall = roundTicks(Math.max(1, ...steps.map(({ contacts }) => contacts)), 2);
  const along = roundTicks(end / unit.hours, width > 400 ? 7 : 4).filter(
    (tick) => tick * unit.hours <= end * 1.001,
  );
  const x = linear([0, end], [LEFT, width - 10]);
  const y = linear([0, tall.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const sends = sendAfter !== null && sendAfter >= 0 && sendAfter <= end ? x(sendAfter) : null;
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {tall.map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={width - 10} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {steps.map(({ fromHours, toHours, contacts }) => (
        <rect
          class="channel-1"
          x={(x(fromHours) + 0.5).toFixed(1)}
          y={y(contacts).toFixed(1)}
          width={Math.max(1, x(toHours) - x(fromHours) - 1).toFixed(1)}
          height={(y(0) - y(contacts)).toFixed(1)}
        />
      ))}
      {along.map((tick) => (
        <text class="tick" x={x(tick * unit.hours)} y={HEIGHT - BOTTOM + 15} text-anchor="middle">
          {tick}
        </text>
      ))}
      <text x={width - 10} y={HEIGHT - 3} text-anchor="end">
        {unit.name} {after}
      </text>
      {sends !== null && (
        <g class="send">
          <line x1={sends} x2={sends} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
          <text x={sends + 5} y={TOP - 6}>
            send
          </text>
        </g>
      )}
    </svg>
  );
}
