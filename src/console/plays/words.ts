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
      const least = lengthWords(trigger.by);
      const by = least ? ` by ${least}${way} or more` : way;
      return `${after(trigger.delay)} ${plain(trigger.milestone)} of ${a(trigger.subject)} moves${by}`;
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
