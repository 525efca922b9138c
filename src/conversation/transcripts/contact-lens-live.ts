import { z } from 'zod';
import { fromItems, WANTED, within } from './contact-lens.ts';
import type { Entry } from './json.ts';
import { shapeFault } from './json-shape.ts';
import type { Found, Read, ReadOptions } from './types.ts';

const event = z.looseObject({
  ContactId: z.string().optional(),
  Channel: z.string().optional(),
  EventType: z.string().optional(),
  Segments: z.array(z.looseObject({})).optional(),
});

interface Contact {
  id: string;
  channel: string | undefined;
  items: Entry[];
  categories: string[];
}

/**
 * Reads Contact Lens in real time as it was kept: the events of the segment stream (STARTED, SEGMENTS, COMPLETED; Amazon
 * Connect Administrator Guide, "Sample segment streams") or answers of ListRealtimeContactAnalysisSegments(V2), of one
 * contact or several. Utterances are parts of transcripts that come later, and passed over.
 */
export function readContactLensLive(entries: readonly Entry[], id: string, options: ReadOptions): Read {
  const faults: Found[] = [];
  const contacts = new Map<string, Contact>();
  for (const { place, value } of entries) {
    const parsed = event.safeParse(value);
    if (!parsed.success) {
      faults.push(shapeFault(place, parsed.error, WANTED));
      continue;
    }
    const { ContactId = id, Channel, Segments = [] } = parsed.data;
    const contact = contacts.get(ContactId) ?? {
      id: ContactId,
      channel: undefined,
      items: [],
      categories: [],
    };
    contacts.set(ContactId, contact);
    contact.channel ??= Channel;
    for (const [i, segment] of Segments.entries()) {
      if ('Transcript' in segment)
        contact.items.push({ place: within(place, `Segments[${i}].Transcript`), value: segment.Transcript });
      contact.categories.push(...categoriesOf(segment.Categories));
    }
  }
  const reads = [...contacts.values()].map((contact) =>
    fromItems(
      { ...contact, categories: [...new Set(contact.categories)] },
      contact.items,
      new Map(),
      options,
    ),
  );
  return {
    transcripts: reads.flatMap(({ transcripts }) => transcripts),
    faults: [...faults, ...reads.flatMap((read) => read.faults)],
  };
}

const matched = z.looseObject({ MatchedCategories: z.array(z.string()) });

function categoriesOf(categories: unknown): string[] {
  const parsed = matched.safeParse(categories);
  return parsed.success ? parsed.data.MatchedCategories : [];
}
