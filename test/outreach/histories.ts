import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Message } from '../../src/ingest/index.ts';

const FOLDER = new URL('../../data/airline/', import.meta.url);
const linesOf = (name: string) =>
  gunzipSync(readFileSync(new URL(name, FOLDER)))
    .toString()
    .split('\n')
    .filter((line) => line !== '');

/** What is kept of the first `count` customers of the simulated airline up to an instant, in the order of a timeline. */
export function airline(count: number, until: string): Message[] {
  const upTo = Date.parse(until);
  const identifies = linesOf('customers.jsonl.gz')
    .slice(0, count)
    .map((line): Message => {
      const { messageId, userId, timestamp, traits } = JSON.parse(line);
      return { kind: 'identify', messageId, customerId: userId, at: Date.parse(timestamp), traits };
    });
  const wanted = new Set(identifies.map(({ customerId }) => customerId));
  const tracks = linesOf('events.jsonl.gz').flatMap((line): Message[] => {
    const { messageId, userId, timestamp, event, properties } = JSON.parse(line);
    if (!wanted.has(userId)) return [];
    return [
      { kind: 'track', messageId, customerId: userId, at: Date.parse(timestamp), name: event, properties },
    ];
  });
  const [header = '', ...rows] = linesOf('contacts.csv.gz');
  const columns = header.split(',');
  const contacts = rows.flatMap((row): Message[] => {
    const cells = Object.fromEntries(row.split(',').map((cell, i) => [columns[i], cell]));
    if (!wanted.has(cells.customer_id ?? '')) return [];
    return [
      {
        kind: 'contact',
        contactId: cells.contact_id ?? '',
        customerId: cells.customer_id ?? '',
        channel: cells.channel ?? '',
        reason: cells.reason ?? null,
        at: Date.parse(cells.started_at ?? ''),
        handleSeconds: Number(cells.handle_seconds) || null,
        resolved: cells.resolved === 'true',
        offeredReason: null,
        offerTaken: null,
      },
    ];
  });
  return [...identifies, ...tracks, ...contacts]
    .filter(({ at }) => at <= upTo)
    .sort(
      (a, b) =>
        a.at - b.at ||
        Number(a.kind === 'contact') - Number(b.kind === 'contact') ||
        (keyOf(a) < keyOf(b) ? -1 : 1),
    );
}

function keyOf(message: Message): string {
  return message.kind === 'contact' ? message.contactId : message.kind === 'consent' ? '' : message.messageId;
}
