import { type Instant, SECOND } from '../../platform/index.ts';
import type { Turn } from './ask.ts';
import type { DialogueState } from './state.ts';

/**
 * It is over. Whether it is resolved is what was said to be; else it is so when it was answered here, and not when someone
 * spoke and went without an answer. What a person made of it, and why someone hung up at the greeting, is unknown.
 */
export function ended(state: DialogueState, durationSeconds: number | null, now: Instant): Turn {
  const handleSeconds = durationSeconds ?? Math.max(0, Math.round((now - state.startedAt) / SECOND));
  const heard = state.said.some(({ by }) => by === 'them');
  const resolved = state.transferred ? null : (state.resolved ?? (state.last ? true : heard ? false : null));
  return [{ ...state, place: 'closed' }, [{ do: 'contact', update: { handleSeconds, resolved } }]];
}
