import { boundaryFeatures, isPunctuated, tokens } from '../../src/conversation/moves/boundary-features.ts';
import { type Linear, scores } from '../../src/conversation/moves/linear.ts';
import { spanFeatures } from '../../src/conversation/moves/stretch-features.ts';
import { MOVES, type Stretch } from '../../src/conversation/moves/types.ts';
import { certain, type Examples, type TurnExample } from './examples.ts';
import { type Example, type TrainOptions, train } from './train.ts';

/** The label of a span that is no stretch: part of one, or several. */
const BROKEN = MOVES.length;

/** A wrong gap is learnt from when it scores above this, and at most so many of a turn. */
const TEMPTING = -2.5;
const MOST = 1;

/** Every stretch with its move, and broken spans; which gaps tempt is found with boundaries learnt from the other half of the parts. */
export function spanExamples(parts: readonly Examples[], boundaryOptions: TrainOptions): Example[] {
  const half = (odd: number) => parts.filter((_, i) => i % 2 === odd);
  const broken = [0, 1].flatMap((odd) => {
    const boundaries = train(
      half(1 - odd).flatMap((part) => part.boundaries),
      boundaryOptions,
    );
    return half(odd).flatMap((part) => part.turns.flatMap((turn) => brokenSpans(turn, boundaries)));
  });
  const whole = parts.flatMap((part) => part.moves.map(({ span, y }) => ({ x: span, y })));
  return [...whole, ...broken];
}

/** What a search for stretches must turn down: neighbours taken together, and halves of stretches cut where `boundaries` is tempted. */
function brokenSpans(turn: TurnExample, boundaries: Linear): Example[] {
  const { context, stretches } = turn;
  const text = stretches.map((stretch) => stretch.text).join(' ');
  const list = tokens(text);
  const punctuated = isPunctuated(list);
  const span = (from: number, to: number) => text.slice(list[from]?.from ?? 0, list[to - 1]?.to ?? 0);
  const out: Example[] = [];
  const add = (from: number, to: number, previous: Stretch | null) =>
    out.push({ x: spanFeatures(span(from, to), context, previous), y: BROKEN });
  let begin = 0;
  let previous = context.previous;
  const tempting: { at: number; score: number; begin: number; end: number; i: number }[] = [];
  for (const [i, stretch] of stretches.entries()) {
    const end = begin + tokens(stretch.text).length;
    const next = stretches[i + 1];
    if (next) add(begin, end + tokens(next.text).length, previous);
    for (let at = begin + 1; at < end; at++) {
      const score = scores(boundaries, boundaryFeatures(list, at, punctuated))[0] ?? 0;
      if (score > TEMPTING) tempting.push({ at, score, begin, end, i });
    }
    previous = certain(stretch.text, stretch.move);
    begin = end;
  }
  for (const { at, begin: from, end, i } of tempting.sort((a, b) => b.score - a.score).slice(0, MOST)) {
    const stretch = stretches[i];
    const earlier = stretches[i - 1];
    add(from, at, earlier ? certain(earlier.text, earlier.move) : context.previous);
    if (stretch) add(at, end, certain(stretch.text, stretch.move));
  }
  return out;
}
