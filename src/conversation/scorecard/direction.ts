import { asksForData } from '../cycle/index.ts';
import { type AgentTurn, words } from '../moves/index.ts';
import { waits } from './holds.ts';
import { likeliest, likelihood, likely, type Said, type Talk } from './talk.ts';
import type { Sighting } from './types.ts';

/** Data questions that one reason covers. */
const COVERS = 3;
/** So many turns of the agent with something to say, and none on what comes next, are too many. */
const TOO_MANY = 4;
const LONG_WORDS = 15;
const LECTURE_WORDS = 30;
/** The last turns of the agent, in which the next step has its place. */
const LAST = 3;
const EVEN = 0.5;

/** What shows whether the customer knew where the talk was going and why. Pure. */
export function directionSightings(talk: Talk): Sighting[] {
  return [
    ...steps(talk),
    ...reasons(talk),
    ...waits(talk).map(({ turn, words, announced, sure }) => ({
      mark: 'hold_announced' as const,
      kept: announced,
      sure,
      turn,
      words,
    })),
    ...checks(talk),
    ...followed(talk),
    ...nextStep(talk),
  ];
}

function steps({ agent }: Talk): Sighting[] {
  const found: Sighting[] = [];
  let without = 0;
  for (const { at, turn, count } of agent) {
    const p = likely(turn, 'signpost');
    if (p >= EVEN) {
      without = 0;
      found.push({
        mark: 'says_what_comes',
        kept: true,
        sure: certainty(p),
        turn: at,
        words: likeliest(turn, 'signpost')?.text ?? '',
      });
    } else if (count > 2 && likely(turn, 'question', 'explain', 'other') >= EVEN) {
      without += 1 - p;
      if (without < TOO_MANY) continue;
      without = 0;
      found.push({ mark: 'says_what_comes', kept: false, sure: 1, turn: at, words: turn.text });
    }
  }
  return found;
}

const OWN_REASON =
  /\b(?:so (?:that )?(?:i|we)|because|cos|cause|(?:just )?to (?:check|find|see|pull|get|make|confirm|verify))\b/;

function reasons({ agent }: Talk): Sighting[] {
  const found: Sighting[] = [];
  let covered = 0;
  for (const { at, turn } of agent) {
    const data = turn.stretches.find(
      (stretch) => likelihood(stretch, ['question']) >= EVEN && asksForData(stretch.text),
    );
    const reason = Math.max(
      likely(turn, 'signpost'),
      data && OWN_REASON.test(words(data.text).join(' ')) ? 1 : 0,
    );
    if (reason >= EVEN) covered = COVERS;
    if (!data) continue;
    const kept = reason >= EVEN || covered > 0;
    if (reason >= EVEN || covered === 0)
      found.push({
        mark: 'reason_for_asking',
        kept,
        sure: certainty(kept ? reason : 1 - reason),
        turn: at,
        words: kept ? turn.text : data.text,
      });
    covered = Math.max(0, covered - 1);
  }
  return found;
}

/** A long explanation is ended by a question, or is a lecture. */
function checks({ agent }: Talk): Sighting[] {
  return agent.flatMap(({ at, turn }): Sighting[] => {
    const last = turn.stretches.findLastIndex((stretch) => likelihood(stretch, ['explain']) >= EVEN);
    const explained = turn.stretches[last];
    const count = explained ? words(explained.text).length : 0;
    if (!explained || count < LONG_WORDS) return [];
    const asked = Math.max(
      0,
      ...turn.stretches.slice(last + 1).map((stretch) => stretch.probabilities.question),
    );
    const question = turn.stretches.slice(last + 1).find((stretch) => stretch.probabilities.question >= EVEN);
    if (question)
      return [
        {
          mark: 'checks_after_explaining',
          kept: true,
          sure: certainty(asked),
          turn: at,
          words: question.text,
        },
      ];
    return count < LECTURE_WORDS
      ? []
      : [
          {
            mark: 'checks_after_explaining',
            kept: false,
            sure: certainty(1 - asked),
            turn: at,
            words: explained.text,
          },
        ];
  });
}

function followed(talk: Talk): Sighting[] {
  return talk.customer.flatMap(({ at, turn }): Sighting[] => {
    const lost = turn.flags.includes('lost');
    if (!lost && turn.mood !== 'confused') return [];
    if (!talk.agent.some((said) => said.at < at)) return [];
    return [{ mark: 'customer_follows', kept: false, sure: lost ? 1 : 0.5, turn: at, words: turn.text }];
  });
}

function nextStep({ agent }: Talk): Sighting[] {
  const last = agent
    .filter(({ turn }) => likely(turn, 'social') < EVEN || turn.stretches.length > 1)
    .slice(-LAST);
  const best = last.reduce<Said<AgentTurn> | undefined>(
    (top, next) =>
      !top || likely(next.turn, 'signpost', 'reassure') > likely(top.turn, 'signpost', 'reassure')
        ? next
        : top,
    undefined,
  );
  if (!best) return [];
  const p = likely(best.turn, 'signpost', 'reassure');
  const kept = p >= EVEN;
  const said = kept ? best : (last.at(-1) ?? best);
  return [
    {
      mark: 'next_step_at_the_end',
      kept,
      sure: certainty(kept ? p : 1 - p),
      turn: said.at,
      words: kept ? (likeliest(said.turn, 'signpost', 'reassure')?.text ?? '') : said.turn.text,
    },
  ];
}

/** How sure one is of what is likelier than not: 0 at even odds, 1 when certain. */
export function certainty(p: number): number {
  return Math.max(0, 2 * p - 1);
}
