import type { Instant } from '../../platform/index.ts';
import { iso, linear, roundTicks } from '../../platform/index.ts';
import { queryOf } from '../links.ts';
import { dayOf, hourOf, shortTime } from '../when.tsx';
import { channelWords, number } from '../words.ts';
import { timeTicks } from './scale.ts';

type Step = { start: Instant; channels: Record<string, number> };
type Props = {
  steps: Step[];
  channels: string[];
  step: number;
  from: Instant;
  to: Instant;
  zone: string;
  width: number;
  label: string;
};

const HEIGHT = 150;
const [LEFT, TOP, BOTTOM] = [34, 8, 24];

/** Contacts in steps of time, stacked by channel; each step opens its contacts. */
export function Columns({ steps, channels, step, from, to, zone, width, label }: Props) {
  const sum = (one: Step) => Object.values(one.channels).reduce((total, count) => total + count, 0);
  const ticks = roundTicks(Math.max(1, ...steps.map(sum)), 3);
  const begin = Math.floor(from / step) * step;
  const end = Math.max(to, begin + step);
  const x = linear([begin, end], [LEFT, width - 4]);
  const y = linear([0, ticks.at(-1) ?? 1], [HEIGHT - BOTTOM, TOP]);
  const times = timeTicks(from, to, zone, width > 400 ? 7 : 3);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={width - 4} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {times.at.map((at) => (
        <text class="tick" x={x(at)} y={HEIGHT - 6} text-anchor="middle">
          {times.daily ? dayOf(at, zone) : hourOf(at, zone)}
        </text>
      ))}
      {steps.map((one) => {
        const since = Math.max(one.start, from);
        const until = Math.min(one.start + step - 1, to);
        let below = 0;
        return (
          <a href={`/contacts?${queryOf({ since: iso(since), until: iso(until) })}`} tabindex={-1}>
            <title>{`${shortTime(one.start, zone)}: ${channels
              .filter((channel) => one.channels[channel])
              .map((channel) => `${channelWords(channel)} ${one.channels[channel]}`)
              .join(', ')}`}</title>
            {channels.map((channel, i) => {
              const count = one.channels[channel] ?? 0;
              if (!count) return null;
              const [top, foot] = [y(below + count), y(below)];
              below += count;
              const left = x(one.start);
              return (
                <rect
                  class={`channel-${Math.min(i, 4)}`}
                  x={left.toFixed(1)}
                  y={top.toFixed(1)}
                  width={Math.max(1, x(one.start + step) - left - 1).toFixed(1)}
                  height={(foot - top).toFixed(1)}
                />
              );
            })}
          </a>
        );
      })}
    </svg>
  );
}
