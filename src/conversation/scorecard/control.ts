import { asksForData, importantDetail, playsBack } from '../cycle/index.ts';
import { type AgentTurn, contents, type Stretch, words } from '../moves/index.ts';
import { certainty } from './direction.ts';
import { isFormula } from './formula.ts';
import { likeliest, likelihood, likely, replyTo, type Said, type Talk } from './talk.ts';
import type { Sighting } from './types.ts';

const EVEN = 0.5;
const POSSIBLE = 0.25;
const TOO_MANY = 3;
/** What is said in so many words that refer to something is worth giving back. */
const MATTERS = 5;
/** A formula ("I understand your frustration") answers a feeling half as well as what only this customer could be told. */
const FORMULA = 0.5;

/** What shows whether the customer could be sure that it was being handled. Pure. */
export function controlSightings(talk: Talk): Sighting[] {
  return [
    ...feelings(talk),
    ...givenBack(talk),
    ...details(talk),
    ...care(talk),
    ...inARow(talk),
    ...askedTwice(talk),
    ...effects(talk),
    ...ending(talk),
  ];
}

function feelings(talk: Talk): Sighting[] {
  return talk.customer.flatMap(({ at, turn }): Sighting[] => {
    if (turn.mood !== 'frustrated' && turn.mood !== 'anxious') return [];
    const reply = replyTo(talk, at);
    const best = likeliestIn(reply, 'acknowledge');
    if (!best) return [];
    const p = best.stretch.probabilities.acknowledge;
    if (p < EVEN)
      return [
        { mark: 'feeling_acknowledged', kept: false, sure: certainty(1 - p), turn: at, words: turn.text },
      ];
    const worth = isFormula(best.stretch.text) ? FORMULA : 1;
    return [
      {
        mark: 'feeling_acknowledged',
        kept: true,
        sure: worth * certainty(p),
        turn: best.at,
        words: best.stretch.text,
      },
    ];
  });
}

function likeliestIn(reply: readonly Said<AgentTurn>[], ...moves: Parameters<typeof likelihood>[1]) {
  let best: { at: number; stretch: Stretch } | undefined;
  for (const { at, turn } of reply) {
    const stretch = likeliest(turn, ...moves);
    if (stretch && (!best || likelihood(stretch, moves) > likelihood(best.stretch, moves)))
      best = { at, stretch };
  }
  return best;
}

/** Concrete wording shows listening (Packard & Berger 2021): the customer's own words, in a stretch that listens or acknowledges. */
function givenBack(talk: Talk): Sighting[] {
  return talk.customer.flatMap((said): Sighting[] => {
    const own = new Set(said.contents.filter((word) => !/^\p{N}$/u.test(word)));
    if (own.size < MATTERS) return [];
    const reply = replyTo(talk, said.at);
    let best: { at: number; words: string; sure: number } | undefined;
    for (const { at, turn } of reply)
      for (const stretch of turn.stretches) {
        if (!contents(words(stretch.text)).some((word) => own.has(word))) continue;
        const sure = likelihood(stretch, ['listen', 'acknowledge']);
        if (!best || sure > best.sure) best = { at, words: stretch.text, sure };
      }
    if (best && best.sure >= EVEN)
      return [
        {
          mark: 'gives_back_what_was_said',
          kept: true,
          sure: certainty(best.sure),
          turn: best.at,
          words: best.words,
        },
      ];
    const listened = Math.max(0, ...reply.map(({ turn }) => likely(turn, 'listen', 'acknowledge')));
    if (reply.length === 0 || listened >= EVEN) return [];
    return [
      {
        mark: 'gives_back_what_was_said',
        kept: false,
        sure: certainty(1 - listened),
        turn: said.at,
        words: said.turn.text,
      },
    ];
  });
}

