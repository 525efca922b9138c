import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 86_400_000;
const FROM = Date.parse('2026-01-05T00:00:00Z');

/**
 * A made-up parcel carrier that writes as no other history here does: snake_case, references instead of ids, counts since
 * 1970, local times without a zone, prices as text, nested objects, depots that all customers share. Each of 40 customers
 * has three parcels in 75 days; the late ones ask where they are.
 */
export function parcelHistory(): { events: object[]; contacts: string[] } {
  const events: object[] = [];
  const contacts: string[] = [];
  for (let number = 0; number < 120; number++) {
    const customer = number % 40;
    const at = FROM + Math.floor(number / 40) * 25 * DAY + customer * 3_600_000;
    const late = number % 5 === 0;
    const due = at + (3 + (number % 3)) * DAY;
    const told = (step: number, event: string, instant: number, more: object) =>
      events.push({
        type: 'track',
        messageId: `e${number}-${step}`,
        userId: `c${customer}`,
        event,
        timestamp: new Date(instant).toISOString(),
        properties: {
          order_number: `ON-${7000 + number}`,
          depot_id: number % 4,
          request_id: `req-${number}-${step}`,
          ...more,
        },
      });
    told(0, 'parcel_announced', at, {
      eta: local(due),
      announced_at: Math.round((at - 3_600_000) / 1000),
      price: `${4 + (number % 30)}.90`,
      parcel: { weight_kg: 1 + (number % 9), service: { level: number % 2 ? 'express' : 'standard' } },
      customs: null,
      labels: ['fragile'],
    });
    told(1, 'parcel_sorted', at + DAY, { slot_start: Math.round(due / 1000), express: number % 2 === 1 });
    if (late)
      told(2, 'parcel_delayed', at + 2 * DAY, {
        eta: local(due + DAY),
        remark: `held by ${number} and rain`,
      });
    told(3, 'parcel_delivered', due + (late ? DAY : 0), { door: number % 2 ? 'front' : null });
    if (late)
      contacts.push(
        `k${number},c${customer},voice,${number % 2 ? 'WISMO' : 'where_is_it'},${new Date(at + 2.5 * DAY).toISOString()},120,true`,
      );
  }
  return { events, contacts };
}

/** As clocks of the carrier show it: no zone is told. */
function local(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Writes an import folder of it. */
export function writeParcels(folder: string, { events, contacts }: ReturnType<typeof parcelHistory>): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'events.jsonl'), `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
  const header = 'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved';
  writeFileSync(join(folder, 'contacts.csv'), `${[header, ...contacts].join('\n')}\n`);
  return folder;
}
