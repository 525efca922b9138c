import { ApiError, type Db, type Instant } from '../../platform/index.ts';
import type { Turn } from '../moves/index.ts';
import type { Desk } from '../people/index.ts';
import { type Scorecard, scorecard } from '../scorecard/index.ts';
import type { Staff } from '../staff/index.ts';
import type { Talks } from '../talks/talk.ts';
import { putCard } from './store.ts';
import type { KeptCard } from './types.ts';

/** What is told of a talk when it ends. */
export type Ending = { agent: string | null; reason: string | null; at?: Instant };
export type Said = Ending & {
  id: string;
  customerId: string | null;
  channel: string;
  turns: readonly Turn[];
};

export type Scorecards = {
  /** Scores a talk and keeps the card; told again, the card is made anew. Throws ApiError 404 or 409 (nobody of us spoke). */
  end(id: string, ending: Ending): Promise<KeptCard>;
  /** Takes in a talk that was held elsewhere, and ends it. */
  takeIn(said: Said): Promise<KeptCard>;
};

export function openScorecards({ db, talks, staff }: { db: Db; talks: Talks; staff: Staff }): Scorecards {
  const end: Scorecards['end'] = async (id, { reason, at, ...told }) => {
    const { talk, turns } = await talks.read(id);
    const agent = told.agent ?? talk.agent;
    const labels = turns.map((turn) => turn.labels);
    if (!labels.some(({ speaker }) => speaker === 'agent'))
      throw new ApiError(409, `no agent has said anything in "${id}"`, {
        where: 'path',
        mend: 'send what was said with POST /v1/conversations/:id/turns, then end it',
      });
    const card: Scorecard = scorecard(labels);
    const team = agent === null ? null : ((await staff.find(agent))?.team ?? null);
    const { customerId, channel, startedAt } = talk;
    const kept = { conversationId: id, customerId, agent, team, reason, channel, at: at ?? startedAt, card };
    await putCard(db, kept);
    return kept;
  };
  return {
    end,
    takeIn: async ({ id, customerId, channel, turns, ...ending }) => {
      await talks.begin({ id, customerId, channel });
      await talks.say(id, turns, 0);
      return end(id, ending);
    },
  };
}

/** The desk, which keeps the scorecard of a talk when its agent is done with it. */
export function scoringWhenDone(desk: Desk, cards: Scorecards): Desk {
  return {
    ...desk,
    done: async (id, outcome) => {
      const entry = await desk.done(id, outcome);
      // Nothing may have been said at the desk: then there is nothing to score.
      await cards.end(id, { agent: entry.takenBy, reason: entry.reason }).catch((error: unknown) => {
        if (!(error instanceof ApiError && (error.status === 404 || error.status === 409))) throw error;
      });
      return entry;
    },
  };
}
