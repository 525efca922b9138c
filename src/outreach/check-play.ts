import { inferredFrom, vocabularyInUse } from '../customers/index.ts';
import { ApiError, type Db } from '../platform/index.ts';
import { checkCondition, faultText, knownOf } from './condition/index.ts';
import { namesInStore } from './known-store.ts';
import type { PlayDefinition } from './play.ts';
import { milestoneOf, subjectTypeOf } from './trigger.ts';

/**
 * Checks a play against what the company's data know. A condition that can't be meant is an error with its place; a
 * trigger that nothing has matched yet is a warning only, as its first event may be still to come.
 * Throws ApiError 400.
 */
export async function checkPlay(
  db: Db,
  play: Pick<PlayDefinition, 'trigger' | 'where' | 'reason'>,
): Promise<{ warnings: string[] }> {
  const inferred = await inferredFrom(db);
  const type = subjectTypeOf(play.trigger);
  const subject = inferred.subjects.find((one) => one.type === type);
  const names = await namesInStore(db);
  if (play.where !== undefined) {
    const known = knownOf(await vocabularyInUse(db), {
      subject: type,
      facts: subject?.facts ?? [],
      milestones: subject?.milestones ?? [],
      reasons: inferred.reasons.map(({ reason }) => reason),
      traits: names.traits,
    });
    const checked = checkCondition(play.where, known);
    if (!checked.ok)
      throw new ApiError(400, `the condition can't be used: ${checked.faults.map(faultText).join('; ')}`, {
        mend: 'see docs/conditions.md for what a condition may say',
        where: 'where',
        details: checked.faults,
      });
  }
  return { warnings: [...warningsOf(play, inferred, subject)] };
}

function* warningsOf(
  { trigger, reason }: Pick<PlayDefinition, 'trigger' | 'reason'>,
  { subjects, reasons }: Awaited<ReturnType<typeof inferredFrom>>,
  subject: { type: string; milestones: string[] } | undefined,
): Generator<string> {
  if (!subjects.length) return;
  const type = trigger.kind === 'forecast' ? undefined : trigger.subject;
  if (type && !subject)
    yield `there is no ${type} yet; the subjects are ${subjects.map((one) => one.type).join(', ')}`;
  const milestone = milestoneOf(trigger);
  if (milestone && subject && !subject.milestones.includes(milestone))
    yield `no ${subject.type} has a milestone ${milestone} yet; theirs are ${subject.milestones.join(', ') || 'none'}`;
  if (reasons.length && !reasons.some((one) => one.reason === reason))
    yield `nobody has got in touch about ${reason} yet; the reasons are ${reasons.map((one) => one.reason).join(', ')}`;
}
