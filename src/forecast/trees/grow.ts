import { seeded } from '../random.ts';
import {
  ALL,
  addLeaves,
  type Boosting,
  leafValues,
  logLoss,
  meanHessians,
  updateChances,
  updateLanes,
  updateLanesOf,
  updateLanesProjected,
} from './boost.ts';
import { growTree, Scratch } from './grow-tree.ts';
import { layOutBins } from './histogram.ts';
import { packForest } from './pack.ts';
import { draw, drawRows } from './sample.ts';
import { drawClasses, projection } from './sketch.ts';
import { begin } from './start.ts';
import { type GrownTree, route } from './tree.ts';
import type { ForestModel, ForestSettings, GrowHooks, Training } from './types.ts';

/**
 * Gradient-boosted decision trees for a softmax over `classes`: in every round one tree with a vector of scores in every
 * leaf, whose splits are found on histograms of sketched gradients (SketchBoost, Iosipoi & Vakhrushev, NeurIPS 2022;
 * LightGBM, Ke et al., NeurIPS 2017), or one tree for each class (Friedman, Greedy Function Approximation, 2001).
 * Leaves are Newton steps on the whole gradients. The same seed gives the same forest. The event loop is let run after
 * every round.
 */
export async function growForest(
  training: Training,
  settings: ForestSettings,
  hooks: GrowHooks = {},
): Promise<ForestModel> {
  const { table, classes } = training;
  const { state, base, learnt, held } = begin(training);
  const random = seeded(settings.seed);
  const layout = layOutBins(table.columns);
  const scratch = new Scratch(layout.slots, learnt.length);
  const leafOf = new Int32Array(table.rows);
  const useful = Int32Array.from(table.columns.keys()).filter((f) => (layout.bins[f] as number) > 1);
  const targets = settings.trees === 'own' ? Array.from({ length: classes }, (_, k) => k) : [ALL];
  const grown: GrownTree[] = [];
  let best = { rounds: 0, loss: logLoss(state, held) };

  const growOne = (target: number, all: Int32Array, others: Int32Array): GrownTree => {
    if (target !== ALL) updateLanesOf(state, all, target);
    else if (settings.sketch === 'projected') updateLanesProjected(state, all, projection(random, classes));
    else updateLanes(state, all, drawClasses(random, meanHessians(state, all)));
    const features = draw(useful, settings.featureShare, random);
    const rows = all.slice();
    const one = target !== ALL;
    const ground = { columns: table.columns, layout, features, lanes: state.lanes, one, scratch };
    const { tree, starts, ends } = growTree(ground, rows, settings.leaves, settings);
    const width = target === ALL ? classes : 1;
    const values = new Float32Array(tree.leaves * width);
    const covers = new Float32Array(tree.leaves);
    for (let leaf = 0; leaf < tree.leaves; leaf++) {
      const own = rows.subarray(starts[leaf], ends[leaf]);
      leafOfAll(own, leaf, leafOf);
      leafValues(state, own, target, settings, values.subarray(leaf * width, (leaf + 1) * width));
      covers[leaf] = weightOf(state, own);
    }
    route(tree, table.columns, others, leafOf);
    route(tree, table.columns, held, leafOf);
    for (const some of [all, others, held]) addLeaves(state, some, leafOf, target, values);
    return { target, tree, values, covers };
  };

  for (let round = 1; round <= settings.rounds && !hooks.signal?.aborted; round++) {
    const { rows, others } = drawRows(learnt, settings.rowShare, random);
    updateChances(state, rows);
    for (const target of targets) grown.push(growOne(target, rows, others));
    const loss = logLoss(state, held);
    if (loss === null || best.loss === null || loss < best.loss) best = { rounds: round, loss };
    hooks.onRound?.(round, settings.rounds, loss);
    if (round - best.rounds >= settings.patience) break;
    await new Promise((go) => setImmediate(go));
  }
  const kept = grown.slice(0, best.rounds * targets.length);
  return packForest(kept, { features: table.columns.length, rounds: best.rounds, base, loss: best.loss });
}

function leafOfAll(rows: Int32Array, leaf: number, leafOf: Int32Array): void {
  for (let i = 0; i < rows.length; i++) leafOf[rows[i] as number] = leaf;
}

function weightOf(state: Boosting, rows: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += state.weights[rows[i] as number] as number;
  return sum;
}
