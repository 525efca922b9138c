import { DAY, type Db, HOUR, type Instant, type Tx } from '../../platform/index.ts';
import type { Door, Presence, Reply } from '../door/index.ts';
import { textTwiml } from './answer.ts';
import {
  type InboundText,
  keepAnswer,
  lastThread,
  markApplied,
  threadsSince,
  unansweredOf,
} from './store.ts';

/** After so long without a word a text begins a new dialogue. */
const OPEN_FOR = 24 * HOUR;
/** Who begins more in a day is a machine that answers ours, and would for ever. */
const MOST_A_DAY = 12;
/** Twilio refuses a longer one (error 21617). */
const LONGEST = 1600;

type Place = { id: string; step: number };
/** The last dialogue of an address, and whether it goes on. */
type Last = { id: string; isOpen: boolean } | null;

/** Texts of one address, taken together as a dialogue: in the order in which they came in, each answered once. */
export function openThreads({
  db,
  door,
  tellPerson,
}: {
  db: Db;
  door: Pick<Door, 'begin' | 'turn' | 'read'>;
  tellPerson(dialogueId: string, words: string): Promise<void>;
}) {
  return {
    lastOf: async (bucket: number, channel: string, address: string, now: Instant): Promise<Last> => {
      const last = await lastThread(db, bucket, channel, address);
      if (!last) return null;
      const isFresh = now - last.at < OPEN_FOR;
      return { id: last.id, isOpen: isFresh && !(await door.read(last.id))?.ended };
    },

    /**
     * Where a text belongs: the next step of the dialogue that goes on, also of one that another webhook has just begun;
     * null: nowhere, after too many.
     */
    placeOf: async (
      tx: Tx,
      text: Pick<InboundText, 'bucket' | 'channel' | 'address' | 'id'>,
      before: Last,
      now: Instant,
    ): Promise<Place | null> => {
      const last = await lastThread(tx, text.bucket, text.channel, text.address);
      const goesOn = last && (last.id === before?.id ? before.isOpen : true);
      if (goesOn) return { id: last.id, step: last.step + 1 };
      const begun = await threadsSince(tx, text.bucket, text.channel, text.address, now - DAY);
      return begun < MOST_A_DAY ? { id: text.id, step: 0 } : null;
    },

    /** Answers a text, after those before it that a crash, or a webhook beside this one, has left unanswered. */
    goOn: async (text: InboundText, now: Instant): Promise<void> => {
      if (text.dialogue_id === null || text.dialogue_step === null) return;
      for (const one of await unansweredOf(db, text.bucket, text.dialogue_id, text.dialogue_step)) {
        const reply = await answerIn(door, text.dialogue_id, one);
        const words = wordsOf(reply);
        await keepAnswer(db, one, words !== null, textTwiml(words));
        if (reply.actions.some((action) => action.do === 'transfer'))
          await tellPerson(text.dialogue_id, one.body);
        await markApplied(db, one, now);
      }
    },
  };
}

function answerIn(
  door: Pick<Door, 'begin' | 'turn'>,
  id: string,
  { body, address, dialogue_step: step }: InboundText,
): Promise<Reply> {
  const presence: Presence = { from: address, verstat: '', loggedInAs: null };
  // A number alone is a choice, as a key is.
  const key = /^\s*([0-9])\s*[.)]?\s*$/.exec(body)?.[1];
  const code = /^\s*(\d{6})\s*$/.exec(body)?.[1];
  const heard = { speech: key || code ? '' : body, digits: key ?? code ?? '', dialled: null };
  return step
    ? door.turn(id, step, heard, 'sms', presence)
    : door.begin(id, 'sms', presence, { first: heard });
}

function wordsOf({ actions }: Reply): string | null {
  const words = actions.flatMap((action) =>
    action.do === 'say' ? [action.text] : action.do === 'ask' ? [action.prompt] : [],
  );
  return words.length ? words.join(' ').slice(0, LONGEST) : null;
}
