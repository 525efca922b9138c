import { ApiError, bucketOf, type Clock, type Db, type LanguageModel, newId } from '../../platform/index.ts';
import type { Labeller } from '../moves/index.ts';
import { findScenario } from './catalogue.ts';
import { phrase } from './phrase.ts';
import { beginPractice, labelAgent, respond, stopPractice } from './practise.ts';
import { resultOf } from './result.ts';
import type { Scenario } from './scenario.ts';
import {
  type Best,
  bestOf,
  findPractice,
  type Latest,
  latestOf,
  lockPractice,
  type Practice,
  putPractice,
  updatePractice,
} from './store.ts';
import type { CoachState } from './types.ts';

export type { Practice } from './store.ts';

const LONGEST_TURN = 2000;
const SEEDS = 2 ** 31;

export type Practices = {
  begin(given: { scenario: string; agent: string; hinted: boolean; seed?: number }): Promise<Practice>;
  /**
   * Takes what the trainee says and answers as the customer does. `after` is how many exchanges the page knows: what it
   * has sent before is recognised by it, and the customer says nothing twice. Throws ApiError 404, 400, or 409 when
   * something else was said meanwhile.
   */
  say(id: string, text: string, after: number): Promise<Practice>;
  stop(id: string): Promise<Practice>;
  /** Throws ApiError 404 when there is none. */
  read(id: string): Promise<Practice>;
  bestOf(agent: string): Promise<Best[]>;
  latestOf(agent: string, most: number): Promise<Latest[]>;
};

type Deps = { db: Db; clock: Clock; labeller: Labeller; model: LanguageModel | null };

/** Practice talks, kept after every exchange, so that one goes on after a restart. */
export function openPractices({ db, clock, labeller, model }: Deps): Practices {
  const read = async (id: string) => (await findPractice(db, bucketOf(id), id)) ?? missing(id);
  const ended = (practice: Practice, state: CoachState): Practice => {
    if (!state.ended) return { ...practice, state };
    const { score } = resultOf(state, scenarioOf(practice));
    return { ...practice, state, overall: score?.overall ?? null, endedAt: clock.now() };
  };
  /** Writes what became of `practice`, unless someone was faster: then theirs stands. */
  const write = (practice: Practice, next: CoachState): Promise<Practice> =>
    db.transaction(async (tx) => {
      const now = (await lockPractice(tx, practice.bucket, practice.id)) ?? missing(practice.id);
      if (now.state.ended || now.state.exchanges.length !== practice.state.exchanges.length) return now;
      const changed = ended(now, next);
      await updatePractice(tx, changed);
      return changed;
    });
  return {
    read,
    bestOf: (agent) => bestOf(db, agent),
    latestOf: (agent, most) => latestOf(db, agent, most),
    begin: async ({ scenario, agent, hinted, seed = Math.floor(Math.random() * SEEDS) }) => {
      const id = newId('p');
      const practice: Practice = {
        bucket: bucketOf(id),
        id,
        agent,
        scenario,
        hinted,
        state: beginPractice(mustFind(scenario), seed),
        overall: null,
        startedAt: clock.now(),
        endedAt: null,
      };
      await putPractice(db, practice);
      return practice;
    },
    say: async (id, text, after) => {
      if (text.length > LONGEST_TURN || text.includes('\0') || !text.isWellFormed())
        throw new ApiError(400, `a turn has at most ${LONGEST_TURN} characters, of plain text`, {
          where: 'text',
          mend: 'say it in fewer words',
        });
      const practice = await read(id);
      const { state } = practice;
      if (state.exchanges.length !== after || state.ended) return known(practice, text, after);
      const scenario = scenarioOf(practice);
      const answered = respond(state, labelAgent(labeller, state, text), scenario);
      // A model may take seconds: nothing is held meanwhile.
      const worded = model ? await phrase(model, scenario, answered) : answered;
      return known(await write(practice, worded), text, after);
    },
    stop: async (id) => {
      const practice = await read(id);
      return practice.state.ended ? practice : write(practice, stopPractice(practice.state));
    },
  };
}

/** The practice as it stands where it knows the turn; throws 409 when it has another in its place. */
function known(practice: Practice, text: string, after: number): Practice {
  const { exchanges, ended } = practice.state;
  const there = exchanges[after];
  if (
    there ? there.agent.text === text.trim() || there.agent.text === text : ended && after >= exchanges.length
  )
    return practice;
  throw new ApiError(409, 'this practice has gone on elsewhere', {
    where: 'after',
    mend: `it has ${exchanges.length} exchanges: reload the page`,
  });
}

function scenarioOf({ scenario }: Practice): Scenario {
  return mustFind(scenario);
}

function mustFind(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario) return scenario;
  throw new ApiError(404, `there is no scenario "${id}"`, { mend: 'choose one of those at /coach' });
}

function missing(id: string): never {
  throw new ApiError(404, `there is no practice "${id}"`, { mend: 'begin one at /coach' });
}
