import { HOUR, type Instant } from '../platform/index.ts';
import type { Step } from './course.ts';
import { putFact } from './customer-features.ts';
import type { History } from './history.ts';
import { missing } from './missing.ts';
import { pair } from './pair.ts';
import { atHand, nextMilestone, type SubjectHistory } from './subject-history.ts';
import type { Features } from './types.ts';
import { changeFrom } from './usual.ts';

/** What is known of the subjects of one type that the customer would ask about: what comes next, what was last, what is open. */
export function subjectFeatures(
  features: Features,
  type: string,
  subjects: ReadonlyMap<string, SubjectHistory>,
  course: readonly Step[],
  history: History,
  at: Instant,
): void {
  const { next, last, ahead } = atHand(subjects.values(), at);
  features[`all ${type}/ahead/`] = ahead;
  if (next) view(features, `next ${type}`, next, history, at);
  if (last) view(features, `last ${type}`, last, history, at);
  for (const subject of subjects.values()) flagsAhead(features, type, subject, at);
  for (const step of course) missing(features, type, subjects.values(), step, at);
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
  for (const [name, value] of subject.facts) factFeatures(features, scope, name, value, subject);
  const asked = lastContact(history, subject.lastAt);
  if (asked) features[`${scope}/asked since/`] = asked;
}

/** A fact, and for a number how it differs from what is usual: from the customer's other subjects, from itself before. */
function factFeatures(
  features: Features,
  scope: string,
  name: string,
  value: unknown,
  subject: SubjectHistory,
): void {
  putFact(features, `${scope}/is/${name}`, value);
  if (typeof value !== 'number') return;
  const change = changeFrom(subject.usual, name, value);
  if (change !== null) features[`${scope}/change/${name}`] = change;
  for (const [other, was] of subject.facts)
    if (typeof was === 'number' && isFormer(other, name))
      features[`${scope}/differs/${pair(name, other)}`] = value - was;
}

/** Whether one number is another's elsewhere or before, by its name: `previousAmount` of `amount`. */
function isFormer(other: string, name: string): boolean {
  return other.length > name.length && other.toLowerCase().endsWith(name.toLowerCase());
}

/** For each flag of what lies ahead the time until the nearest that has it so: the next trip without a seat. */
function flagsAhead(features: Features, type: string, subject: SubjectHistory, at: Instant): void {
  const next = nextMilestone(subject, at);
  if (next === null) return;
  const hours = (next - at) / HOUR;
  for (const [fact, value] of subject.facts) {
    if (typeof value !== 'boolean') continue;
    const name = `ahead ${type}/until where/${pair(fact, String(value))}`;
    features[name] = Math.min(hours, (features[name] as number | undefined) ?? hours);
  }
}

/** The reason of the last contact, if it came after the subject's last event. */
function lastContact({ contacts }: History, since: Instant): string | null {
  const last = contacts.at(-1);
  return last && last.at >= since ? (last.reason ?? 'no reason told') : null;
}
