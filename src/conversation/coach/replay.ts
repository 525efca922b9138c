import type { Move } from '../moves/index.ts';
import { factsOf, type Scenario } from './scenario.ts';
import type { Cause, Change, CoachState, Temper } from './types.ts';

/** One exchange looked at again: what was said, what it moved, and what would have been better. */
export interface ReplayStep {
  readonly said: readonly { readonly move: Move; readonly text: string }[];
  readonly reply: string;
  /** In words, with the detail where there is one: "played back: the booking reference". */
  readonly helped: readonly string[];
  readonly hurt: readonly { readonly what: string; readonly words: string; readonly better: string }[];
  readonly temper: Temper;
  /** The share of what was told so far that was played back; 1 where nothing was told. */
  readonly heard: number;
}

const WORDS: Record<Cause, string> = {
  signposted: 'said what comes next, or why',
  announced_hold: 'announced the wait',
  asked_openly: 'asked openly',
  played_back: 'gave back',
  acknowledged: 'recognised the feeling',
  reassured: 'reassured',
  told: 'told',
  checked: 'checked that it was understood',
  no_reason: 'asked with no reason given',
  interrogated: 'asked one thing after the other and gave nothing back',
  asked_again: 'asked again for what was told',
  not_heard: 'passed over what was told',
  misheard: 'gave it back wrong',
  feeling_ignored: 'passed over the feeling',
  formula: 'said what could be said to anyone',
  silence: 'went silent unannounced',
  lecture: 'explained at length without a question',
  jumped: 'changed the subject unannounced',
  no_progress: 'moved nothing on',
  left_unresolved: 'closed before it was solved',
};

export function replayOf(state: CoachState, scenario: Scenario): ReplayStep[] {
  const labels = new Map<string, string>(
    [...factsOf(scenario), ...scenario.points].map(({ id, label }) => [id, label]),
  );
  const words = ({ cause, about }: Change) =>
    about === null ? WORDS[cause] : `${WORDS[cause]}: ${labels.get(about) ?? about}`;
  const told = new Set<string>();
  const heard = new Set<string>();
  return state.exchanges.map(({ agent, customer, changes, temper, revealed }) => {
    for (const { cause, about } of changes) if (cause === 'played_back' && about) heard.add(about);
    const share = told.size === 0 ? 1 : [...told].filter((id) => heard.has(id)).length / told.size;
    for (const id of revealed) told.add(id);
    return {
      said: agent.stretches.map(({ move, text }) => ({ move, text })),
      reply: customer.text,
      helped: changes.filter(({ better }) => better === null).map(words),
      hurt: changes.flatMap((one) =>
        one.better === null ? [] : [{ what: words(one), words: one.words, better: one.better }],
      ),
      temper,
      heard: share,
    };
  });
}
