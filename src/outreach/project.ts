import {
  loadSubjects,
  readProperties,
  type Subject,
  type SubjectKey,
  vocabularyInUse,
} from '../customers/index.ts';
import type { Projection, Track } from '../ingest/index.ts';
import { groupBy, type Instant, type Tx } from '../platform/index.ts';
import { planOutreach } from './plan.ts';
import type { Play } from './play.ts';
import { loadPlays } from './play-store.ts';
import { lockOutreachOf, putOutreach } from './store.ts';
import type { Outreach } from './types.ts';

/** Plans, moves and withdraws outreach in the transaction of the events that call for it. */
export const projectOutreach: Projection = async (tx, bucket, fresh, now) => {
  const keys = new Map<string, SubjectKey>();
  const tracks = fresh.filter((message): message is Track => message.kind === 'track');
  const vocabulary = tracks.length ? await vocabularyInUse(tx) : undefined;
  for (const message of tracks) {
    for (const ref of readProperties(message.properties, vocabulary).subjects) {
      keys.set(JSON.stringify([message.customerId, ref]), { ...ref, customerId: message.customerId });
    }
  }
  if (!keys.size) return;
  const launched = (await loadPlays(tx)).filter((play) => play.status === 'launched');
  for (const play of launched) {
    const wanted = [...keys.values()].filter((key) => key.type === play.trigger.subject);
    if (wanted.length) await planSubjects(tx, bucket, play, await loadSubjects(tx, bucket, wanted), now);
  }
};

/** Plans a play about the given subjects, all of one bucket, whose customers the transaction holds. */
export async function planSubjects(
  tx: Tx,
  bucket: number,
  play: Play,
  subjects: readonly Subject[],
  now: Instant,
): Promise<number> {
  if (!subjects.length) return 0;
  const customerIds = [...new Set(subjects.map((subject) => subject.customerId))];
  const keyOf = (customerId: string, id: string) => JSON.stringify([customerId, id]);
  const existing = groupBy(
    (await lockOutreachOf(tx, bucket, play.id, customerIds)).filter(
      (row) => row.subjectType === play.trigger.subject,
    ),
    (row) => keyOf(row.customerId, row.subjectId),
  );
  const rows = subjects.flatMap((subject) =>
    planOutreach(play, subject, existing.get(keyOf(subject.customerId, subject.id)) ?? [], now),
  );
  await putOutreach(tx, bucket, rows);
  return rows.length;
}

/** Plans again what hangs on the subjects of the given rows, whose customers the transaction holds. */
export async function planAgainAbout(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  now: Instant,
): Promise<void> {
  const launched = (await loadPlays(tx)).filter((play) => play.status === 'launched');
  for (const play of launched) {
    const keys = rows
      .filter((row) => row.playId === play.id)
      .map((row) => ({ customerId: row.customerId, type: row.subjectType, id: row.subjectId }));
    if (keys.length) await planSubjects(tx, bucket, play, await loadSubjects(tx, bucket, keys), now);
  }
}
