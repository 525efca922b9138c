import type { Play, PlayDefinition } from '../../outreach/index.ts';
import { percent, plain } from '../words.ts';
import { lengthWords, placeWords } from './durations.ts';

/** When a play's message is due, in words: "1 hour before departure of a trip". */
export function triggerWords({
  trigger,
  reason,
  completedBy,
}: Pick<PlayDefinition, 'trigger' | 'reason' | 'completedBy'>): string {
  switch (trigger.kind) {
    case 'milestone': {
      const place = placeWords(trigger.offset) ?? trigger.offset;
      const without = completedBy.length && place.endsWith('after') ? ` without ${orList(completedBy)}` : '';
      return `${place} ${plain(trigger.milestone)} of ${a(trigger.subject)}${without}`;
    }
    case 'moved': {
      const way = trigger.direction === 'either' ? '' : ` ${trigger.direction}`;
      return `${after(trigger.delay)} ${plain(trigger.milestone)} of ${a(trigger.subject)} moves by ${lengthWords(trigger.by)}${way} or more`;
    }
    case 'event':
      return `${after(trigger.delay)} ${trigger.event}${trigger.subject ? ` of ${a(trigger.subject)}` : ''}`;
    case 'forecast':
      return `when P(${plain(reason)} within ${trigger.horizon === '24h' ? '24 h' : '7 days'}) reaches ${trigger.threshold}`;
  }
}

/** Until when the message is worth something. */
export function expiryWords({ trigger, expires }: Pick<PlayDefinition, 'trigger' | 'expires'>): string {
  const anchor =
    trigger.kind === 'milestone'
      ? plain(trigger.milestone)
      : trigger.kind === 'moved'
        ? 'the move'
        : trigger.kind === 'event'
          ? trigger.event
          : 'the crossing';
  return `${placeWords(expires) ?? expires} ${anchor}`;
}

function after(delay: string): string {
  const length = lengthWords(delay);
  return length ? `${length} after` : 'as soon as';
}

function a(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${plain(noun)}`;
}

function orList(names: readonly string[]): string {
  return names.join(' or ');
}

export const PLAY_TONES: Record<Play['status'], string> = {
  draft: 'plain',
  launched: 'good',
  paused: 'warn',
  ended: 'quiet',
};

export function capWords({ most, per }: { most: number; per: string }): string {
  return `${most} in ${lengthWords(per)}`;
}

export function holdoutWords(share: number): string {
  return share === 0 ? 'nobody is held out' : `${percent(share)} of customers, chosen at random for good`;
}

const CAUSES: Record<string, string> = {
  holdout: 'held out by chance',
  company_holdout: 'held out of all plays',
  consent_revoked: 'consent was withdrawn',
  no_consent: 'no consent on record',
  no_address: 'no address for any channel',
  suppression_list: 'on the suppression list',
  audience: 'not in the audience',
  quiet_hours: 'quiet hours',
  cap: 'frequency cap',
  pace: 'pace of the play',
  too_late: 'too late',
  already_contacted: 'got in touch already',
  moved_since_planned: 'moved since it was planned',
  play_ended: 'the play was ended',
  play_not_launched: 'the play was not launched',
  subject_gone: 'what it was about is gone',
  no_milestone: 'what it hangs on is gone',
  incomplete_message: 'a part of the message was missing',
  no_message: 'no words for it',
  driven_again: 'tried again by hand',
};

/** Why an outreach went no further; the names of events stand as they are. */
export function causeWords(cause: string): string {
  return CAUSES[cause] ?? (/[A-Z ]/.test(cause) ? cause : plain(cause));
}
