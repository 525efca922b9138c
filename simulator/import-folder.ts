import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AirlineEvent } from './airline-events.ts';
import { eventsOf, trackMessage } from './airline-events.ts';
import { consentsOf, joinedAt } from './consents.ts';
import type { Contact } from './decide.ts';
import { contactRow, liveUntil } from './decide.ts';
import { newPassenger } from './passenger.ts';
import type { Customer } from './people.ts';
import { iso } from './time.ts';
import type { Trip } from './trips.ts';
import type { World } from './world.ts';

export interface ImportFolder {
  'customers.jsonl': string;
  'events.jsonl': string;
  'contacts.csv': string;
  'consents.csv': string;
}

export interface History {
  folder: ImportFolder;
  trips: Trip[];
  events: { trip: Trip; event: AirlineEvent }[];
  contacts: Contact[];
}

/** A customer as a Segment `identify` message. */
export function identifyMessage(world: World, customer: Customer): Record<string, unknown> {
  const { id, firstName, lastName, email, phone, timezone, locale, age, tier, preferredChannel } = customer;
  return {
    type: 'identify',
    messageId: `${id}-identify`,
    userId: id,
    timestamp: iso(joinedAt(world.seed, customer, world.boundary)),
    traits: {
      firstName,
      lastName,
      email,
      phone,
      timezone,
      locale,
      age,
      tier,
      homeAirport: 'IAH',
      ...(preferredChannel ? { preferredChannel } : {}),
    },
  };
}

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
/** No field of ours holds a comma or a quote. */
const csv = (header: string, rows: readonly (readonly unknown[])[]): string =>
  [header, ...rows.map((row) => row.join(','))].map((line) => `${line}\n`).join('');

/** All that happened before the boundary, when nobody was written to. */
export function history(world: World): History {
  const events: History['events'] = [];
  const contacts: Contact[] = [];
  for (const trip of world.trips) {
    if (trip.bookedAt >= world.boundary) continue;
    for (const event of eventsOf(trip)) if (event.at < world.boundary) events.push({ trip, event });
    const decided = liveUntil(world.seed, newPassenger(trip), world.boundary);
    contacts.push(...decided.filter((contact) => contact.at < world.boundary));
  }
  events.sort((a, b) => a.event.at - b.event.at || (a.event.id < b.event.id ? -1 : 1));
  contacts.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const consents = world.customers.flatMap((customer) => consentsOf(world.seed, customer, world.boundary));
  return {
    trips: world.trips,
    events,
    contacts,
    folder: {
      'customers.jsonl': lines(world.customers.map((customer) => identifyMessage(world, customer))),
      'events.jsonl': lines(events.map(({ trip, event }) => trackMessage(trip, event))),
      'contacts.csv': csv(
        'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved',
        contacts.map(contactRow),
      ),
      'consents.csv': csv('customer_id,channel,purpose,status,source,at', consents),
    },
  };
}

export function writeFolder(folder: ImportFolder, directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(folder)) writeFileSync(join(directory, name), text);
}
