import type { Config } from '../../config/index.ts';
import type { Customer } from '../../customers/index.ts';
import type { Bell, Clock, Log } from '../../platform/index.ts';
import type { Said } from '../dialogue/types.ts';
import type { Door, Presence, Reply } from '../door/types.ts';
import type { Locale } from '../reasons/index.ts';
import type { Talks } from '../talks/talk.ts';

/** A dialogue as far as it has come. */
export type Transcript = {
  /** The last one given. */
  reply: Reply;
  /** Oldest first, up to a transfer to a person; what was chosen by its label. */
  said: readonly Said[];
  /** Nothing more can be said: it was hung up by us, or ended by the visitor. */
  ended: boolean;
};

/** The door, and what a page needs that is loaded again in the middle of a dialogue. */
export type ChatDoor = Door & {
  /** Null: there is no such dialogue. */
  read(id: string): Promise<Transcript | null>;
};

/** `locale`: the page's; it is for visitors of whom none is known. */
export type Visitor = Presence & { locale: Locale | null };

export type ChatDeps = {
  door: ChatDoor;
  /** Where people talk at the desk: a conversation has the id of its dialogue. */
  talks: Talks;
  bell: Bell;
  config: Pick<
    Config,
    'sandbox' | 'clock' | 'publicUrl' | 'chatSecret' | 'chatOrigins' | 'company' | 'logLevel'
  >;
  clock: Clock;
  log: Log;
  /** For the sample page: customers whose name or id begins with `q`. */
  findCustomers(q: string, most: number): Promise<Customer[]>;
  /** Ends open streams, so that the server can close. */
  stopping?: AbortSignal;
};
