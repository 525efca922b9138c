import { seeded } from '../../src/forecast/random.ts';
import { type ForestModel, growForest, openForest, settingsFor } from '../../src/forecast/trees/index.ts';

// How fast a forest of the usual size answers: 200 trees of 31 leaves on 300 features, two in three unknown, and 20
// classes. npx tsx bench/synthetic/speed.ts

const [ROWS, FEATURES, CLASSES] = [4000, 300, 20];
const random = seeded(1);
const columns = Array.from({ length: FEATURES }, () =>
  Uint8Array.from({ length: ROWS }, () => (random() < 2 / 3 ? 0 : 1 + Math.floor(30 * random()))),
);
const labels = Array.from({ length: ROWS }, (_, row) => {
  const sum = columns.slice(0, 8).reduce((all, column) => all + (column[row] as number), 0);
  return Math.floor(random() * 6 + sum) % CLASSES;
});
const table = { rows: ROWS, columns };

const since = (begun: number) => Number((performance.now() - begun).toFixed(3));
const growing = performance.now();
const settings = { ...settingsFor(ROWS, CLASSES), rounds: 200, leaves: 31 };
const text = JSON.stringify(await growForest({ table, labels, classes: CLASSES }, settings));
const grown = since(growing);

const opening = performance.now();
const forest = openForest(JSON.parse(text) as ForestModel);
const opened = since(opening);

const rows = Array.from({ length: ROWS }, (_, row) => columns.map((column) => column[row] as number));
const binned = rows.map((row) => Uint8Array.from(row));
let furthest = 0;
for (const bins of binned) {
  const [scores, contributions] = [forest.scores(bins), forest.contributions(bins)];
  for (let k = 0; k < CLASSES; k++) {
    let sum = forest.bias[k] as number;
    for (let f = 0; f < FEATURES; f++) sum += contributions[f * CLASSES + k] as number;
    furthest = Math.max(furthest, Math.abs(sum - (scores[k] as number)));
  }
}
const scoring = performance.now();
for (const bins of binned) forest.scores(bins);
const scored = since(scoring) / ROWS;
const explaining = performance.now();
for (const bins of binned) forest.contributions(bins);
const explained = since(explaining) / ROWS;
console.log(
  JSON.stringify({
    millisecondsToGrow: grown,
    kilobytes: Math.round(text.length / 1024),
    millisecondsToOpen: opened,
    millisecondsToScoreARow: scored,
    millisecondsToExplainARow: explained,
    furthestFromTheScore: furthest,
  }),
);
