import { type Clock, type Db, type Instant, type Log, newId, SECOND } from '../../platform/index.ts';
import { LOCALES, NO_PARTICULAR_REASON, type ReasonBook } from '../reasons/index.ts';
import {
  type Example,
  packWording,
  readWording,
  trainWording,
  unpackWording,
  type WordingModel,
} from '../wording/index.ts';
import { latestWording, latestWordingId, notedContacts, putWording } from './store.ts';

/** Notes that are learned from: the latest, as people change their words. */
const MOST_NOTES = 20_000;
/** With fewer reasons that have so many examples there is nothing to tell apart; keywords do. */
const FEWEST_EXAMPLES = 3;
const FEWEST_REASONS = 2;
/** A keyword says less than a sentence that a customer said. */
const KEYWORD_WEIGHT = 0.3;
/** P(the words are about any of the reasons) from which they are heard. */
const SURE = 0.5;
/** A second reason is told along when it is at least so likely. */
const WORTH_TELLING = 0.2;

export type HearingReport = { examples: number; reasons: number };

/**
 * Learns in what words the company's reasons come, from the examples in its reasons and the notes of its contacts before
 * `until`; null, and nothing changes, where there are too few.
 */
export async function learnHearing(
  { db, book }: { db: Db; book: ReasonBook },
  until: Instant,
  now: Instant,
  onProgress?: (done: number, of: number) => void,
): Promise<HearingReport | null> {
  const said: Example[] = [
    ...book.names.flatMap((reason) => book.of(reason).examples.map((text) => ({ text, reason }))),
    ...(await notedContacts(db, until, MOST_NOTES)),
  ].filter(({ reason }) => reason !== NO_PARTICULAR_REASON);
  const counts = new Map<string, number>();
  for (const { reason } of said) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const learned = new Set(
    [...counts].filter(([, count]) => count >= FEWEST_EXAMPLES).map(([reason]) => reason),
  );
  if (learned.size < FEWEST_REASONS) return null;
  const examples: Example[] = [
    ...said.filter(({ reason }) => learned.has(reason)),
    ...[...learned].flatMap((reason) =>
      LOCALES.flatMap((locale) => {
        const { keywords, label } = book.of(reason);
        return [label[locale], ...keywords[locale]].map((text) => ({ text, reason, weight: KEYWORD_WEIGHT }));
      }),
    ),
  ];
  const model = trainWording(examples, { seed: 1, ...(onProgress && { onProgress }) });
  const report = { examples: said.length, reasons: learned.size };
  const packed = Buffer.from(packWording(model)).toString('base64');
  await putWording(db, { id: newId('w'), trainedAt: now, packed, ...report });
  return report;
}

/** How long a process goes on with the model it has, when another one trained a new one. */
const FRESH = 60 * SECOND;

/**
 * Hears reasons in words by the model that was trained last: best first, and none where it is not sure that they are about
 * any. Without a model, and with one that cannot be read, it hears nothing, and keywords are all there is.
 */
export function openHearing({ db, clock, log }: { db: Db; clock: Clock; log: Log }) {
  let kept: { id: string; model: WordingModel } | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const current = async (): Promise<WordingModel | null> => {
    const now = clock.now();
    if (now >= lookedAt && now - lookedAt < FRESH) return kept?.model ?? null;
    lookedAt = now;
    const id = await latestWordingId(db);
    if (id === null || id === kept?.id) return kept?.model ?? null;
    const latest = await latestWording(db);
    try {
      kept = latest && { id: latest.id, model: unpackWording(Buffer.from(latest.packed, 'base64')) };
    } catch (err) {
      log.error({ err, wording: id }, 'the model that hears reasons cannot be read; keywords are gone by');
    }
    return kept?.model ?? null;
  };
  return {
    hear: async (speech: string): Promise<string[]> => {
      const model = await current();
      if (!model) return [];
      const { reason, known, reasons } = readWording(model, speech);
      // Learned from little, the threshold lets odd words through; how likely they are about anything is then low.
      if (reason === null || known < SURE) return [];
      return reasons
        .filter((one) => one.reason === reason || one.probability >= WORTH_TELLING)
        .map((one) => one.reason);
    },
    /** After a training in this process. */
    forget: () => {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
  };
}
