import type { Track } from '../../ingest/index.ts';
import {
  BUCKETS,
  COMPANY_BUCKET,
  type Db,
  idOf,
  readSetting,
  type Tx,
  writeSetting,
} from '../../platform/index.ts';
import type { Corrections } from './corrections.ts';
import { type Vocabulary, vocabularySchema } from './rules.ts';

/** The vocabulary in use, named by what it says; what was folded by another one must be folded anew. */
type Kept = { id: string; vocabulary: Vocabulary };
const IN_USE = 'vocabulary';
const FOLDED_BY = 'vocabulary folded by';
const CORRECTIONS = 'vocabulary corrections';

/** The one read last: asking costs a look at its name, and one name never stands for two vocabularies. */
let current: Kept | null = null;

/** The vocabulary by which events are read now, or undefined before the first import. */
export async function vocabularyInUse(db: Tx): Promise<Vocabulary | undefined> {
  const [row] = await db.query<{ id: string }>(
    `select value ->> 'id' as id from settings where bucket = $1 and name = $2`,
    [COMPANY_BUCKET, IN_USE],
  );
  if (!row) return undefined;
  if (row.id !== current?.id) {
    const kept = await readSetting<Kept>(db, IN_USE);
    if (!kept) return undefined;
    current = { id: kept.id, vocabulary: vocabularySchema.parse(kept.vocabulary) };
  }
  return current?.vocabulary;
}

/** Puts a vocabulary in use; what was folded before stays as it is until `markFolded`. */
export async function putVocabulary(db: Tx, vocabulary: Vocabulary): Promise<void> {
  const kept: Kept = { id: idOf('vocabulary', JSON.stringify(vocabulary)), vocabulary };
  await writeSetting(db, IN_USE, kept);
}

/** The readings by which all that is stored was folded; null before the first import. */
export async function foldedBy(db: Tx): Promise<string | null> {
  return readSetting<string>(db, FOLDED_BY);
}

export async function markFolded(db: Tx, readings: string): Promise<void> {
  await writeSetting(db, FOLDED_BY, readings);
}

export async function keptCorrections(db: Tx): Promise<Corrections | null> {
  return readSetting<Corrections>(db, CORRECTIONS);
}

export async function keepCorrections(db: Tx, corrections: Corrections): Promise<void> {
  await writeSetting(db, CORRECTIONS, corrections);
}

type EventRow = {
  customer_id: string;
  message_id: string;
  name: string;
  at: number;
  properties: Track['properties'];
};

/** All events of a bucket, in the order in which they happened. */
export async function tracksOf(db: Tx, bucket: number): Promise<Track[]> {
  const rows = await db.query<EventRow>(
    `select customer_id, message_id, name, at, properties from events
     where bucket = $1 and kind = 'track' order by at, received_at, customer_id, message_id`,
    [bucket],
  );
  return rows.map((row) => ({
    kind: 'track',
    messageId: row.message_id,
    customerId: row.customer_id,
    name: row.name,
    at: row.at,
    properties: row.properties,
  }));
}

/** A fair share of the customers, as buckets are drawn by chance, tells enough of what is stored. */
const ENOUGH = 100_000;

/** Shows the events that are stored already, some hundred thousand at most. */
export async function seeStored(db: Db, see: (track: Track) => void): Promise<void> {
  let seen = 0;
  for (let bucket = 0; bucket < BUCKETS && seen < ENOUGH; bucket++) {
    const tracks = await tracksOf(db, bucket);
    for (const track of tracks) see(track);
    seen += tracks.length;
  }
}

/** Forgets all subjects of a bucket, to be folded anew. */
export async function forgetSubjects(tx: Tx, bucket: number): Promise<void> {
  await tx.query('delete from subject_versions where bucket = $1', [bucket]);
  await tx.query('delete from subjects where bucket = $1', [bucket]);
}
