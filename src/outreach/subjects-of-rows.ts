import { loadSubjects, type Subject, vocabularyInUse } from '../customers/index.ts';
import type { Tx } from '../platform/index.ts';
import { customerSubject, happeningsOf } from './customer-subject.ts';
import { lastHappenings } from './gate-store.ts';
import type { Play } from './play.ts';
import { ABOUT_CUSTOMER, CROSSING } from './trigger.ts';
import type { Outreach } from './types.ts';

/** What each of the rows is about, as it stands now, by the row's id. */
export async function subjectsOfRows(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  plays: ReadonlyMap<string, Play>,
): Promise<Map<string, Subject>> {
  const found = new Map<string, Subject>();
  const keyOf = (customerId: string, type: string, id: string) => JSON.stringify([customerId, type, id]);
  const about = rows.filter((row) => row.subjectType !== ABOUT_CUSTOMER);
  if (about.length) {
    const keys = about.map((row) => ({
      customerId: row.customerId,
      type: row.subjectType,
      id: row.subjectId,
    }));
    const loaded = new Map(
      (await loadSubjects(tx, bucket, keys)).map((one) => [keyOf(one.customerId, one.type, one.id), one]),
    );
    for (const row of about) {
      const subject = loaded.get(keyOf(row.customerId, row.subjectType, row.subjectId));
      if (subject) found.set(row.id, subject);
    }
  }
  const personal = rows.flatMap((row) => {
    const play = row.subjectType === ABOUT_CUSTOMER ? plays.get(row.playId) : undefined;
    return play ? [{ row, play }] : [];
  });
  if (!personal.length) return found;
  const names = [...new Set(personal.flatMap(({ play }) => happeningsOf(play)))];
  const customers = [...new Set(personal.map(({ row }) => row.customerId))];
  const happenings = names.length ? await lastHappenings(tx, bucket, customers, names) : [];
  const vocabulary = await vocabularyInUse(tx);
  for (const { row, play } of personal) {
    const crossedAt = row.anchor === CROSSING ? row.anchorAt : null;
    found.set(row.id, customerSubject(play, row.customerId, happenings, crossedAt, vocabulary));
  }
  return found;
}
