import type { Ingest } from '../../ingest/index.ts';
import { type Clock, type Db, type Log, ManualClock, SECOND } from '../../platform/index.ts';
import { contactOf } from './contact.ts';
import { clearOwed, type Dialogue, dialoguesOwing, type OwingDialogue, owing } from './store.ts';

/** How long a contact may lie in its dialogue: what changes again meanwhile is written once. */
const DELAY = SECOND / 2;
/** How often, and after how long a standstill, what another process has left behind is looked for. */
const PATROL = 60 * SECOND;
/** How long what could not be written rests. */
const REST = 10 * SECOND;

type Key = Pick<Dialogue, 'bucket' | 'id'>;

export type ContactWriter = {
  /** After a dialogue that owes its contact was committed. Resolves at once; with a manual clock, when it is written. */
  note(dialogue: Key): Promise<void>;
  /** Writes what is owed in the store, whoever left it there, by dialogues that have stood still for `idleMs`. */
  settle(idleMs?: number): Promise<void>;
  /** Writes what was noted, and looks no more. */
  stop(): Promise<void>;
};

type Deps = { db: Db; clock: Clock; ingest: Pick<Ingest, 'accept'>; log: Log };

/**
 * Writes the contacts that dialogues are. A webhook commits the dialogue, which holds all of the contact, with a mark that
 * it owes it; the contact follows in a batch, so that nobody on the line waits for it, and then the mark goes. What a
 * crash leaves is found by its mark.
 */
export function openContactWriter({ db, clock, ingest, log }: Deps): ContactWriter {
  let noted = new Map<string, Key>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  /** Returns those that could not be written. */
  const write = async (dialogues: readonly OwingDialogue[]): Promise<readonly Key[]> => {
    try {
      await ingest.accept(dialogues.flatMap((dialogue) => contactOf(dialogue) ?? []));
      await clearOwed(db, dialogues);
      return [];
    } catch (err) {
      const [first, ...more] = dialogues;
      if (!first) return [];
      if (!more.length) {
        log.error(
          { err, dialogue: first.id },
          'the contact of a dialogue was not written; it is tried again',
        );
        return [first];
      }
      // One that can't be written keeps no other from it.
      const failed: Key[] = [];
      for (const one of dialogues) failed.push(...(await write([one])));
      return failed;
    }
  };
  const flush = async (): Promise<void> => {
    const keys = noted;
    noted = new Map();
    try {
      for (const key of await write(await owing(db, [...keys.values()]))) again(key);
    } catch (err) {
      log.error({ err }, 'contacts of dialogues were not written; they are tried again');
      for (const key of keys.values()) again(key);
    }
  };
  const again = (key: Key) => {
    noted.set(key.id, key);
    wake(REST);
  };
  const wake = (after: number) => {
    if (timer || stopped || clock instanceof ManualClock) return;
    timer = setTimeout(() => {
      timer = null;
      void inTurn(flush);
    }, after);
    timer.unref();
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    running = running.then(work);
    return running;
  };
  const settle = async (idleMs = 0): Promise<void> => {
    const before = clock.now() - idleMs;
    for (let page: OwingDialogue[] = [], after: Key | null = null; ; after = page.at(-1) ?? null) {
      page = await dialoguesOwing(db, after, before);
      if (!page.length) return;
      for (const key of await write(page)) again(key);
    }
  };
  // One of several processes may have died, and may never come back.
  const patrol = () =>
    void inTurn(() =>
      settle(PATROL).catch((err) => log.error({ err }, 'contacts left behind could not be looked for')),
    );
  const round = clock instanceof ManualClock ? null : setInterval(patrol, PATROL).unref();
  return {
    note: async (key) => {
      noted.set(key.id, key);
      if (clock instanceof ManualClock) await inTurn(flush);
      else wake(DELAY);
    },
    settle,
    stop: async () => {
      stopped = true;
      if (round) clearInterval(round);
      if (timer) clearTimeout(timer);
      await inTurn(flush);
    },
  };
}
