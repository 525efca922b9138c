import type { Encoder } from '../../src/conversation/encoder/index.ts';
import { certainMood } from '../../src/conversation/moves/certain.ts';
import { createLabeller } from '../../src/conversation/moves/labeller.ts';
import type { Tuning } from '../../src/conversation/moves/model.ts';
import { MOVES } from '../../src/conversation/moves/types.ts';
import { boundaryF1, calibrationError, f1PerClass, labelAll, mean, wordMoves } from './measure.ts';
import type { Fold } from './tune.ts';

/** One column of the table: every figure for one left-out part, tuned without it. */
export function figures({ model, dialogues }: Fold, tuning: Tuning, encoder: Encoder): Map<string, number> {
  const labeller = createLabeller({ ...model, tuning }, { read: () => certainMood('neutral') }, encoder);
  const given = labelAll(dialogues, labeller, true);
  const raw = labelAll(dialogues, labeller, false);
  const out = new Map<string, number>();

  const stretches = given.flatMap(({ truth, got }) =>
    truth.speaker === 'agent' && got.speaker === 'agent'
      ? got.stretches.map((stretch, i) => ({ ...stretch, truth: truth.stretches[i]?.move ?? 'other' }))
      : [],
  );
  const perMove = f1PerClass(
    MOVES,
    stretches.map(({ truth, move }) => [truth, move] as const),
  );
  out.set('**macro-F1, stretches given**', mean(perMove));
  for (const [k, move] of MOVES.entries()) out.set(move, perMove[k] ?? 0);
  out.set('accuracy', mean(stretches.map(({ truth, move }) => (truth === move ? 1 : 0))));
  const judged = stretches.map(({ truth, move, probabilities }) => ({
    p: probabilities[move],
    right: truth === move,
  }));
  out.set('calibration error', calibrationError(judged));
  const sure = stretches.filter((stretch) => stretch.sure);
  out.set('coverage when sure', sure.length / stretches.length);
  out.set('accuracy when sure', mean(sure.map(({ truth, move }) => (truth === move ? 1 : 0))));

  const found = wordMoves(raw);
  out.set('**boundary F1, raw turns**', boundaryF1(raw));
  out.set('word accuracy, raw turns', mean(found.map(([truth, got]) => (truth === got ? 1 : 0))));
  out.set('word macro-F1, raw turns', mean(f1PerClass(MOVES, found)));
  return out;
}

/** A Markdown table, a row a figure, a column a part, and the mean. */
export function table(columns: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  const parts = [...columns.keys()];
  const rows = [...(columns.values().next().value?.keys() ?? [])].map((name) => {
    const values = parts.map((part) => columns.get(part)?.get(name) ?? 0);
    return `| ${[name, ...[...values, mean(values)].map((value) => value.toFixed(3))].join(' | ')} |`;
  });
  const head = `| left out | ${parts.map((part) => `part ${part}`).join(' | ')} | mean |`;
  return [head, `|---${'|---:'.repeat(parts.length + 1)}|`, ...rows].join('\n');
}
