import { z } from 'zod';
import { type Instant, parseInstant } from '../../platform/index.ts';
import { conversation, type Head } from './conversation.ts';
import type { Entry } from './json.ts';
import { shapeFault } from './json-shape.ts';
import type { Place, Said } from './said.ts';
import type { Found, Read, ReadOptions } from './types.ts';

const transcriptItem = z.looseObject({
  Id: z.string().optional(),
  ParticipantId: z.string(),
  ParticipantRole: z.string().optional(),
  DisplayName: z.string().optional(),
  Content: z.string().nullish(),
  ContentType: z.string().optional(),
  Type: z.string().optional(),
  BeginOffsetMillis: z.number().nonnegative().optional(),
  EndOffsetMillis: z.number().nonnegative().optional(),
  AbsoluteTime: z.string().optional(),
  Time: z.looseObject({ AbsoluteTime: z.string().optional() }).optional(),
});
type Item = z.infer<typeof transcriptItem>;

const participant = z.looseObject({
  ParticipantId: z.string(),
  ParticipantRole: z.string(),
  DisplayName: z.string().optional(),
});

const document = z.looseObject({
  Channel: z.string().optional(),
  CustomerMetadata: z.looseObject({ ContactId: z.string().optional() }).optional(),
  ContactId: z.string().optional(),
  Participants: z.array(participant).optional(),
  Categories: z.looseObject({ MatchedCategories: z.array(z.string()).optional() }).optional(),
  Transcript: z.array(z.unknown()),
});

/**
 * Reads the output file of Contact Lens for a call or a chat (Amazon Connect Administrator Guide, "Example Contact Lens
 * output files"), redacted or not: `[PII]` and the like stay in the words. Redacted or whole, calls count milliseconds
 * from their start; chats have instants.
 */
export function readContactLens({ place, value }: Entry, id: string, options: ReadOptions): Read {
  const parsed = document.safeParse(value);
  if (!parsed.success) return { transcripts: [], faults: [shapeFault(place, parsed.error, WANTED)] };
  const { Channel, CustomerMetadata, ContactId, Participants = [], Categories, Transcript } = parsed.data;
  const roles = new Map(Participants.map((one) => [one.ParticipantId, one.ParticipantRole]));
  const items = Transcript.map((one, i) => ({ place: within(place, `Transcript[${i}]`), value: one }));
  const head = {
    id: CustomerMetadata?.ContactId ?? ContactId ?? id,
    channel: Channel,
    categories: Categories?.MatchedCategories ?? [],
  };
  return fromItems(head, items, roles, options);
}

export const WANTED = 'take the file as Contact Lens wrote it';

export function within(place: Place, path: string): Place {
  return { ...place, path: place.path === undefined ? path : `${place.path}.${path}` };
}

/** One contact from its transcript items, in whatever order they came; an item that came twice counts once. */
export function fromItems(
  contact: { id: string; channel: string | undefined; categories: readonly string[] },
  items: readonly Entry[],
  roles: ReadonlyMap<string, string>,
  options: ReadOptions,
): Read {
  const faults: Found[] = [];
  const seen = new Set<string>();
  const kept: { place: Place; item: Item; at: Instant | null }[] = [];
  for (const { place, value } of items) {
    const parsed = transcriptItem.safeParse(value);
    if (!parsed.success) faults.push(shapeFault(place, parsed.error, WANTED));
    else if (isWords(parsed.data) && isNew(seen, parsed.data))
      kept.push({ place, item: parsed.data, at: instantOf(parsed.data) });
  }
  const instants = kept.flatMap(({ at }) => at ?? []);
  const startedAt = instants.length > 0 ? instants.reduce((a, b) => Math.min(a, b)) : undefined;
  const head: Head = {
    id: contact.id,
    form: 'contact-lens',
    channel:
      contact.channel === 'CHAT' || (contact.channel === undefined && startedAt !== undefined)
        ? 'chat'
        : 'phone',
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(contact.categories.length > 0 ? { categories: contact.categories } : {}),
    ...people(
      kept.map((one) => one.item),
      roles,
    ),
  };
  const read = conversation(
    head,
    kept.map((one) => saidIn(one, roles, startedAt)),
    options,
  );
  return { ...read, faults: [...faults, ...read.faults] };
}

/** What was said; not who joined, what was attached, or what was pressed in a form. */
function isWords({ Type, ContentType }: Item): boolean {
  return (
    (Type === undefined || Type === 'MESSAGE') && (ContentType === undefined || /^text\//.test(ContentType))
  );
}

/** Ids in documentation and tests are often placeholders: only an id whose words were heard too is a repeat. */
function isNew(seen: Set<string>, { Id, Content, BeginOffsetMillis }: Item): boolean {
  if (Id === undefined) return true;
  const key = JSON.stringify([Id, Content, BeginOffsetMillis]);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function instantOf({ AbsoluteTime, Time }: Item): Instant | null {
  return parseInstant(AbsoluteTime ?? Time?.AbsoluteTime ?? '');
}

function roleIn({ ParticipantId, ParticipantRole }: Item, roles: ReadonlyMap<string, string>): string {
  return (ParticipantRole ?? roles.get(ParticipantId) ?? ParticipantId).toLowerCase();
}

function saidIn(
  { place, item, at }: { place: Place; item: Item; at: Instant | null },
  roles: ReadonlyMap<string, string>,
  startedAt: Instant | undefined,
): Said {
  const role = roleIn(item, roles);
  const text = item.Content ?? '';
  const from =
    item.BeginOffsetMillis ?? (at === null || startedAt === undefined ? undefined : at - startedAt);
  // Whoever is no agent, customer or supervisor is a flow or a bot, whatever it is called.
  const name = role === 'system' || role === 'custom_bot' ? 'system' : role;
  return {
    place,
    name,
    sure: true,
    text,
    whole: text,
    ...(from === undefined ? {} : { from }),
    ...(item.EndOffsetMillis === undefined ? {} : { to: item.EndOffsetMillis }),
  };
}

function people(
  items: readonly Item[],
  roles: ReadonlyMap<string, string>,
): { agent?: string; customer?: string } {
  const nameOf = (role: string) =>
    items.find((one) => roleIn(one, roles) === role && isName(one.DisplayName))?.DisplayName;
  const agent = nameOf('agent');
  const customer = nameOf('customer');
  return { ...(agent ? { agent } : {}), ...(customer ? { customer } : {}) };
}

/** A redacted name is a mask in brackets. */
function isName(name: string | undefined): boolean {
  return name !== undefined && name !== '' && !/^\[.*\]$/.test(name);
}
