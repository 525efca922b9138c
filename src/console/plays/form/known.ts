import { inferredFrom } from '../../../customers/index.ts';
import type { Db } from '../../../platform/index.ts';
import { eventNames, traitNames } from '../store.ts';

/** Names that the company's data know, to choose from in a form. */
export type Known = {
  subjects: { type: string; facts: string[]; milestones: string[] }[];
  reasons: string[];
  events: string[];
  traits: string[];
};

export async function knownIn(db: Db): Promise<Known> {
  const { subjects, reasons } = await inferredFrom(db);
  return {
    subjects: subjects.slice(0, MOST),
    reasons: reasons.slice(0, MOST).map(({ reason }) => reason),
    events: await eventNames(db, MOST),
    traits: await traitNames(db, MOST),
  };
}

const MOST = 200;
