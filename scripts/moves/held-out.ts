import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadEncoder } from '../../src/conversation/encoder/index.ts';
import { createMoodReader } from '../../src/conversation/moods/index.ts';
import { decodeMoods, encodeMoods } from '../../src/conversation/moods/model.ts';
import { createLabeller } from '../../src/conversation/moves/labeller.ts';
import { decodeModel, encodeModel, type MovesModel } from '../../src/conversation/moves/model.ts';
import type { Labeller } from '../../src/conversation/moves/types.ts';
import type { Corpus, Part } from '../corpus.ts';
import { moodPart } from '../moods/examples.ts';
import { fitMoods } from '../moods/fit.ts';
import { examplesOf } from './examples.ts';
import { fitModel } from './fit.ts';

const SEED = 20;
/** What is seen of a part is the same whichever part is left out, and takes long to see. */
const encoder = loadEncoder();
const movesOf = remembered((part) => examplesOf(part.dialogues, encoder));
const moodsOf = remembered((part) => moodPart(part, encoder));
const SHIPPED = new URL('../../models/moves.bin', import.meta.url);

/** Parts that are left out together: to train without each alone would take three times as long. */
const TOGETHER = [
  ['3', '1', '10'],
  ['6', '2', '11'],
  ['8', '4', '7'],
  ['12', '9'],
];

/**
 * A labeller that has never seen the part, with the tuning of the model that ships (a dozen numbers). What was trained is kept
 * in `folder`, which is to be emptied when features or training change.
 */
export function labellerWithout(part: Part, { parts, more }: Corpus, folder: string): Labeller {
  mkdirSync(folder, { recursive: true });
  const left = TOGETHER.find((names) => names.includes(part.name)) ?? [part.name];
  const others = [...parts.filter(({ name }) => !left.includes(name)), ...more];
  const kept = (name: string, make: () => Uint8Array): [Uint8Array, string] => {
    const file = `${folder}/${name}-without-${left.join('-')}.bin`;
    if (!existsSync(file)) writeFileSync(file, make());
    return [readFileSync(file), file];
  };
  const moves = kept('moves', () => encodeModel(trainMoves(others)));
  const moods = kept('moods', () => encodeMoods(fitMoods(others.map(moodsOf), SEED)));
  return createLabeller(decodeModel(...moves), createMoodReader(decodeMoods(...moods), encoder), encoder);
}

function trainMoves(parts: readonly Part[]): MovesModel {
  const { tuning } = decodeModel(readFileSync(SHIPPED), SHIPPED.pathname);
  return { ...fitModel(parts.map(movesOf), SEED), tuning };
}

function remembered<T>(see: (part: Part) => T): (part: Part) => T {
  const known = new Map<Part, T>();
  return (part) => {
    const seen = known.get(part) ?? see(part);
    known.set(part, seen);
    return seen;
  };
}
