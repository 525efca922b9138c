import type { Beside, Evaluation } from '../types.ts';
import { measure } from './words.ts';

type Row<K> = readonly [key: K, name: string, better: 'less' | 'more'];

const OF_REASON = [
  ['logLoss', 'Log loss', 'less'],
  ['brier', 'Brier', 'less'],
  ['ece', 'Calibration error', 'less'],
  ['hit1', 'Hit@1', 'more'],
  ['hit3', 'Hit@3', 'more'],
] as const;
const OF_CONTACT = [
  ['logLoss', 'Log loss', 'less'],
  ['brier', 'Brier', 'less'],
  ['ece', 'Calibration error', 'less'],
  ['auc', 'AUC', 'more'],
] as const;
const WHO = [
  ['model', 'Model'],
  ['logistic', 'Logistic'],
  ['baseRate', 'Base rate'],
  ['lastReason', 'Last reason'],
] as const;

/** Every measure of the model beside the same of the logistic regression and the two rules; the best of a row stands out. */
export function Measures({ report }: { report: Evaluation }) {
  return (
    <div class="wide-table">
      <table class="numbers measures">
        <thead>
          <tr>
            <td />
            {WHO.map(([, name]) => (
              <th scope="col" class="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <Group heading="Reason, given a contact" scores={report.reason} rows={OF_REASON} />
        <Group heading="Contact within 24 hours" scores={report.contact24h} rows={OF_CONTACT} />
        <Group heading="Contact within 7 days" scores={report.contact7d} rows={OF_CONTACT} />
      </table>
    </div>
  );
}

function Group<K extends string>({
  heading,
  scores,
  rows,
}: {
  heading: string;
  scores: Beside<Record<K, number>> | null;
  rows: readonly Row<K>[];
}) {
  return (
    <tbody>
      <tr class="group-head">
        <th scope="rowgroup" colspan={5}>
          {heading}
        </th>
      </tr>
      {scores ? (
        rows.map((row) => <Line scores={scores} row={row} />)
      ) : (
        <tr>
          <td colspan={5}>Less than a week was there to learn from or to test on.</td>
        </tr>
      )}
    </tbody>
  );
}

function Line<K extends string>({
  scores,
  row: [key, name, better],
}: {
  scores: Beside<Record<K, number>>;
  row: Row<K>;
}) {
  const values = WHO.map(([who]) => scores[who][key]).filter(Number.isFinite);
  const best = better === 'less' ? Math.min(...values) : Math.max(...values);
  return (
    <tr>
      <th scope="row">
        {name} <small>{better} is better</small>
      </th>
      {WHO.map(([who]) => {
        const value = scores[who][key];
        return (
          <td class="num">
            {Number.isFinite(value) && measure(value) === measure(best) ? (
              <strong>{measure(value)}</strong>
            ) : (
              measure(value)
            )}
          </td>
        );
      })}
    </tr>
  );
}
