import type { PracticeResult, ReplayStep, Scenario } from '../conversation/index.ts';

const OUTCOMES = {
  resolved: 'Resolved.',
  unresolved: 'Not resolved.',
  supervisor: 'Passed on to a supervisor.',
  hung_up: 'The customer hung up.',
  stopped: 'Broken off.',
} as const;
const BAR = 10;

export function scenarioList(scenarios: readonly Scenario[]): string {
  const wide = Math.max(...scenarios.map(({ id }) => id.length));
  const rows = scenarios.map(
    ({ id, title, industry, difficulty }, i) =>
      `${i + 1}  ${id.padEnd(wide)}  difficulty ${difficulty}  ${title} (${industry})`,
  );
  return `${rows.join('\n')}\n\nChoose one: beforehand coach --scenario 1 (or a file of your own, see docs/coach.md)`;
}

/** The outcome, the scores, what went well and what to practise, and what was left undone. */
export function resultText(result: PracticeResult, { customer }: Scenario): string {
  const { outcome, score, well, practise, tasks, before, after } = result;
  const left = tasks.filter(({ done }) => !done);
  const rows = [
    outcome ? OUTCOMES[outcome] : '',
    score
      ? `Score ${score.overall} of 100: direction ${score.direction}, control ${score.control}.`
      : 'Nothing was said.',
    `${customer.name} ended at frustration ${tenths(after.frustration)} (began at ${tenths(before.frustration)}), worry ${tenths(after.worry)} (${tenths(before.worry)}).`,
    well && `What went well: ${well.why} "${well.words}"`,
    practise &&
      `One thing to practise: ${practise.advice}${practise.words ? ` It is about: "${practise.words}"` : ''}`,
    practise?.example && `For example: ${practise.example}`,
    left.length > 0 && `Left undone: ${left.map(({ kind, label }) => `${kind} ${label}`).join('; ')}.`,
  ];
  return rows.filter(Boolean).join('\n');
}

/** Turn by turn: what was said, its moves, what it did to the customer, and what would have been better. */
export function replayText(steps: readonly ReplayStep[], { customer }: Scenario): string {
  const name = customer.name.split(' ')[0];
  const rows = steps.map(({ said, reply, helped, hurt, temper, heard }, i) => {
    const words = said.map(({ move, text }) => `[${move}] ${text}`).join(' ') || '(silence)';
    return [
      `${String(i + 1).padStart(2)}  You: ${words}`,
      `    ${name}: ${reply}`,
      ...helped.map((what) => `    + ${what}`),
      ...hurt.map(({ what, better }) => `    - ${what}\n      better: ${better}`),
      `    frustration ${bar(temper.frustration)}  worry ${bar(temper.worry)}  thread ${bar(temper.thread)}  heard ${bar(heard)}`,
    ].join('\n');
  });
  return rows.length > 0 ? `Replay\n\n${rows.join('\n\n')}` : '';
}

function bar(share: number): string {
  const full = Math.round(share * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

function tenths(share: number): string {
  return `${Math.round(share * 10)}/10`;
}
