import type { Heard } from './hear.ts';
import type { Scenario } from './scenario.ts';
import type { Cause, Change, CoachState, Temper } from './types.ts';

/** How each cause moves an ordinary customer. What hurts is multiplied by how hard the scenario is. */
const EFFECTS: Record<Cause, Partial<Temper>> = {
  signposted: { thread: 0.2, worry: -0.04 },
  announced_hold: { thread: 0.15, worry: -0.03 },
  asked_openly: { trust: 0.04, patience: 0.04 },
  played_back: { thread: 0.12, trust: 0.08, frustration: -0.06, patience: 0.04 },
  acknowledged: { frustration: -0.2, worry: -0.2, trust: 0.1, patience: 0.08 },
  reassured: { worry: -0.1 },
  told: { frustration: -0.08, worry: -0.12, trust: 0.08, patience: 0.1 },
  checked: { thread: 0.15, trust: 0.03 },
  no_reason: { thread: -0.22, trust: -0.05, frustration: 0.05 },
  interrogated: { thread: -0.1, trust: -0.05, frustration: 0.09 },
  asked_again: { frustration: 0.14, trust: -0.12, patience: -0.08 },
  not_heard: { frustration: 0.06, trust: -0.05 },
  misheard: { frustration: 0.05, trust: -0.05 },
  feeling_ignored: { frustration: 0.06, worry: 0.05, trust: -0.05 },
  formula: { frustration: 0.05, trust: -0.04 },
  silence: { thread: -0.3, worry: 0.08, frustration: 0.1, patience: -0.1 },
  lecture: { thread: -0.25, patience: -0.05 },
  jumped: { thread: -0.15 },
  no_progress: { frustration: 0.07, thread: -0.06, patience: -0.1 },
  left_unresolved: { frustration: 0.2, trust: -0.2 },
};

/** Half of it: a plain acknowledgement, with nothing of this customer in it. */
const PLAIN = 0.5;
/** Words explained in one go, with no question after them, that lose a customer; fewer of them in hard scenarios. */
const LECTURE = 48;
const TOO_MANY_QUESTIONS = 3;
/** Turns for which a feeling may wait. */
const FEELING_WAITS = 2;
const NOT_HEARD_AFTER = 2;

export function startOf({ feeling: { frustration, worry } }: Scenario): Temper {
  return { frustration, worry, thread: 0.7, trust: 0.5, patience: 1 };
}

/** 0.8 for the easiest scenario, 1.5 for the hardest. */
export function hardness({ difficulty }: Scenario): number {
  return 0.7 + difficulty / 10;
}

/** The private facts that are asked for while nothing says why. */
export function unreasoned(heard: Heard, privately: ReadonlySet<string>, state: CoachState): string[] {
  const asked = heard.asks.flatMap((ask) =>
    ask.kind === 'fact' && privately.has(ask.fact) ? [ask.fact] : [],
  );
  const fresh = asked.filter((fact) => !state.told[fact]);
  return heard.reason ? [] : fresh.slice(state.covered);
}

/** A told detail that matters, was not given back, and has waited: the customer will say it again. */
export function unheard(heard: Heard, scenario: Scenario, state: CoachState): string | null {
  const now = state.exchanges.length;
  const waiting = scenario.facts.find(({ id, matters }) => {
    const told = state.told[id];
    if (!matters || !told || told.heard || told.repeated > 0 || heard.playedBack.includes(id)) return false;
    return now - told.at > NOT_HEARD_AFTER;
  });
  return waiting?.id ?? null;
}

/** What a turn does to the customer, cause by cause, the helpful first. Pure. */
export function weigh(heard: Heard, scenario: Scenario, state: CoachState): Change[] {
  const { facts, feeling, difficulty } = scenario;
  const changes: Change[] = [];
  const add = (cause: Cause, words: string, about: string | null, better: string | null, share = 1) =>
    changes.push({
      cause,
      words,
      about,
      better,
      by: scaled(EFFECTS[cause], better === null ? share : hardness(scenario) * share),
    });
  const factOf = (id: string) => facts.find((one) => one.id === id);
  const first = state.exchanges.length === 0;

  if (heard.silent) {
    if (state.hold === 0)
      add(
        'silence',
        '',
        null,
        "Say it first: I'm going to be quiet for a minute while I look this up. I'm still here.",
      );
    return changes;
  }
  if (heard.hold) add('announced_hold', heard.quotes.signposts ?? '', null, null);
  else if (heard.signposts || heard.reason)
    add('signposted', heard.quotes.signposts ?? heard.quotes.reason ?? '', null, null);
  const open = heard.asks.find((ask) => ask.kind === 'open' || ask.kind === 'wellbeing');
  if (open) add('asked_openly', open.words, null, null);
  for (const fact of heard.playedBack.filter((id) => !state.told[id]?.heard))
    add('played_back', '', fact, null);
  if (heard.acknowledges === 'concrete') add('acknowledged', heard.quotes.acknowledges ?? '', null, null);
  if (heard.acknowledges === 'plain') add('acknowledged', heard.quotes.acknowledges ?? '', null, null, PLAIN);
  if (heard.reassures && Object.keys(state.told).length > 0) add('reassured', '', null, null);
  for (const point of heard.points) add('told', '', point, null);
  if (heard.asks.some((ask) => ask.kind === 'follows' || ask.kind === 'right'))
    add('checked', '', null, null);

  for (const id of unreasoned(heard, new Set(facts.filter((one) => one.private).map((one) => one.id)), state))
    add('no_reason', wordsOf(heard, id), id, factOf(id)?.ask ?? null);
  for (const ask of heard.asks) {
    if (ask.kind !== 'fact' || !state.told[ask.fact]) continue;
    const again = factOf(ask.fact)?.again[0];
    add(
      'asked_again',
      ask.words,
      ask.fact,
      again ? `You told me: ${again}. I have that.` : 'Thank you, I have that.',
    );
  }
  const questions = countQuestions(heard, state);
  if (heard.asks.length > 0 && questions >= TOO_MANY_QUESTIONS)
    add(
      'interrogated',
      heard.asks.at(-1)?.words ?? '',
      null,
      `Give something back before the next question. ${recap(scenario, state)}`,
    );
  const jump = jumpOf(heard, scenario, state);
  if (jump)
    add(
      'jumped',
      jump.words,
      jump.fact,
      `Thank you, that part is clear. Next: ${factOf(jump.fact)?.ask ?? ''}`,
    );
  if (heard.misheard)
    add(
      'misheard',
      heard.misheard.said,
      heard.misheard.fact,
      `Check what you wrote down: ${factOf(heard.misheard.fact)?.again[0] ?? ''}.`,
    );
  const lost = unheard(heard, scenario, state);
  if (lost) add('not_heard', '', lost, `Say it back: so ${factOf(lost)?.again[0] ?? ''}, is that right?`);
  if (heard.acknowledges === 'formula' && state.formulas > 0)
    add('formula', heard.quotes.acknowledges ?? '', null, feeling.answer);
  else if (
    heard.acknowledges !== 'concrete' &&
    heard.acknowledges !== 'plain' &&
    (state.owed ?? 0) >= FEELING_WAITS
  )
    add('feeling_ignored', '', null, feeling.answer);
  if (heard.lecture > LECTURE - 3 * difficulty)
    add(
      'lecture',
      heard.quotes.explains ?? '',
      null,
      'Stop after two sentences, and ask: does that make sense so far?',
    );
  if (heard.closes && !isDone(scenario, state, heard.points))
    add('left_unresolved', '', null, nextStep(scenario, state));
  const moved = heard.asks.length > 0 || changes.some(({ better }) => better === null);
  if (!first && !moved && !heard.closes) add('no_progress', '', null, nextStep(scenario, state));
  return changes;
}

