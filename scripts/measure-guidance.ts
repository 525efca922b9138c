/**
 * What the cycle and live guidance make of annotated conversations, by labels of a labeller that has not seen the part.
 *
 *   npx tsx scripts/measure-guidance.ts                   parts 3, 6, 8 and 12, which decided no threshold
 *   npx tsx scripts/measure-guidance.ts --parts 1,2,4     others, to tune on
 *   … --folds FOLDER                                      where trained labellers are kept (var/folds)
 */
import { parseArgs } from 'node:util';
import { RULES } from '../src/conversation/cycle/index.ts';
import { readCorpus } from './corpus.ts';
import { type Judged, judge, separation } from './guidance/judge.ts';
import { labellerWithout } from './moves/held-out.ts';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: '3,6,8,12' },
    folds: { type: 'string', default: 'var/folds' },
  },
});
const names = values.parts.split(',');
const corpus = readCorpus();
const judged = corpus.parts
  .filter(({ name }) => names.includes(name))
  .flatMap((part) => {
    const labeller = labellerWithout(part, corpus, values.folds);
    return part.dialogues.map((dialogue) => judge(dialogue, labeller));
  });

const GRADES = ['good', 'mixed', 'poor'] as const;
const sum = (list: readonly Judged[], of: (one: Judged) => number) =>
  list.reduce((all, one) => all + of(one), 0);
const share = (part: number, whole: number) => `${((100 * part) / (whole || 1)).toFixed(1)} %`;

console.log(
  '| grade | conversations | agent turns with no prompt | a fault is named in | prompts that name one | prompts a talk |',
);
console.log('|---|---|---|---|---|---|');
for (const grade of GRADES) {
  const of = judged.filter((one) => one.grade === grade);
  const prompts = sum(of, (one) => one.prompts.length);
  const turns = sum(of, (one) => one.agentTurns);
  const named = of.filter(({ right }) => right > 0).length;
  const right = share(
    sum(of, (one) => one.right),
    prompts,
  );
  console.log(
    `| ${grade} | ${of.length} | ${share(turns - prompts, turns)} | ${share(named, of.length)} | ${right} | ${(prompts / of.length).toFixed(2)} |`,
  );
}

console.log(
  '\n| rule | breaches a talk: good | mixed | poor | prompts: good | mixed | poor | separates poor from good (AUC) |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const rule of RULES) {
  const mean = (of: (one: Judged) => number) =>
    GRADES.map((grade) => {
      const list = judged.filter((one) => one.grade === grade);
      return (sum(list, of) / list.length).toFixed(2);
    });
  const breaches = mean((one) => one.breaches[rule]);
  const prompts = mean((one) => one.prompts.filter((prompt) => prompt.rule === rule).length);
  const auc = separation(judged, (one) => one.breaches[rule]).toFixed(3);
  console.log(`| ${[rule, ...breaches, ...prompts, auc].join(' | ')} |`);
}
const all = separation(judged, ({ breaches }) => RULES.reduce((count, rule) => count + breaches[rule], 0));
console.log(`\nAll breaches a turn together: AUC ${all.toFixed(3)}`);
