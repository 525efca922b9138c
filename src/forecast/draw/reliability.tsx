import type { ReliabilityGroup } from '../metrics.ts';
import { type Axis, axisFor } from './axis.ts';
import { chanceOf, withinChance } from './chance.ts';
import { Figure, Numbers, Sheet, WIDTH } from './figure.tsx';
import { count, share, tick } from './words.ts';

const HEIGHT = 330;
const [LEFT, TOP, RIGHT, BOTTOM] = [58, 10, 24, 48];

/** From so many steps on, those between the powers of ten have no room for a label. */
const CROWDED = 7;

type Props = { id: string; heading: string; groups: readonly ReliabilityGroup[]; weighedIn: string };

/** What was said against what came, group by group: on the diagonal a forecast means what it says. */
export function Reliability({ id, heading, groups: all, weighedIn }: Props) {
  const groups = all.filter(({ said, came, weight }) => Number.isFinite(said + came) && weight > 0);
  if (!groups.length)
    return (
      <figure class="drawing">
        <figcaption>
          <h3>{heading}</h3>
          <p>Less than a week was there to learn from or to test on, so there is nothing to draw.</p>
        </figcaption>
      </figure>
    );
  const axis = axisFor(groups);
  const fits = withinChance(groups);
  const says = `${fits} of ${groups.length} ${groups.length === 1 ? 'group lies' : 'groups lie'} on the diagonal, as far as chance can tell.${axis.kind === 'log' ? ' Both axes are logarithmic, as most chances are small.' : ''}`;
  const told = groups.map(({ said, came }) => `said ${share(said)}, came ${share(came)}`).join('; ');
  return (
    <Figure
      heading={heading}
      says={says}
      table={
        <Numbers
          head={['Said', 'Came', 'Sure to 95\u00a0%', weighedIn]}
          rows={groups.map((group) => {
            const { low, high } = chanceOf(group);
            return [
              share(group.said),
              share(group.came),
              `${share(low)} to ${share(high)}`,
              count(group.weight),
            ];
          })}
        />
      }
    >
      <Sheet id={id} height={HEIGHT} title={`${heading}: said and came`} told={`${says} ${told}.`}>
        <Axes axis={axis} />
        <Dots axis={axis} groups={groups} />
      </Sheet>
    </Figure>
  );
}

function Axes({ axis }: { axis: Axis }) {
  const [x, y] = placesOf(axis);
  const [first = 0, last = 1] = [axis.ticks[0], axis.ticks.at(-1)];
  return (
    <>
      {axis.ticks.map((at) => (
        <g class="tick">
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={px(y(at))} y2={px(y(at))} />
          <line class="grid" x1={px(x(at))} x2={px(x(at))} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text x={LEFT - 8} y={px(y(at) + 4)} text-anchor="end">
            {tick(at)}
          </text>
          {(axis.ticks.length < CROWDED || /^0?\.?0*1/.test(String(at))) && (
            <text x={px(x(at))} y={HEIGHT - BOTTOM + 17} text-anchor="middle">
              {tick(at)}
            </text>
          )}
        </g>
      ))}
      <line class="diagonal" x1={px(x(first))} y1={px(y(first))} x2={px(x(last))} y2={px(y(last))} />
      <text class="axis" x={px((LEFT + WIDTH - RIGHT) / 2)} y={HEIGHT - 8} text-anchor="middle">
        said
      </text>
      <text
        class="axis"
        transform={`translate(12 ${px((TOP + HEIGHT - BOTTOM) / 2)}) rotate(-90)`}
        text-anchor="middle"
      >
        came
      </text>
    </>
  );
}

/** A dot for each group, as large as its weight, on the line of what chance leaves open; hollow where nothing came. */
function Dots({ axis, groups }: { axis: Axis; groups: readonly ReliabilityGroup[] }) {
  const [x, y] = placesOf(axis);
  const heaviest = Math.max(...groups.map(({ weight }) => weight));
  return (
    <>
      {groups.map((group) => {
        const { low, high } = chanceOf(group);
        const radius = 2 + 3 * Math.sqrt(group.weight / heaviest);
        return (
          <g class="group">
            <title>{`said ${share(group.said)}, came ${share(group.came)} (${share(low)} to ${share(high)})`}</title>
            <line x1={px(x(group.said))} x2={px(x(group.said))} y1={px(y(low))} y2={px(y(high))} />
            <circle
              class={group.came > 0 ? undefined : 'none'}
              cx={px(x(group.said))}
              cy={px(y(group.came))}
              r={px(radius)}
            />
          </g>
        );
      })}
    </>
  );
}

function placesOf(axis: Axis) {
  return [axis.onto(LEFT, WIDTH - RIGHT), axis.onto(HEIGHT - BOTTOM, TOP)] as const;
}

function px(place: number): string {
  return place.toFixed(1);
}
