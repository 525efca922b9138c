import type { Ingest } from '../../ingest/index.ts';
import { ApiError, type Bell, bucketOf, type Clock, type Db, HOUR, MINUTE } from '../../platform/index.ts';
import { expectedWait, servers } from './expected-wait.ts';
import {
  agentsSince,
  callBacks,
  claim,
  findContact,
  findEntry,
  finish,
  firstInLine,
  handledByReason,
  inHand,
  linesOf,
  markLeft,
  putInLine,
  release,
} from './store.ts';
import type { Desk, Entry, Line } from './types.ts';

/** An agent is about for so long after taking or ending something, and while something is in hand, up to a shift's half. */
const ACTIVE = 30 * MINUTE;
const IN_HAND = 4 * HOUR;
/** How far one looks along the line for one that nobody else takes, and how often again when all went meanwhile. */
const LOOKED_AT = 32;
const LOOKS = 10;

type Deps = { db: Db; clock: Clock; bell: Bell; ingest: Ingest };

/** Those who wait for a person, and the people who take them. Rings `people` at every change. */
export function openPeople({ db, clock, bell, ingest }: Deps): Desk {
  const ring = () => bell.ring('people');
  const load = async () => {
    const now = clock.now();
    const [lines, agents] = await Promise.all([
      linesOf(db, now),
      agentsSince(db, now - IN_HAND, now - ACTIVE),
    ]);
    // Without agents nobody can tell how long it takes.
    const handled = agents.length ? await handledByReason(db, now) : [];
    return { lines, load: { line: lines.map(takeable), agents, handled } };
  };
  const find = (id: string) => findEntry(db, bucketOf(id), id);
  const read = async (id: string) => {
    const entry = await find(id);
    if (!entry) throw missing(id);
    return entry;
  };
  return {
    find,
    read,
    expectedWait: async (reason) => expectedWait((await load()).load, reason),
    join: async (entry) => {
      if (await putInLine(db, bucketOf(entry.id), entry, clock.now())) ring();
    },
    leave: async (id) => {
      if (await markLeft(db, bucketOf(id), id, clock.now())) ring();
    },
    queues: async () => {
      const { lines, load: all } = await load();
      const queues = lines.map((line) => ({
        ...line,
        expectedWait: expectedWait(all, line.reason),
        agents: servers(all.agents, line.reason).length,
      }));
      return { queues, agents: all.agents };
    },
    underWay: async (most) => ({ callBacks: await callBacks(db, most), inHand: await inHand(db, most) }),
    take: async (reason, agent) => {
      for (let look = 0; look < LOOKS; look++) {
        const now = clock.now();
        const first = await firstInLine(db, reason, now, LOOKED_AT);
        if (!first.length) return null;
        for (const next of first) {
          const entry = await claim(db, next, { agent, from: reason, now });
          if (!entry) continue;
          ring();
          return entry;
        }
      }
      return null;
    },
    done: async (id, outcome) => {
      const entry = await read(id);
      if (entry.doneAt !== null && entry.outcome === outcome) return entry;
      mustBeInHand(entry);
      // Before the entry is ended, so that one who is told of a failure can say it again.
      await recordOutcome(entry, outcome === 'resolved');
      const ended = await finish(db, entry, outcome, clock.now());
      ring();
      return ended ?? mustBeInHand(await read(id));
    },
    putBack: async (id) => {
      const entry = await read(id);
      if (entry.takenAt === null && entry.doneAt === null && entry.leftAt === null) return entry;
      mustBeInHand(entry);
      const back = await release(db, entry);
      ring();
      return back ?? read(id);
    },
  };

  async function recordOutcome(entry: Entry, resolved: boolean): Promise<void> {
    const contact = await findContact(db, contactIdOf(entry));
    if (contact) await ingest.accept([{ ...contact, resolved }]);
  }
}

function takeable({ reason, waiting, callBacksDue }: Line) {
  return { reason, count: waiting + callBacksDue };
}

/** The contact that the dialogue is recorded as; a call that we placed is a call. */
function contactIdOf({ medium, id }: Pick<Entry, 'medium' | 'id'>): string {
  return `${medium === 'outbound' ? 'voice' : medium}_${id}`;
}

function mustBeInHand(entry: Entry): Entry {
  if (entry.doneAt !== null) {
    throw new ApiError(409, `"${entry.id}" is done already: ${entry.outcome}`, {
      where: 'outcome',
      mend: 'nothing is to be done; send the outcome of the contact to /v1/contacts to correct it',
    });
  }
  if (entry.takenAt === null) {
    throw new ApiError(409, `nobody has taken "${entry.id}"${entry.leftAt === null ? '' : ': they left'}`, {
      where: 'path',
      mend: 'take the next one with POST /v1/queues/take',
    });
  }
  return entry;
}

function missing(id: string): ApiError {
  return new ApiError(404, `nobody is waiting as "${id}"`, {
    where: 'path',
    mend: 'the id is the one that POST /v1/queues/take answered',
  });
}
