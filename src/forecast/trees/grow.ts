import { seeded } from '../random.ts';
import {
  addLeaves,
  type Boosting,
  leafValues,
  logLoss,
  meanHessians,
  updateChances,
  updateLanes,
} from './boost.ts';
import { growTree, Scratch } from './grow-tree.ts';
import { layOutBins } from './histogram.ts';
import { packForest } from './pack.ts';
import { draw, drawRows } from './sample.ts';
import { drawClasses } from './sketch.ts';
import { begin } from './start.ts';
import { type GrownTree, route } from './tree.ts';
import type { ForestModel, ForestSettings, GrowHooks, Training } from './types.ts';

/**
 * Gradient-boosted decision trees for a softmax over `classes`, one tree a round with a vector of scores in every leaf.
 * Splits are found on histograms of sketched gradients (SketchBoost, Iosipoi & Vakhrushev, NeurIPS 2022; LightGBM, Ke
 * et al., NeurIPS 2017), leaves are Newton steps on the whole gradients. The same seed gives the same forest. The event
 * loop is let run after every round.
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
  const grown: GrownTree[] = [];
  let best = { rounds: 0, loss: logLoss(state, held) };

  for (let round = 0; round < settings.rounds && !hooks.signal?.aborted; round++) {
    const { rows, others } = drawRows(learnt, settings.rowShare, random);
    updateChances(state, rows);
    updateLanes(state, rows, drawClasses(random, meanHessians(state, rows)));
    const features = draw(useful, settings.featureShare, random);
    const ground = { columns: table.columns, layout, features, lanes: state.lanes, scratch };
    const { tree, starts, ends } = growTree(ground, rows, settings.leaves, settings);
    const values = new Float32Array(tree.leaves * classes);
    const covers = new Float32Array(tree.leaves);
    for (let leaf = 0; leaf < tree.leaves; leaf++) {
      const own = rows.subarray(starts[leaf], ends[leaf]);
      leafOfAll(own, leaf, leafOf);
      leafValues(state, own, settings, values.subarray(leaf * classes, (leaf + 1) * classes));
      covers[leaf] = weightOf(state, own);
    }
    route(tree, table.columns, others, leafOf);
    route(tree, table.columns, held, leafOf);
    for (const some of [rows, others, held]) addLeaves(state, some, leafOf, values);
    grown.push({ tree, values, covers });

    const loss = logLoss(state, held);
    if (loss === null || best.loss === null || loss < best.loss) best = { rounds: grown.length, loss };
    hooks.onRound?.(grown.length, settings.rounds, loss);
    if (grown.length - best.rounds >= settings.patience) break;
    await new Promise((go) => setImmediate(go));
  }
  return packForest(grown.slice(0, best.rounds), table.columns.length, base, best.loss);
}

function leafOfAll(rows: Int32Array, leaf: number, leafOf: Int32Array): void {
  for (let i = 0; i < rows.length; i++) leafOf[rows[i] as number] = leaf;
}

function weightOf(state: Boosting, rows: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += state.weights[rows[i] as number] as number;
  return sum;
}
