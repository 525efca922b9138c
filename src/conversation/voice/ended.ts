import { type Instant, SECOND } from '../../platform/index.ts';
import type { DialogueState, Turn } from './dialogue-types.ts';

/**
 * The call is over. It is resolved when it was answered here; not when the caller spoke and went without an answer.
 * What a person made of it, and why someone hung up at the greeting, is unknown.
 */
export function ended(state: DialogueState, durationSeconds: number | null, now: Instant): Turn {
  const handleSeconds = durationSeconds ?? Math.max(0, Math.round((now - state.startedAt) / SECOND));
  const resolved = state.transferred ? null : state.lastAnswer ? true : state.heard.length ? false : null;
  return [{ ...state, place: 'closed' }, [{ do: 'contact', update: { handleSeconds, resolved } }]];
}
