import type { Encoder } from '../../src/conversation/encoder/index.ts';
import type {
  AnnotatedDialogue,
  AnnotatedStretch,
  AnnotatedTurn,
} from '../../src/conversation/moves/annotated.ts';
import { boundaryFeatures, isPunctuated, tokens } from '../../src/conversation/moves/boundary-features.ts';
import { certainMood } from '../../src/conversation/moves/certain.ts';
import { type StretchContext, stretchContext } from '../../src/conversation/moves/context.ts';
import type { Sparse } from '../../src/conversation/moves/sparse.ts';
import { spanFeatures } from '../../src/conversation/moves/stretch-features.ts';
import { type LabelledTurn, MOVES, type Stretch } from '../../src/conversation/moves/types.ts';
import { stretchViews } from '../../src/conversation/moves/views.ts';
import type { Example } from './train.ts';

/** A stretch as each model of stretches sees it, and as the search for stretches does. */
export interface StretchExample {
  readonly views: readonly Sparse[];
  readonly span: Sparse;
  readonly y: number;
}

/** An agent's turn as annotated, with what was known when it began. */
export interface TurnExample {
  readonly context: StretchContext;
  readonly stretches: readonly AnnotatedStretch[];
}

export interface Examples {
  readonly turns: TurnExample[];
  readonly moves: StretchExample[];
  readonly boundaries: Example[];
}

/** What the true annotation teaches; each turn's context is the true labels before it. */
export function examplesOf(dialogues: readonly AnnotatedDialogue[], encoder: Encoder): Examples {
  const out: Examples = { turns: [], moves: [], boundaries: [] };
  for (const { turns } of dialogues) {
    const before: LabelledTurn[] = [];
    for (const turn of turns) {
      if (turn.speaker === 'agent') {
        const example = { context: stretchContext(before), stretches: turn.stretches };
        out.turns.push(example);
        out.moves.push(...stretchExamples(example, encoder));
        out.boundaries.push(...boundaryExamples(turn.stretches.map((stretch) => stretch.text)));
      }
      before.push(asLabelled(turn));
    }
  }
  return out;
}

function stretchExamples({ context, stretches }: TurnExample, encoder: Encoder): StretchExample[] {
  const seen = stretchViews(
    stretches.map(({ text }) => text),
    context,
    encoder,
  );
  let previous = context.previous;
  return stretches.map(({ text, move }, i) => {
    const span = spanFeatures(text, context, previous);
    previous = certain(text, move);
    return { views: seen[i] ?? [], span, y: MOVES.indexOf(move) };
  });
}

/** The true labels in the labeller's own form. */
export function asLabelled(turn: AnnotatedTurn): LabelledTurn {
  if (turn.speaker === 'customer')
    return { speaker: 'customer', text: turn.text, ...certainMood(turn.mood, turn.flags) };
  const text = turn.stretches.map((stretch) => stretch.text).join(' ');
  return { speaker: 'agent', text, stretches: turn.stretches.map((s) => certain(s.text, s.move)) };
}

export function certain(text: string, move: (typeof MOVES)[number]): Stretch {
  const entries = MOVES.map((known) => [known, known === move ? 1 : 0]);
  return { text, move, probabilities: Object.fromEntries(entries) as Stretch['probabilities'], sure: true };
}

function boundaryExamples(stretches: readonly string[]): Example[] {
  const list = tokens(stretches.join(' '));
  const punctuated = isPunctuated(list);
  const starts = startsOf(stretches);
  const examples: Example[] = [];
  for (let at = 1; at < list.length; at++)
    examples.push({ x: boundaryFeatures(list, at, punctuated), y: starts.has(at) ? 1 : 0 });
  return examples;
}

/** The token at which each stretch but the first begins. */
export function startsOf(stretches: readonly string[]): Set<number> {
  let at = 0;
  return new Set(
    stretches.slice(0, -1).map((text) => {
      at += tokens(text).length;
      return at;
    }),
  );
}
