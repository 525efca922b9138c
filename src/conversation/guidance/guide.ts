import { type CycleState, importantDetail } from '../cycle/index.ts';
import { choose, type Given } from './choose.ts';
import { phrase } from './phrase.ts';
import type { Habits, Known, Prompt } from './types.ts';

/** Details of the customer's that a summary gives back. */
const MOST_HEARD = 3;

/**
 * What the agent is prompted to do after the last turn that the cycle has followed, or null. At most one thing; never one
 * that `given` holds, until it was kept in between. Pure.
 */
export function guide(
  cycle: CycleState,
  given: readonly Given[],
  { known, habits }: { known: Known; habits: Habits },
): Prompt | null {
  const choice = choose(cycle, given, habits);
  if (!choice) return null;
  const heard = cycle.recent.flatMap((turn) => {
    const detail = turn.speaker === 'customer' ? importantDetail(turn.text, null) : null;
    return detail ? [detail.words] : [];
  });
  const prompt = phrase(choice, known, heard.slice(-MOST_HEARD));
  // The same words again would say nothing.
  return given.some(({ say }) => say === prompt.say) ? null : prompt;
}
