import type { TimelineEntry } from '../customers/index.ts';
import type { Track } from '../ingest/index.ts';
import { idOnChannel } from './fallback.ts';
import type { Outreach } from './types.ts';

/** What we sent is part of the customer's history, as the forecast and the desk see it. */
export function sentEvent(row: Outreach): Track {
  return {
    kind: 'outreach',
    messageId: idOnChannel(row),
    customerId: row.customerId,
    at: row.sentAt ?? row.updatedAt,
    name: row.kind === 'correction' ? 'Correction Sent' : 'Outreach Sent',
    properties: {
      outreachId: row.id,
      play: row.playId,
      reason: row.reason,
      channel: row.channel,
      text: row.message?.text,
      [`${row.subjectType}Id`]: row.subjectId,
    },
  };
}

/** The same as it stands on a timeline. */
export function sentEntry(row: Outreach): TimelineEntry {
  const { at, name, properties } = sentEvent(row);
  return { kind: 'outreach', at, name, properties };
}
