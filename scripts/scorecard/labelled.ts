import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AnnotatedDialogue } from '../../src/conversation/moves/annotated.ts';
import { createLabeller } from '../../src/conversation/moves/labeller.ts';
import { decodeModel, type Tuning } from '../../src/conversation/moves/model.ts';
import type { LabelledTurn } from '../../src/conversation/moves/types.ts';
import { examplesOf, type Part } from '../moves/examples.ts';
import { fitModel } from '../moves/fit.ts';

/** A dialogue from its bare text: labelled, stretches and all, by a labeller that has not seen its part. */
export interface Labelled {
  readonly id: string;
  readonly grade: AnnotatedDialogue['grade'];
  readonly turns: readonly LabelledTurn[];
}

/**
 * The dialogues of a part, labelled by a labeller trained on the other parts with the tuning of the shipped one (a dozen numbers).
 * Kept in `folder` as NAME.json, since training takes a while; empty the folder when the labeller has changed.
 */
export function labelWithout(part: Part, parts: readonly Part[], seed: number, folder: string): Labelled[] {
  const file = `${folder}/${part.name}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Labelled[];
  const others = parts.filter((other) => other !== part).map(({ dialogues }) => examplesOf(dialogues));
  const labeller = createLabeller({ ...fitModel(others, seed), tuning: shippedTuning() });
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

function shippedTuning(): Tuning {
  const file = new URL('../../models/moves.bin', import.meta.url);
  return decodeModel(readFileSync(file), file.pathname).tuning;
}
