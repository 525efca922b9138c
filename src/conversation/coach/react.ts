import type { Flag, Mood } from '../moves/index.ts';
import type { Heard } from './hear.ts';
import type { Pool } from './lines/index.ts';
import { factsOf, type Scenario } from './scenario.ts';
import { hardness, isDone, unheard, unreasoned } from './temper.ts';
import type { Change, CoachState, PracticeOutcome, Temper } from './types.ts';
import { MOST_EXCHANGES } from './types.ts';

/** A piece of the customer's reply: a line of a pool, or one that the scenario has for it. */
export type Part =
  | { readonly from: 'pool'; readonly pool: Pool; readonly fact?: string; readonly said?: string }
  | { readonly from: 'own'; readonly lines: 'opening' | 'pleased' | 'cold' | 'feeling' }
  | { readonly from: 'fact'; readonly id: string }
  | { readonly from: 'point'; readonly id: string };

/** What the customer decides to say. `revealed`: facts told for the first time. */
export interface Reaction {
  readonly parts: readonly Part[];
  readonly revealed: readonly string[];
  /** A fact said again unasked. */
  readonly repeated: string | null;
  readonly flags: readonly Flag[];
  readonly mood: Mood | null;
  readonly ended: PracticeOutcome | null;
  readonly settled: boolean;
  readonly escalated: boolean;
  /** Facts withheld as nothing said what for. */
  readonly refused: readonly string[];
}

/** Frustration at which a supervisor is asked for, and at which the customer is gone. */
const ESCALATES = 0.82;
const GONE = 0.97;
/** Turns that are left to turn it round once a supervisor was asked for. */
const LAST_CHANCES = 3;
/** How calm one must be for a solution to be one. */
const CALM = { frustration: 0.5, worry: 0.75 };
const LOST = 0.35;
const MUDDLED = 0.5;
const STORY_AT_ONCE = 2;

const nothing: Reaction = {
  parts: [],
  revealed: [],
  repeated: null,
  flags: [],
  mood: null,
  ended: null,
  settled: false,
  escalated: false,
  refused: [],
};
const pool = (name: Pool, more: { fact?: string; said?: string } = {}): Part => ({
  from: 'pool',
  pool: name,
  ...more,
});

/** Decides what the customer does: first whether the talk goes on, then what is answered. Pure. */
export function react(
  heard: Heard,
  changes: readonly Change[],
  temper: Temper,
  scenario: Scenario,
  state: CoachState,
): Reaction {
  const now = state.exchanges.length;
  if (now === 0) return { ...nothing, parts: [{ from: 'own', lines: 'opening' }] };
  if (now >= MOST_EXCHANGES - 1) return { ...nothing, parts: [pool('late')], ended: 'unresolved' };
  if (state.settled !== null) return { ...nothing, parts: [pool('bye')], mood: 'pleased', ended: 'resolved' };
  if (heard.transfers && state.escalated !== null)
    return { ...nothing, parts: [pool('handed')], ended: 'supervisor' };
  const since = state.escalated === null ? 0 : now - state.escalated;
  const tooLate = temper.frustration >= ESCALATES && since >= LAST_CHANCES;
  if (temper.patience <= 0 || tooLate || (since > 1 && temper.frustration >= GONE))
    return { ...nothing, parts: [pool('hangup')], flags: ['escalate'], ended: 'hung_up' };

  const calm = temper.frustration < CALM.frustration && temper.worry < CALM.worry;
  const done = isDone(scenario, state, heard.points);
  if (done && calm && !heard.silent) {
    const parts: Part[] = [
      ...heard.points.slice(0, 1).map((id): Part => ({ from: 'point', id })),
      { from: 'own', lines: 'pleased' },
    ];
    return { ...nothing, parts, mood: 'pleased', settled: true, ended: heard.closes ? 'resolved' : null };
  }
  if (temper.frustration >= ESCALATES && state.escalated === null)
    return { ...nothing, parts: [pool('supervisor')], flags: ['escalate'], escalated: true };
  if (done && !heard.silent && heard.acknowledges === null)
    return {
      ...nothing,
      parts: [heard.closes ? { from: 'own', lines: 'cold' } : { from: 'own', lines: 'feeling' }],
      ended: heard.closes ? 'unresolved' : null,
    };
  if (heard.closes && !done) {
    const before = state.exchanges.some((one) =>
      one.changes.some(({ cause }) => cause === 'left_unresolved'),
    );
    return before
      ? { ...nothing, parts: [pool('left')], ended: 'unresolved' }
      : { ...nothing, parts: [pool('notyet')], flags: ['lost'] };
  }
  if (heard.silent)
    return state.hold > 0
      ? { ...nothing, parts: [pool('still')] }
      : { ...nothing, parts: [pool('hello')], flags: ['lost'], mood: 'confused' };
  return withTail(answer(heard, changes, temper, scenario, state), heard, changes, temper, scenario, state);
}

