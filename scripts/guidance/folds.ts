import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createLabeller } from '../../src/conversation/moves/labeller.ts';
import { decodeModel, encodeModel, type MovesModel } from '../../src/conversation/moves/model.ts';
import type { Labeller } from '../../src/conversation/moves/types.ts';
import { examplesOf, type Part } from '../moves/examples.ts';
import { fitModel } from '../moves/fit.ts';

const SEED = 20;
const SHIPPED = new URL('../../models/moves.bin', import.meta.url);

/**
 * A labeller that has never seen the part, with the tuning of the model that ships. What was trained is kept in `folder`,
 * which is to be emptied when features or training change.
 */
export function labellerWithout(part: Part, parts: readonly Part[], folder: string): Labeller {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/part-${part.name}.bin`;
  if (!existsSync(file)) writeFileSync(file, encodeModel(train(part, parts)));
  return createLabeller(decodeModel(readFileSync(file), file));
}

function train(part: Part, parts: readonly Part[]): MovesModel {
  const others = parts.filter((one) => one !== part).map(({ dialogues }) => examplesOf(dialogues));
  const { tuning } = decodeModel(readFileSync(SHIPPED), SHIPPED.pathname);
  return { ...fitModel(others, SEED), tuning };
}
