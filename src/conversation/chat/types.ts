import type { Config } from '../../config/index.ts';
import type { Customer } from '../../customers/index.ts';
import type { Bell, Clock, Log } from '../../platform/index.ts';
import type { Door, Standing } from '../door/index.ts';
import type { Talks } from '../talks/talk.ts';

/** A dialogue as far as it has come. */
export type Transcript = Pick<Standing, 'reply' | 'said' | 'ended'>;

/** As much of the door as a chat needs. */
export type ChatDoor = Pick<Door, 'begin' | 'turn' | 'end'> & {
  /** Null: there is no such dialogue. */
  read(id: string): Promise<Transcript | null>;
};

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
