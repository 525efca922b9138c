import type { Track } from '../ingest/index.ts';
import type { Outreach } from './types.ts';

/** What we sent is part of the customer's history, as the forecast and the desk see it. */
export function sentEvent(row: Outreach): Track {
  return {
    kind: 'outreach',
    messageId: row.id,
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