/** What the customer says to what was asked, told or given back. */
function answer(
  heard: Heard,
  changes: readonly Change[],
  temper: Temper,
  scenario: Scenario,
  state: CoachState,
): Reaction {
  const facts = factsOf(scenario);
  const privately = new Set(facts.filter((one) => one.private).map((one) => one.id));
  const withheld = unreasoned(heard, privately, state).filter((id) => !gives(id, temper, scenario, state));
  if (withheld.length > 0)
    return { ...nothing, parts: [pool('why')], flags: ['lost'], mood: 'confused', refused: withheld };

  const parts: Part[] = [];
  const revealed: string[] = [];
  let repeat = false;
  const caused = (cause: Change['cause']) => changes.some((one) => one.cause === cause);
  if (heard.misheard) parts.push(pool('correct', { fact: heard.misheard.fact, said: heard.misheard.said }));
  for (const ask of heard.asks) {
    if (ask.kind === 'fact' && revealed.includes(ask.fact)) continue;
    if (ask.kind === 'fact' && state.told[ask.fact]) {
      parts.push(pool('again', { fact: ask.fact }));
      repeat = true;
    } else if (ask.kind === 'fact') {
      if ((state.refused[ask.fact] ?? 0) > 0 && !heard.reason) parts.push(pool('grudging'));
      parts.push({ from: 'fact', id: ask.fact });
      revealed.push(ask.fact);
    } else if (ask.kind === 'open') {
      const story = facts.filter(({ id, story }) => story && !state.told[id] && !revealed.includes(id));
      for (const { id } of story.slice(0, STORY_AT_ONCE)) {
        parts.push({ from: 'fact', id });
        revealed.push(id);
      }
      if (story.length === 0) parts.push(pool('nothingmore'));
    }
  }
  for (const id of heard.points) parts.push({ from: 'point', id });
  const main = parts.length > 0 ? parts : [small(heard, changes, temper, state)];
  const lead = leadOf(heard, changes, state, parts);
  const jumped = caused('jumped') ? [pool('jumped')] : [];
  return {
    ...nothing,
    parts: [...lead, ...jumped, ...main].slice(0, 4),
    revealed,
    flags: repeat ? ['repeat'] : [],
  };
}

/** A private fact without a reason: never a guarded one; else to who is trusted in an easy talk, or who asks again. */
function gives(id: string, temper: Temper, scenario: Scenario, state: CoachState): boolean {
  if (factsOf(scenario).find((one) => one.id === id)?.guarded) return false;
  if ((state.refused[id] ?? 0) > 0) return true;
  return scenario.difficulty <= 1 && temper.trust >= 0.45 && temper.thread >= LOST;
}

/** A word of thanks, or that it was heard right, before anything else. */
function leadOf(heard: Heard, changes: readonly Change[], state: CoachState, parts: readonly Part[]): Part[] {
  const cooled = changes.find(({ cause }) => cause === 'acknowledged');
  if (cooled && (state.owed !== null || heard.acknowledges === 'concrete') && !soothedLast(state))
    return [pool('soothed')];
  const newly = heard.playedBack.some((id) => !state.told[id]?.heard);
  const asked = heard.asks.some(({ kind }) => kind === 'right');
  return (newly || asked) && parts.length > 0 && heard.playedBack.length > 0 ? [pool('confirm')] : [];
}

function soothedLast(state: CoachState): boolean {
  return state.exchanges.slice(-2).some((one) => one.changes.some(({ cause }) => cause === 'acknowledged'));
}

/** The reply to a turn that asks nothing of the customer's and tells nothing that was missing. */
function small(heard: Heard, changes: readonly Change[], temper: Temper, state: CoachState): Part {
  const kinds = new Set(heard.asks.map(({ kind }) => kind));
  if (changes.some(({ cause }) => cause === 'lecture')) return pool('muddled');
  if (kinds.has('anythingElse')) return pool('notyet');
  if (kinds.has('right') || (heard.playedBack.length > 0 && heard.asks.length === 0)) return pool('confirm');
  if (kinds.has('follows')) return pool(temper.thread < MUDDLED ? 'muddled' : 'clear');
  if (kinds.has('wellbeing')) return pool('well');
  if (heard.hold) return pool('waits');
  if (kinds.has('consent')) return pool('agree');
  if (kinds.has('unknown')) return pool('unsure');
  if (heard.acknowledges === 'formula') return pool('brushed');
  if (heard.signposts) return pool('goon');
  if (heard.reassures) return pool(Object.keys(state.told).length > 0 ? 'hope' : 'premature');
  return pool('whatnow');
}

/** What comes on top: a detail that was passed over, a feeling, a thread that is lost. One at a time. */
function withTail(
  reaction: Reaction,
  heard: Heard,
  changes: readonly Change[],
  temper: Temper,
  scenario: Scenario,
  state: CoachState,
): Reaction {
  const caused = (cause: Change['cause']) => changes.some((one) => one.cause === cause);
  if (reaction.refused.length > 0) return reaction;
  const add = (part: Part, more: Partial<Reaction>): Reaction => ({
    ...reaction,
    parts: [...reaction.parts, part],
    ...more,
  });
  const again = unheard(heard, scenario, state);
  if (again && !reaction.flags.includes('repeat'))
    return add(pool('unheard', { fact: again }), { repeated: again, flags: [...reaction.flags, 'repeat'] });
  const feels = (state.owed ?? 0) >= 2 && heard.acknowledges === null && voices(state, scenario);
  if (caused('feeling_ignored') && feels) return add({ from: 'own', lines: 'feeling' }, {});
  if (temper.thread < LOST && !heard.hold)
    return add(pool('lost'), { flags: [...reaction.flags, 'lost'], mood: 'confused' });
  if (caused('interrogated')) return add(pool('pressed'), { flags: [...reaction.flags, 'lost'] });
  return reaction;
}

/** A feeling that is passed over is voiced every other turn, the more often the harder. */
function voices(state: CoachState, scenario: Scenario): boolean {
  const every = hardness(scenario) > 1.2 ? 1 : 2;
  return ((state.owed ?? 0) - 2) % every === 0;
}
