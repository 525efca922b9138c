import { iso } from '../platform/index.ts';
import type { Beside, Evaluation } from './types.ts';

const SHOWN = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95];
const MOST_REASONS = 12;

/** An evaluation as a text table for the terminal. */
export function renderEvaluation(report: Evaluation): string {
  const { trainedOn, testedOn } = report;
  return [
    `Trained on ${count(trainedOn.contacts)} contacts before ${iso(report.trainedUntil)}, tested on ${count(testedOn.contacts)} from then to ${iso(report.testedUntil)}.`,
    '',
    ...beside('Reason, given a contact', report.reason, [
      ['logLoss', 'log loss'],
      ['brier', 'Brier'],
      ['ece', 'calibration error'],
      ['eceOfWidths', '  in groups of equal width'],
      ['eceByChance', '  were all that was said right'],
      ['hit1', 'hit@1'],
      ['hit3', 'hit@3'],
    ]),
    ...yes('Contact within 24 h', report.contact24h),
    ...yes('Contact within 7 d', report.contact7d),
    row(['Likeliest reason used above', 'coverage', 'precision', 'contacts']),
    ...report.coverage
      .filter(({ threshold }) => SHOWN.includes(threshold))
      .map(({ threshold, coverage, precision, contacts }) =>
        row([`  ${threshold.toFixed(2)}`, percent(coverage), percent(precision), count(contacts)]),
      ),
    '',
    row(['Reason that came', 'contacts', 'named first', 'mean given']),
    ...report.byReason
      .slice(0, MOST_REASONS)
      .map(({ reason, contacts, hit1, given }) =>
        row([`  ${reason.slice(0, 27)}`, count(contacts), percent(hit1), percent(given)]),
      ),
    ...(report.byReason.length > MOST_REASONS
      ? [`  and ${report.byReason.length - MOST_REASONS} more, which the drawing shows`]
      : []),
    ...(report.unseenReasons.length
      ? ['', `Not seen in training, so always missed: ${report.unseenReasons.join(', ')}.`]
      : []),
    '',
  ].join('\n');
}

function yes(title: string, scores: Evaluation['contact24h']): string[] {
  if (!scores) return [`${title}: less than a week was there to learn from or to test on.`, ''];
  return beside(title, scores, [
    ['logLoss', 'log loss'],
    ['brier', 'Brier'],
    ['ece', 'calibration error'],
    ['auc', 'AUC'],
  ]);
}

function beside<K extends string>(
  title: string,
  { model, logistic, baseRate, lastReason }: Beside<Record<K, number>>,
  measures: readonly (readonly [K, string])[],
): string[] {
  return [
    row([title, 'model', 'logistic', 'base rate', 'last reason']),
    ...measures.map(([key, name]) =>
      row([`  ${name}`, ...[model, logistic, baseRate, lastReason].map((s) => figure(s[key]))]),
    ),
    '',
  ];
}

function row([first = '', ...rest]: readonly string[]): string {
  return first.padEnd(30) + rest.map((cell) => cell.padStart(13)).join('');
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(4);
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}
