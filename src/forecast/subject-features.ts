import { HOUR, type Instant } from '../platform/index.ts';
import { putFact } from './customer-features.ts';
import type { History } from './history.ts';
import { atHand, type SubjectHistory } from './subject-history.ts';
import type { Features } from './types.ts';

/** What is known of the subjects of one type that the customer would ask about: what comes next, what was last. */
export function subjectFeatures(
  features: Features,
  type: string,
  subjects: ReadonlyMap<string, SubjectHistory>,
  history: History,
  at: Instant,
): void {
  const { next, last, ahead } = atHand(subjects.values(), at);
  features[`all ${type}/ahead/`] = ahead;
  if (next) view(features, `next ${type}`, next, history, at);
  if (last) view(features, `last ${type}`, last, history, at);
}

function view(
  features: Features,
  scope: string,
  subject: SubjectHistory,
  history: History,
  at: Instant,
): void {
  for (const [name, milestone] of subject.milestones) {
    features[`${scope}/until/${name}`] = (milestone.at - at) / HOUR;
    if (!milestone.moves) continue;
    features[`${scope}/moves/${name}`] = milestone.moves;
    features[`${scope}/moved by/${name}`] = milestone.by / HOUR;
    features[`${scope}/moved in all/${name}`] = milestone.byInAll / HOUR;
    features[`${scope}/since move/${name}`] = (at - milestone.movedAt) / HOUR;
  }
  for (const [name, { last, times }] of subject.events) {
    features[`${scope}/since/${name}`] = (at - last) / HOUR;
    if (times > 1) features[`${scope}/times/${name}`] = times;
  }
  features[`${scope}/stage/`] = subject.lastEvent;
  features[`${scope}/waiting/${subject.lastEvent}`] = (at - subject.lastAt) / HOUR;
  for (const [name, value] of subject.facts) putFact(features, `${scope}/is/${name}`, value);
  const asked = lastContact(history, subject.lastAt);
  if (asked) features[`${scope}/asked since/`] = asked;
}

/** The reason of the last contact, if it came after the subject's last event. */
function lastContact({ contacts }: History, since: Instant): string | null {
  const last = contacts.at(-1);
  return last && last.at >= since ? (last.reason ?? 'no reason told') : null;
}
