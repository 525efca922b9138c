/** A function of `x` that also writes its gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

const MEMORY = 6;

/**
 * Finds the least of a smooth convex function by L-BFGS with backtracking (Nocedal & Wright, Numerical Optimization,
 * 2nd ed., algorithms 7.4 and 3.1), starting from `start`. Nothing in it is random.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { iterations, tolerance }: { iterations: number; tolerance: number },
): Float64Array {
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let i = 0; i < iterations; i++) {
    const direction = descend(gradient, pairs);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let step = pairs.length ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    const nextGradient = new Float64Array(x.length);
    let next = along(x, direction, step);
    let nextValue = objective(next, nextGradient);
    for (let tries = 0; nextValue > value + 1e-4 * step * slope && tries < 20; tries++) {
      step /= 2;
      next = along(x, direction, step);
      nextValue = objective(next, nextGradient);
    }
    if (!(nextValue < value)) break;
    const s = direction.map((d) => d * step);
    const y = nextGradient.map((g, j) => g - (gradient[j] as number));
    const curvature = dot(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    const gain = value - nextValue;
    [x, gradient, value] = [next, nextGradient, nextValue];
    if (gain < tolerance * Math.max(1, Math.abs(value))) break;
  }
  return x;
}

/** The two-loop recursion: the gradient turned and stretched by the curvature seen lately. */
function descend(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas = pairs.map(() => 0);
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i] as (typeof pairs)[number];
    alphas[i] = pair.rho * dot(pair.s, q);
    add(q, pair.y, -(alphas[i] as number));
  }
  const last = pairs.at(-1);
  if (last) scale(q, 1 / (last.rho * dot(last.y, last.y)));
  for (const [i, { s, y, rho }] of pairs.entries()) add(q, s, (alphas[i] as number) - rho * dot(y, q));
  return q;
}

function along(x: Float64Array, direction: Float64Array, step: number): Float64Array {
  const result = x.slice();
  add(result, direction, step);
  return result;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + times * (what[i] as number);
}

function scale(x: Float64Array, by: number): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) * by;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
