import { SKETCH } from './histogram.ts';

/**
 * A random projection of gradients of all classes onto `SKETCH` directions, `[class * SKETCH + direction]`, that keeps
 * squared lengths on average (Iosipoi & Vakhrushev, SketchBoost, NeurIPS 2022, section 3.3). With no more classes than
 * directions nothing needs to be projected. `scale[class]` stretches a class's gradient first.
 */
export function projection(random: () => number, scale: Float64Array): Float64Array {
  const classes = scale.length;
  const directions = new Float64Array(classes * SKETCH);
  for (let k = 0; k < classes; k++) {
    for (let s = 0; s < SKETCH; s++)
      directions[k * SKETCH + s] =
        (scale[k] as number) * (classes <= SKETCH ? (k === s ? 1 : 0) : normal(random) / Math.sqrt(SKETCH));
  }
  return directions;
}

/** A standard normal number (Box & Muller, 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
