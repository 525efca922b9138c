/** Trains the reader of moods and flags from data/dialogues into models/moods.bin: npx tsx scripts/build-moods.ts */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeMoods } from '../src/conversation/moods/model.ts';
import { fitMoods } from './moods/fit.ts';
import { readParts } from './moves/examples.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(`${root}/models/moods.bin`, encodeMoods(fitMoods(readParts(`${root}/data/dialogues`), 20)));
