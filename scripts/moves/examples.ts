import { readdirSync, readFileSync } from 'node:fs';
import {
  type AnnotatedDialogue,
  type AnnotatedStretch,
  type AnnotatedTurn,
  parseAnnotated,
} from '../../src/conversation/moves/annotated.ts';
import { boundaryFeatures, isPunctuated, tokens } from '../../src/conversation/moves/boundary-features.ts';
import { certainMood } from '../../src/conversation/moves/certain.ts';
import type { Sparse } from '../../src/conversation/moves/sparse.ts';
import {
  previousFeatures,
  stretchContext,
  stretchFeatures,
} from '../../src/conversation/moves/stretch-features.ts';
import { type LabelledTurn, MOVES, type Stretch } from '../../src/conversation/moves/types.ts';
import type { Example } from './train.ts';

export interface Part {
  readonly name: string;
  readonly dialogues: readonly AnnotatedDialogue[];
}

export function readParts(folder: string): Part[] {
  const files = readdirSync(folder)
    .filter((file) => /^part-\d+\.txt$/.test(file))
    .sort();
  return files.map((file) => ({
    name: file.replace(/^part-|\.txt$/g, ''),
    dialogues: parseAnnotated(readFileSync(`${folder}/${file}`, 'utf8'), file),
  }));
}

export interface Examples {
  readonly moves: Example[];
  readonly boundaries: Example[];
}

/** What the true annotation teaches; each turn's context is the true labels before it. */
export function examplesOf(dialogues: readonly AnnotatedDialogue[]): Examples {
  const out: Examples = { moves: [], boundaries: [] };
  for (const { turns } of dialogues) {
    const before: LabelledTurn[] = [];
    for (const turn of turns) {
      if (turn.speaker === 'agent') {
        out.moves.push(...stretchExamples(turn.stretches, before));
        out.boundaries.push(...boundaryExamples(turn.stretches.map((stretch) => stretch.text)));
      }
      before.push(asLabelled(turn));
    }
  }
  return out;
}

function stretchExamples(stretches: readonly AnnotatedStretch[], before: readonly LabelledTurn[]): Example[] {
  const context = stretchContext(before);
  let previous = context.previous;
  return stretches.map(({ text, move }) => {
    const x = join(
      stretchFeatures(text, context, previous === null),
      previousFeatures(previous?.probabilities ?? null),
    );
    previous = certain(text, move);
    return { x, y: MOVES.indexOf(move) };
  });
}

function join(a: Sparse, b: Sparse): Sparse {
  return {
    index: Int32Array.from([...a.index, ...b.index]),
    value: Float32Array.from([...a.value, ...b.value]),
  };
}

/** The true labels in the labeller's own form. */
export function asLabelled(turn: AnnotatedTurn): LabelledTurn {
  if (turn.speaker === 'customer')
    return { speaker: 'customer', text: turn.text, ...certainMood(turn.mood, turn.flags) };
  const text = turn.stretches.map((stretch) => stretch.text).join(' ');
  return { speaker: 'agent', text, stretches: turn.stretches.map((s) => certain(s.text, s.move)) };
}

function certain(text: string, move: (typeof MOVES)[number]): Stretch {
  const entries = MOVES.map((known) => [known, known === move ? 1 : 0]);
  return { text, move, probabilities: Object.fromEntries(entries) as Stretch['probabilities'] };
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
