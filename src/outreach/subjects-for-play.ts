import { type Subject, subjectsOfCustomers, vocabularyInUse } from '../customers/index.ts';
import type { Tx } from '../platform/index.ts';
import { customerSubject, happeningsOf } from './customer-subject.ts';
import { lastHappenings } from './gate-store.ts';
import type { Play } from './play.ts';
import { ABOUT_CUSTOMER, standingOf, subjectTypeOf } from './trigger.ts';

/** A customer's subjects in which the play's anchor stands somewhere, the latest first. */
export async function subjectsForPlay(
  tx: Tx,
  bucket: number,
  play: Play,
  customerId: string,
): Promise<Subject[]> {
  const type = subjectTypeOf(play.trigger);
  if (type !== ABOUT_CUSTOMER) {
    const anchored = (await subjectsOfCustomers(tx, bucket, [customerId], type)).flatMap((subject) => {
      const standing = standingOf(play, subject);
      return standing ? [{ subject, at: standing.at }] : [];
    });
    return anchored.sort((a, b) => b.at - a.at).map(({ subject }) => subject);
  }
  const names = happeningsOf(play);
  const happenings = names.length ? await lastHappenings(tx, bucket, [customerId], names) : [];
  const subject = customerSubject(play, customerId, happenings, null, await vocabularyInUse(tx));
  return play.trigger.kind === 'forecast' || standingOf(play, subject) ? [subject] : [];
}
