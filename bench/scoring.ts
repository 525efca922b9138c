/**
 * Turns labelled, followed through the cycle and scored in one process, beside JSON written and read of the same turns.
 *
 *   npx tsx bench/scoring.ts [--turns 10000]
 */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type LabelledTurn,
  loadLabeller,
  readTranscripts,
  scorecard,
  type Turn,
} from '../src/conversation/index.ts';

const FOLDER = 'data/dialogues';
const MB = 1e6;
const given = process.argv.indexOf('--turns');
const wanted = given < 0 ? 10_000 : Number(process.argv[given + 1]);

const talks: Turn[][] = readdirSync(FOLDER)
  .filter((file) => /^part-\d+\.txt$/.test(file))
  .flatMap((file) => readTranscripts(readFileSync(`${FOLDER}/${file}`, 'utf8'), file).transcripts)
  .map(({ turns }) => turns.map(({ speaker, text }) => ({ speaker, text })));
const chosen: Turn[][] = [];
for (let i = 0, turns = 0; turns < wanted; i++) {
  const talk = talks[i % talks.length] ?? [];
  chosen.push(talk.slice(0, wanted - turns));
  turns += talk.length;
}
const turns = chosen.reduce((sum, talk) => sum + talk.length, 0);

const labeller = loadLabeller();
const before = process.memoryUsage.rss();
let most = before;
const timed = (work: () => void) => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};
const labelled: LabelledTurn[][] = [];
const labelling = timed(() => {
  for (const talk of chosen) {
    const said: LabelledTurn[] = [];
    for (const turn of talk) said.push(labeller.label(turn, said));
    labelled.push(said);
    most = Math.max(most, process.memoryUsage.rss());
  }
});
let points = 0;
const scoring = timed(() => {
  for (const talk of labelled) points += scorecard(talk).evidence.length;
});
most = Math.max(most, process.memoryUsage.rss());
const JSON_ROUNDS = 10;
const json =
  timed(() => {
    for (let i = 0; i < JSON_ROUNDS; i++) for (const talk of labelled) JSON.parse(JSON.stringify(talk));
  }) / JSON_ROUNDS;

const rate = (seconds: number) => Math.round(turns / seconds).toLocaleString('en');
console.log(`${turns} turns, ${chosen.length} talks, ${points} points with their words`);
console.log(`labelled            ${rate(labelling)} turns/s`);
console.log(`followed and scored ${rate(scoring)} turns/s`);
console.log(`both                ${rate(labelling + scoring)} turns/s`);
console.log(`JSON of the same    ${rate(json)} turns/s, ratio ${(json / (labelling + scoring)).toFixed(4)}`);
console.log(
  `memory              ${Math.round(most / MB)} MB, of which ${Math.round((most - before) / MB)} MB for this`,
);
