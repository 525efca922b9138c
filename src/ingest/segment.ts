import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../platform/index.ts';
import { firstFault, id, instant, record } from './fields.ts';
import type { Incoming } from './messages.ts';

const TYPES = ['identify', 'track', 'page', 'screen', 'alias'] as const;

const ANONYMOUS = 'anonymous:';

const envelope = z.object({
  type: z.enum(TYPES, `type must be one of ${TYPES.join(', ')}`),
  messageId: id('messageId').optional(),
  userId: id('userId').nullish(),
  anonymousId: id('anonymousId').nullish(),
  timestamp: instant('timestamp').nullish(),
  originalTimestamp: instant('originalTimestamp').nullish(),
  sentAt: instant('sentAt').nullish(),
  event: id('event').optional(),
  name: id('name').nullish(),
  properties: record('properties').nullish(),
  traits: record('traits').nullish(),
  context: z.object({ traits: record('traits').nullish() }).nullish(),
  previousId: id('previousId').optional(),
});

export type Parsed<T = Incoming> = { ok: true; value: T } | { ok: false; error: string };

/**
 * Reads one message of Segment's spec (https://segment.com/docs/connections/spec/): identify, track, alias, page and
 * screen (the last two become track). `timestamp` wins over `originalTimestamp` over `sentAt` over `now`. A message without
 * messageId gets one from its content, so that sending it again changes nothing; one that tells no time either gets
 * `idWithoutTime`, as the same content tomorrow is another message.
 */
export function parseSegment(input: unknown, now: Instant, idWithoutTime: () => string): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, error: 'is not an object' };
  }
  const parsed = envelope.safeParse(input);
  if (!parsed.success) return { ok: false, error: firstFault(parsed.error) };
  const message = parsed.data;
  const customerId = customerOf(message);
  if (!customerId) {
    return {
      ok: false,
      error: 'has no user: give "userId" (or "anonymousId"), the id of the customer it is about',
    };
  }
  const ownTime = message.timestamp ?? message.originalTimestamp ?? message.sentAt ?? null;
  const at = ownTime ?? now;
  const messageId = message.messageId ?? (ownTime === null ? idWithoutTime() : contentId(input));
  if (message.type === 'alias') {
    const { previousId } = message;
    if (!previousId) return { ok: false, error: 'needs "previousId", the id that the customer had before' };
    // The previous id may have been a user's or an anonymous one; the message does not say which.
    const previousIds = [previousId, `${ANONYMOUS}${previousId}`].filter((id) => id !== customerId);
    return { ok: true, value: { kind: 'alias', messageId, customerId, previousIds, at } };
  }
  if (message.type === 'identify') {
    const traits = { ...message.context?.traits, ...message.traits };
    const fault = traitFault(traits);
    return fault
      ? { ok: false, error: fault }
      : { ok: true, value: { kind: 'identify', messageId, customerId, at, traits } };
  }
  const name = eventOf(message);
  if (!name) return { ok: false, error: 'needs "event", the name of what happened' };
  return {
    ok: true,
    value: { kind: 'track', messageId, customerId, at, name, properties: message.properties ?? {} },
  };
}

type Told<T> = T | null | undefined;

/** The customer that a message is about, who may be known by the id of a browser only; null when it names none. */
export function customerOf({ userId, anonymousId }: { userId?: Told<string>; anonymousId?: Told<string> }) {
  return userId ?? (anonymousId ? `${ANONYMOUS}${anonymousId}` : null);
}

/** The name of what happened: pages and screens are seen. */
export function eventOf({ type, event, name }: { type: string; event?: Told<string>; name?: Told<string> }) {
  return type === 'track' ? event : `${name ?? ''} ${type} Viewed`.trim();
}

/** A wrong zone would send messages at the wrong hour for good, so it is refused where it can still be mended. */
function traitFault(traits: Record<string, unknown>): string | null {
  const zone = traits.timezone;
  if (zone === undefined || zone === null || zone === '' || isTimeZone(String(zone))) return null;
  return `traits.timezone: "${zone}" is no IANA time zone; write it like America/Chicago`;
}

/** Asking costs 40 µs and there are some 400 zones: those found good are remembered. */
const knownZones = new Set<string>();

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

function contentId(input: object): string {
  return `content-${createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 32)}`;
}
