import { linear, roundTicks } from '../../platform/index.ts';

/** One axis for what was said and for what came, so that the diagonal is where they agree. */
export type Axis = {
  kind: 'linear' | 'log';
  ticks: number[];
  /** To places between a start and an end; what lies outside the axis is put on its edge. */
  onto(start: number, end: number): (share: number) => number;
};

const MOST_DECADES = 4;
/** Less than one in a million is on the edge; no axis is shorter than one in ten thousand. */
const LEAST = 1e-6;
const SHORTEST = 1e-4;

/** Linear, unless most of what was said would then lie in a corner; long enough for every group, and not much longer. */
export function axisFor(groups: readonly { said: number; came: number }[]): Axis {
  const values = groups.flatMap(({ said, came }) => [said, came]).filter(Number.isFinite);
  const most = Math.max(SHORTEST, ...values);
  const said = groups.map((group) => group.said).sort((a, b) => a - b);
  const middle = said[Math.floor((said.length - 1) / 2)] ?? 0;
  return values.some((value) => value > SHORTEST) && groups.length > 1 && middle < most / 10
    ? logAxis(values, most)
    : linearAxis(most > 0.5 ? 1 : most);
}

function linearAxis(most: number): Axis {
  const ticks = roundTicks(most, 5);
  return axis('linear', ticks, (share) => share);
}

function logAxis(values: readonly number[], most: number): Axis {
  const least = Math.max(LEAST, Math.min(...values.filter((value) => value > 0)), most / 10 ** MOST_DECADES);
  const steps = [];
  for (let power = Math.floor(Math.log10(least)) - 1; power <= 0; power++)
    steps.push(Number(`1e${power}`), Number(`3e${power}`));
  const reached = steps.findIndex((step) => step >= most * 0.9999);
  const to = reached < 0 ? steps.indexOf(1) : reached;
  const from = Math.min(
    to - 2,
    steps.findLastIndex((step) => step <= least * 1.0001),
  );
  const ticks = steps.slice(Math.max(0, from), to + 1);
  return axis('log', ticks, (share) => Math.log(Math.max(share, Number.MIN_VALUE)));
}

function axis(kind: Axis['kind'], ticks: number[], bend: (share: number) => number): Axis {
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)];
  return {
    kind,
    ticks,
    onto: (start, end) => {
      const place = linear([bend(first), bend(last)], [start, end]);
      return (share) => place(bend(Math.min(last, Math.max(first, share))));
    },
  };
}
