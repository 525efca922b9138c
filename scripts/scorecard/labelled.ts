import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AnnotatedDialogue } from '../../src/conversation/moves/annotated.ts';
import type { LabelledTurn } from '../../src/conversation/moves/types.ts';
import type { Corpus, Part } from '../corpus.ts';
import { labellerWithout } from '../moves/held-out.ts';

/** A dialogue from its bare text: labelled, stretches and all, by a labeller that has not seen its part. */
export interface Labelled {
  readonly id: string;
  readonly grade: AnnotatedDialogue['grade'];
  readonly turns: readonly LabelledTurn[];
}

/**
 * The dialogues of a part, labelled by a labeller trained without it. Kept in `folder` as NAME.json beside the models,
 * since training takes a while; empty the folder when the labeller has changed.
 */
export function labelWithout(part: Part, corpus: Corpus, folder: string): Labelled[] {
  const file = `${folder}/${part.name}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Labelled[];
  const labeller = labellerWithout(part, corpus, folder);
  const labelled = part.dialogues.map(({ id, grade, turns }) => {
    const before: LabelledTurn[] = [];
    for (const turn of turns) {
      const text =
        turn.speaker === 'agent' ? turn.stretches.map((stretch) => stretch.text).join(' ') : turn.text;
      before.push(labeller.label({ speaker: turn.speaker, text }, before));
    }
    return { id, grade, turns: before };
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(labelled));
  return labelled;
}