function details(talk: Talk): Sighting[] {
  return talk.customer.flatMap(({ at, turn }): Sighting[] => {
    const before = talk.agent.findLast((said) => said.at < at);
    const question = before?.turn.stretches.findLast(
      (stretch) => likelihood(stretch, ['question']) >= EVEN && asksForData(stretch.text),
    );
    const detail = importantDetail(turn.text, question?.text ?? null);
    const reply = replyTo(talk, at);
    if (!detail || reply.length === 0) return [];
    for (const answer of reply) {
      const back = answer.turn.stretches.find((stretch) =>
        playsBack(stretch.text, stretch.probabilities.listen >= POSSIBLE, detail.contents),
      );
      if (back)
        return [{ mark: 'detail_played_back', kept: true, sure: 1, turn: answer.at, words: back.text }];
    }
    return [{ mark: 'detail_played_back', kept: false, sure: 1, turn: at, words: detail.words }];
  });
}

function care({ agent }: Talk): Sighting[] {
  return agent.flatMap(({ at, turn }): Sighting[] => {
    const stretch = likeliest(turn, 'reassure');
    const p = stretch?.probabilities.reassure ?? 0;
    return stretch && p >= EVEN
      ? [{ mark: 'takes_care', kept: true, sure: certainty(p), turn: at, words: stretch.text }]
      : [];
  });
}

function inARow({ agent }: Talk): Sighting[] {
  const found: Sighting[] = [];
  let questions = 0;
  for (const [i, { at, turn }] of agent.entries())
    for (const stretch of turn.stretches) {
      const { listen, acknowledge, explain, reassure, signpost } = stretch.probabilities;
      if (listen + acknowledge + signpost >= EVEN || explain + reassure >= EVEN) questions = 0;
      else if (stretch.probabilities.question >= EVEN && i > 0) questions++;
      if (stretch.move === 'question' && questions >= TOO_MANY)
        found.push({
          mark: 'listens_between_questions',
          kept: false,
          sure: 1,
          turn: at,
          words: stretch.text,
        });
    }
  return found;
}

/** Questions for the same data, or in nearly the same words, with an answer in between. */
export function askedTwice({ agent }: Talk): Sighting[] {
  const found: Sighting[] = [];
  const asked: { at: number; contents: Set<string> }[] = [];
  for (const { at, turn } of agent)
    for (const stretch of turn.stretches) {
      if (stretch.move !== 'question' || stretch.probabilities.question < EVEN) continue;
      const own = new Set(contents(words(stretch.text)));
      if (own.size === 0) continue;
      const data = asksForData(stretch.text);
      const again = asked.some(
        (earlier) => earlier.at < at && alike(own, earlier.contents) && (data || own.size > 2),
      );
      if (again) found.push({ mark: 'asks_once', kept: false, sure: 1, turn: at, words: stretch.text });
      asked.push({ at, contents: own });
    }
  return found;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((word) => b.has(word)).length;
  return both / (a.size + b.size - both) >= EVEN;
}

/** What the customer's turns say of how it is going. */
function effects({ customer }: Talk): Sighting[] {
  return customer.flatMap(({ at, turn }): Sighting[] => [
    ...(turn.flags.includes('repeat')
      ? [{ mark: 'heard_the_first_time', kept: false, sure: 1, turn: at, words: turn.text } as const]
      : []),
    ...(turn.flags.includes('escalate')
      ? [{ mark: 'customer_stays', kept: false, sure: 1, turn: at, words: turn.text } as const]
      : []),
  ]);
}

function ending({ customer }: Talk): Sighting[] {
  const last = customer.slice(-2);
  const pleased = last.findLast(({ turn }) => turn.mood === 'pleased');
  const upset = last.findLast(({ turn }) => turn.mood !== 'pleased' && turn.mood !== 'neutral');
  if (customer.length < 3) return [];
  if (pleased)
    return [
      { mark: 'customer_leaves_sure', kept: true, sure: 1, turn: pleased.at, words: pleased.turn.text },
    ];
  if (upset)
    return [{ mark: 'customer_leaves_sure', kept: false, sure: 1, turn: upset.at, words: upset.turn.text }];
  return [];
}
