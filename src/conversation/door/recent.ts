import type { Dialogue } from './store.ts';

/** Dialogues under way in one process at once; more are read from the store again. */
const MOST = 5000;

/**
 * Dialogues as this process last left them, so that a turn need not read what was just written. One that another process has
 * taken on since is noticed when it is written: `advanceDialogue` goes by its step.
 */
export class RecentDialogues {
  readonly #byId = new Map<string, Dialogue>();
  take(id: string): Dialogue | null {
    const dialogue = this.#byId.get(id) ?? null;
    this.#byId.delete(id);
    return dialogue;
  }
  keep(dialogue: Dialogue): void {
    this.#byId.delete(dialogue.id);
    if (dialogue.endedAt !== null) return;
    this.#byId.set(dialogue.id, dialogue);
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined && this.#byId.size > MOST) this.#byId.delete(oldest);
  }
}
