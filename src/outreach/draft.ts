import { Duration } from 'luxon';
import { type Opportunity, partsOf, situationWords } from '../forecast/index.ts';
import { durationMs } from './duration.ts';
import { type PlayDefinition, playSchema } from './play.ts';
import type { MessageTemplate } from './template.ts';

export type Draft = {
  play: PlayDefinition;
  /** What a person still has to do, and what of the finding no play can say. */
  notes: string[];
};

/**
 * An opportunity as a play to start from: its trigger at the recommended moment, its conditions in CEL, and a message
 * that is complete but plain. Pure. `subjectOf` tells what type of subject an event is about; null: the customer.
 */
export function draftOf(found: Opportunity, id: string, subjectOf: (event: string) => string | null): Draft {
  const notes = ['the message is a plain one: say it in your own words before you launch the play'];
  const trigger = triggerOf(found, subjectOf);
  const conditions = found.where.flatMap((condition) => {
    const cel = celOf(condition);
    if (cel === null) notes.push(`"${condition.words}" can't be said in a condition and is left out`);
    return cel ?? [];
  });
  const { without } = found.trigger;
  const play = playSchema.parse({
    id,
    name: `${found.reason}: ${situationWords(found)}`.slice(0, 200),
    reason: found.reason,
    purpose: 'service',
    trigger,
    ...(conditions.length ? { where: conditions.join(' && ') } : {}),
    expires: expiryOf(found),
    completedBy: without === null ? [] : [without],
    channels: ['sms', 'email'],
    holdout: 0.1,
    tolerance: 'PT10M',
    message: messageOf(found),
  });
  return { play, notes };
}

function triggerOf({ trigger, sendAt }: Opportunity, subjectOf: (event: string) => string | null) {
  const { kind, name, subject, direction } = trigger;
  if (kind === 'moved')
    return {
      kind,
      subject,
      milestone: name,
      direction: direction ?? 'either',
      by: 'PT10M',
      delay: notNegative(sendAt.offset),
    };
  if (kind === 'milestone' || (kind === 'overdue' && subject !== null))
    return { kind: 'milestone', subject, milestone: name, offset: sendAt.offset };
  const about = subjectOf(name);
  return {
    kind: 'event',
    event: name,
    ...(about === null ? {} : { subject: about }),
    delay: notNegative(sendAt.offset),
  };
}

function notNegative(offset: string): string {
  return durationMs(offset) < 0 ? 'PT0S' : offset;
}

/** From the end of the window on, the question that the message answers does not come any more. */
function expiryOf({ trigger, sendAt }: Opportunity): string {
  const hours = Math.max(trigger.window.toHours, sendAt.offsetHours + 1);
  const text = Duration.fromObject({ minutes: Math.round(Math.abs(hours) * 60) })
    .shiftTo('hours', 'minutes')
    .toISO();
  return `${hours < 0 ? '-' : ''}${(text ?? 'PT1H').replace(/(?<=\D)0M$/, '')}`;
}

/** One condition of a finding in CEL, or null where conditions of plays have no word for it. */
export function celOf({ feature, op, value }: Opportunity['where'][number]): string | null {
  const { scope, measure, what } = partsOf(feature);
  const literal =
    typeof value === 'number'
      ? String(value)
      : value === 'true' || value === 'false'
        ? value
        : JSON.stringify(value);
  const compared = (left: string) => `${left} ${op === '=' ? '==' : op} ${literal}`;
  const isCompared = op !== 'present' && op !== 'absent';
  if (measure === 'is' && (scope === 'this' || scope === 'trait')) {
    const owner = scope === 'this' ? 'facts' : 'traits';
    const name = memberOf(owner, what);
    if (!isCompared) return `${op === 'absent' ? '!' : ''}(${JSON.stringify(what)} in ${owner})`;
    return op === '!=' ? `(!(${JSON.stringify(what)} in ${owner}) || ${compared(name)})` : compared(name);
  }
  if (scope === 'this' && measure === 'since') {
    if (!isCompared) return `${op === 'absent' ? '!' : ''}(${JSON.stringify(what)} in events)`;
    return typeof value === 'number' ? `now - events[${JSON.stringify(what)}] ${op} ${spanOf(value)}` : null;
  }
  if (scope === 'this' && measure === 'until' && isCompared && typeof value === 'number')
    return `${memberOf('milestones', what)} - now ${op} ${spanOf(value)}`;
  if (scope === 'asked' && measure === 'times' && typeof value === 'number' && isCompared)
    return compared(`contacts.count(${JSON.stringify(what)})`);
  if (scope === 'contact' && measure === 'times' && typeof value === 'number' && isCompared)
    return compared('contacts.count()');
  return null;
}

function memberOf(owner: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${owner}.${name}` : `${owner}[${JSON.stringify(name)}]`;
}

function spanOf(hours: number): string {
  return `duration("${Math.round(hours * 60)}m")`;
}

function messageOf({ trigger, reason }: Opportunity): MessageTemplate {
  const about = trigger.subject ?? 'account';
  const when =
    trigger.kind === 'milestone' || trigger.kind === 'moved'
      ? `: ${trigger.name} is {{ milestones["${trigger.name}"] | day }} at {{ milestones["${trigger.name}"] | time }}`
      : `: ${trigger.name}`;
  return {
    subject: `About your ${about}`,
    happened: `{{ company.name }}: {% if customer.firstName %}{{ customer.firstName }}, we{% else %}We{% endif %} have news about your ${about}${when}.`,
    done: `We are following it for you (${reason}).`,
    todo: 'You need do nothing now; we write again if that changes.',
    verify: 'See the same at {{ company.site }}; we never ask for payment or passwords by message.',
  };
}
