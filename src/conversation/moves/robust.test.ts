import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLabeller } from '../labelling/index.ts';
import { parseAnnotated } from './annotated.ts';
import type { LabelledTurn, Move } from './types.ts';

const labeller = loadLabeller();
const dialogues = parseAnnotated(readFileSync('data/dialogues/part-6.txt', 'utf8'), 'part-6.txt').slice(
  0,
  25,
);

/** The moves of given stretches, each text changed by `change` before it is labelled. */
function moves(change: (text: string, i: number) => string): Move[] {
  let i = 0;
  return dialogues.flatMap(({ turns }) => {
    const before: LabelledTurn[] = [];
    return turns.flatMap((turn) => {
      const stretches = turn.speaker === 'agent' ? turn.stretches.map((s) => change(s.text, i++)) : [];
      const text = turn.speaker === 'agent' ? stretches.join(' ') : change(turn.text, 0);
      const got = labeller.label(
        turn.speaker === 'agent' ? { speaker: 'agent', text, stretches } : { speaker: 'customer', text },
        before,
      );
      before.push(got);
      return got.speaker === 'agent' ? got.stretches.map((stretch) => stretch.move) : [];
    });
  });
}

function same(a: readonly Move[], b: readonly Move[]): number {
  return a.filter((move, i) => move === b[i]).length / a.length;
}

describe('labels as they are said or written', () => {
  let written: Move[] = [];
  beforeAll(() => {
    written = moves((text) => text);
  });

  it('are nearly the same without punctuation and case', () => {
    const bare = moves(
      (text) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
          .trim() || text,
    );
    expect(same(written, bare)).toBeGreaterThan(0.97);
    expect(
      same(
        written,
        moves((text) => text.toUpperCase()),
      ),
    ).toBe(1);
  });

  it('mostly outlive fillers and restarts', () => {
    const filled = moves((text, i) => {
      const list = text.split(' ');
      if (list.length < 4) return text;
      const at = 1 + (i % (list.length - 2));
      return i % 2 === 0
        ? [...list.slice(0, at), 'um', ...list.slice(at)].join(' ')
        : [...list.slice(0, 2), ...list].join(' ');
    });
    expect(same(written, filled)).toBeGreaterThan(0.9);
  });
});