function wordsOf(heard: Heard, fact: string): string {
  return heard.asks.find((ask) => ask.kind === 'fact' && ask.fact === fact)?.words ?? '';
}

/** Questions in a row; to give anything back begins the count again. */
export function countQuestions(heard: Heard, state: CoachState): number {
  const asked = heard.asks.filter(({ kind }) => kind === 'fact' || kind === 'unknown').length;
  const gives =
    heard.playedBack.length > 0 ||
    heard.points.length > 0 ||
    (heard.acknowledges !== null && heard.acknowledges !== 'formula');
  if (gives) return Math.min(asked, 1);
  return asked === 0 ? state.questions : state.questions + asked;
}

function jumpOf(heard: Heard, scenario: Scenario, state: CoachState) {
  const gives = heard.playedBack.length > 0 || heard.points.length > 0 || heard.acknowledges !== null;
  if (gives || heard.signposts || heard.reason || scenario.difficulty < 3 || state.topic === null)
    return null;
  for (const ask of heard.asks) {
    const fact = ask.kind === 'fact' ? scenario.facts.find((one) => one.id === ask.fact) : undefined;
    if (fact && fact.topic !== state.topic && !state.told[fact.id])
      return { fact: fact.id, words: ask.words };
  }
  return null;
}

function recap(scenario: Scenario, state: CoachState): string {
  const told = scenario.facts.filter((one) => state.told[one.id]).map((one) => one.again[0]);
  return told.length > 0
    ? `So far: ${told.slice(-2).join(', and ')}; is that right?`
    : scenario.feeling.answer;
}

/** What to do next in the customer's interest: what is to be found out, then what is to be said. */
export function nextStep(scenario: Scenario, state: CoachState): string | null {
  const fact = scenario.facts.find((one) => !one.optional && !state.told[one.id]);
  const point = scenario.points.find((one) => !state.points.includes(one.id));
  if (!fact && !point) return scenario.feeling.answer;
  return fact?.ask ?? point?.say ?? null;
}

/** Whether all is found out, told and promised; the temper is another matter. */
export function isDone(
  scenario: Scenario,
  state: Pick<CoachState, 'told' | 'points'>,
  more: readonly string[] = [],
): boolean {
  return (
    scenario.facts.every((one) => one.optional || state.told[one.id]) &&
    scenario.points.every((one) => state.points.includes(one.id) || more.includes(one.id))
  );
}

function scaled(by: Partial<Temper>, factor: number): Partial<Temper> {
  return Object.fromEntries(Object.entries(by).map(([name, value]) => [name, round(value * factor)]));
}

/** No single turn hurts more than so. */
const MOST_HURT: Temper = { frustration: 0.13, worry: 0.12, thread: 0.4, trust: 0.2, patience: 0.15 };

/** Adds the changes; each part stays between 0 and 1. Every turn costs a little patience, `wear`. */
export function apply(temper: Temper, changes: readonly Change[], wear: number): Temper {
  const sum: { -readonly [K in keyof Temper]: number } = { ...temper, patience: temper.patience - wear };
  for (const name of Object.keys(MOST_HURT) as (keyof Temper)[]) {
    const moved = changes.reduce((all, { by }) => all + (by[name] ?? 0), 0);
    const grows = name === 'frustration' || name === 'worry';
    sum[name] += grows ? Math.min(moved, MOST_HURT[name]) : Math.max(moved, -MOST_HURT[name]);
  }
  const clamp = (value: number) => round(Math.min(1, Math.max(0, value)));
  return {
    frustration: clamp(sum.frustration),
    worry: clamp(sum.worry),
    thread: clamp(sum.thread),
    trust: clamp(sum.trust),
    patience: clamp(sum.patience),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
