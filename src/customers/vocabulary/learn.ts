import { lookThrough, nameReasons } from '../../ingest/index.ts';
import type { Clock, Db } from '../../platform/index.ts';
import { foldAgain } from '../fold-again.ts';
import type { Corrections } from './corrections.ts';
import { type Findings, vocabularyOf } from './findings.ts';
import { inferVocabulary } from './infer.ts';
import { readingsOf } from './readings.ts';
import type { Vocabulary } from './rules.ts';
import {
  foldedBy,
  keepCorrections,
  keptCorrections,
  markFolded,
  putVocabulary,
  seeStored,
  vocabularyInUse,
} from './store.ts';

export type LearnProgress = { phase: 'looking' | 'folding again'; done: number; total: number };
export type Learned = Findings & { foldedAgain: boolean };

/** A vocabulary is kept with every model; of one that grows for years the properties seen last stay. */
const MOST_KEPT = 4000;

/**
 * Learns what the company's properties mean, from what is stored and from the files that are about to be imported, and
 * puts it in use. Corrections that are given stay until others are. Where events that are stored read otherwise than
 * before, their subjects are folded anew; outreach about them must then be planned again.
 */
export async function learnVocabulary(
  { db, clock, zone }: { db: Db; clock: Clock; zone: string },
  paths: readonly string[],
  given: Corrections | null,
  onProgress: (progress: LearnProgress) => void = () => {},
): Promise<Learned> {
  const corrections = given ?? (await keptCorrections(db)) ?? undefined;
  const inference = inferVocabulary(corrections?.zone ?? zone);
  await lookThrough(paths, clock, inference.see, ({ bytes, totalBytes }) =>
    onProgress({ phase: 'looking', done: bytes, total: totalBytes }),
  );
  await seeStored(db, inference.see);
  const findings = inference.conclude(corrections);
  const vocabulary = merged(vocabularyOf(findings), await vocabularyInUse(db));
  if (given) {
    await keepCorrections(db, given);
    await nameReasons(db, given.reasons ?? {});
  }
  await putVocabulary(db, vocabulary);
  return { ...findings, foldedAgain: await foldByNewReadings(db, vocabulary, onProgress) };
}

const BY_FORM: Vocabulary = { zone: 'UTC', properties: [] };

/** Also makes good what an import that was cut short left undone. */
async function foldByNewReadings(
  db: Db,
  vocabulary: Vocabulary,
  onProgress: (progress: LearnProgress) => void,
): Promise<boolean> {
  const readings = readingsOf(vocabulary);
  if (readings === ((await foldedBy(db)) ?? readingsOf(BY_FORM))) return false;
  const folded = await foldAgain(db, (done, total) => onProgress({ phase: 'folding again', done, total }));
  await markFolded(db, readings);
  return folded > 0;
}

/** What is not seen this time means what it meant. */
function merged(now: Vocabulary, before: Vocabulary | undefined): Vocabulary {
  const seen = new Set(now.properties.map(([path]) => path));
  const kept = (before?.properties ?? []).filter(([path]) => !seen.has(path));
  return { ...now, properties: [...now.properties, ...kept].slice(0, MOST_KEPT) };
}
