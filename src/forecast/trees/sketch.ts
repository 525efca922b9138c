import { SKETCH } from './histogram.ts';

/** The classes that choose the splits of one tree, and by what their gradients are stretched. */
export type Sketch = { chosen: Int32Array; stretch: Float64Array };

/**
 * Draws `SKETCH` classes, without replacement, whose gradients alone decide where a tree splits (Iosipoi & Vakhrushev,
 * SketchBoost, NeurIPS 2022, section 3.2: random sampling). `hessians` are the mean p (1 − p) of the classes: one comes
 * up in proportion to the square root of it and is stretched to a variance of one, so that the frequent classes come
 * more often but do not outshout the rare. On the table of bench/synthetic this did better than a Gaussian projection.
 */
export function drawClasses(random: () => number, hessians: Float64Array): Sketch {
  // Keys u^(1 / weight), the largest win (Efraimidis & Spirakis, Weighted random sampling with a reservoir, 2006).
  const keys = hessians.map((hessian) => Math.log(random() + 1e-12) / Math.sqrt(bounded(hessian)));
  const chosen = Int32Array.from(hessians.keys())
    .sort((a, b) => (keys[b] as number) - (keys[a] as number))
    .slice(0, SKETCH);
  const stretch = Float64Array.from(chosen, (k) => 1 / Math.sqrt(bounded(hessians[k] as number)));
  return { chosen, stretch };
}

const bounded = (hessian: number) => Math.max(hessian, 1e-6);
