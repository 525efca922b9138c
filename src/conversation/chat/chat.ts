import { randomBytes } from 'node:crypto';
import { ApiError } from '../../platform/index.ts';
import type { Heard, Presence } from '../door/index.ts';
import type { Locale } from '../reasons/index.ts';
import type { TalkTurn } from '../talks/store.ts';
import { isTransferred, type Shown, shownReply, shownTranscript, sinceTransfer } from './present.ts';
import { loggedInBy } from './token.ts';
import type { ChatDeps, Transcript } from './types.ts';

/** What a visitor says at a step: words, or the key of a choice. */
export type Turn = { text: string } | { choice: string };

export type Chats = ReturnType<typeof openChats>;

/** How often a text is tried when an agent writes at the same moment. */
const MOST_TRIES = 5;

/** Chats of visitors, with the machine behind the door and then with a person at the desk. */
export function openChats({
  door,
  talks,
  clock,
  secret,
}: Pick<ChatDeps, 'door' | 'talks' | 'clock'> & { secret: string | null }) {
  const must = async (id: string): Promise<Transcript> => {
    const transcript = await door.read(id);
    if (transcript) return transcript;
    throw new ApiError(404, 'there is no such chat', {
      where: 'session',
      mend: 'begin one with POST /chat/sessions',
    });
  };

  /** What is kept at the desk; nothing while nobody has begun there. */
  const deskOf = async (id: string): Promise<readonly TalkTurn[]> => {
    try {
      return (await talks.read(id)).turns;
    } catch (err) {
      if (err instanceof ApiError && err.status === 404) return [];
      throw err;
    }
  };

  const withPerson = async ({ reply, said }: Transcript): Promise<readonly TalkTurn[]> =>
    isTransferred(reply) ? sinceTransfer(said, await deskOf(reply.id)) : [];

  const toDesk = async (id: string, text: string, known: number): Promise<boolean> => {
    try {
      await talks.say(id, [{ speaker: 'customer', text }], known);
      return true;
    } catch (err) {
      if (!(err instanceof ApiError)) throw err;
      if (err.status === 404) await talks.begin({ id, customerId: null, channel: 'chat' });
      else if (err.status !== 409) throw err;
      return false;
    }
  };

  /** Each text is said once, at the place among the visitor's texts that its step names. */
  const sayToPerson = async (transcript: Transcript, step: number, turn: Turn): Promise<Shown> => {
    const { reply, said, ended } = transcript;
    const text = 'text' in turn ? turn.text : turn.choice;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const all = await deskOf(reply.id);
      const theirs = sinceTransfer(said, all).filter(({ labels }) => labels.speaker === 'customer').length;
      const place = step - reply.step - 1;
      if (place > theirs || (ended && place === theirs)) throw outOfStep(reply.step + theirs, !ended);
      if (place < theirs || (await toDesk(reply.id, text, all.length)))
        return { ...shownReply(reply), step, messages: [], choices: [], open: !ended };
    }
    throw new Error(`chat ${reply.id} was written to by others ${MOST_TRIES} times in a row`);
  };

  return {
    secret,

    /** Throws ApiError 401 for a token that does not vouch for a login. */
    begin: async (token: string | null, locale: Locale | null): Promise<Shown> => {
      const loggedInAs = token === null ? null : await loggedInBy(token, secret, clock.now());
      // 192 bits that nobody guesses: who has the id has the conversation.
      const id = `chat_${randomBytes(24).toString('base64url')}`;
      return shownReply(await door.begin(id, 'chat', visitor(loggedInAs), locale ? { locale } : {}));
    },

    turn: async (id: string, step: number, turn: Turn): Promise<Shown> => {
      const transcript = await must(id);
      const { reply, ended } = transcript;
      if (isTransferred(reply) && step > reply.step) return sayToPerson(transcript, step, turn);
      const open = shownReply(reply).open && !ended;
      if (step > reply.step + (open ? 1 : 0)) throw outOfStep(reply.step, open);
      return shownReply(await door.turn(id, step, heardIn(turn), 'chat', visitor(null)));
    },

    read: async (id: string): Promise<Shown> => {
      const transcript = await must(id);
      return shownTranscript(transcript, await withPerson(transcript));
    },

    /** Ending what has ended changes nothing. */
    end: async (id: string): Promise<void> => {
      const { ended } = await must(id);
      if (!ended) await door.end(id, null);
    },

    /** What people wrote after turn `seq`; null: it is not with a person, or has ended. */
    news: async (id: string, seq: number): Promise<readonly TalkTurn[] | null> => {
      const transcript = await must(id);
      if (!isTransferred(transcript.reply) || transcript.ended) return null;
      return (await withPerson(transcript)).filter(
        (turn) => turn.seq > seq && turn.labels.speaker === 'agent',
      );
    },
  };
}

/** A chat tells no number. Who is logged in is told when it begins; from then on the dialogue knows. */
function visitor(loggedInAs: string | null): Presence {
  return { from: '', verstat: '', loggedInAs };
}

/** A code or the key of a choice that was typed is heard as keys, too. */
function heardIn(turn: Turn): Heard {
  if ('choice' in turn) return { speech: '', digits: turn.choice, dialled: null };
  const digits = /^[\d\s-]{1,20}$/.test(turn.text) ? turn.text.replace(/\D/g, '') : '';
  return { speech: turn.text, digits, dialled: null };
}

function outOfStep(step: number, open: boolean): ApiError {
  return open
    ? new ApiError(409, `the chat is at step ${step}`, {
        where: 'step',
        mend: `read it with GET /chat/sessions/{id}, and go on with step ${step + 1}`,
      })
    : new ApiError(409, 'this chat has ended', { where: 'step', mend: 'begin one with POST /chat/sessions' });
}
