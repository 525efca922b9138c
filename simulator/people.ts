import { phoneIn } from './phones.ts';
import type { Random } from './random.ts';
import { normal, pick, stream } from './random.ts';

export interface Customer {
  id: string;
  index: number;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  timezone: string;
  locale: string;
  age: number;
  tier: 'none' | 'silver' | 'gold' | 'platinum';
  preferredChannel: 'sms' | 'email' | 'voice' | null;
  /** Hidden: how readily this person gets in touch, 1 on average. */
  temperament: number;
  /** Hidden: how often they fly, against others. */
  restlessness: number;
}

const FIRST = `Ashley Liam Olga Carla Maria Noah Emma Mateo Sofia James Mia Ethan Ava Lucas Grace Daniel Chloe Omar Priya Wei
Hannah Jorge Elena Samuel Ruth Victor Nadia Peter Alice Carlos Linda Kevin Rosa Brian Diana Andre Keisha Tomás Ingrid Paul`;
const LAST = `Lopez Jones Wong Smith Nguyen Garcia Johnson Patel Kim Brown Martinez Davis Hernandez Wilson Anderson Thomas Moore
Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott
Torres Hill Flores Green Adams`;
const firstNames = FIRST.split(/\s+/);
const lastNames = LAST.split(/\s+/);

const oneOf = (random: Random, list: readonly string[]): string =>
  list[Math.floor(random() * list.length)] ?? '';
const ascii = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

/** Of a hundred passengers, three share a telephone with a relative of the same name. */
const SHARED = 0.03;

export function makeCustomers(seed: number, count: number): Customer[] {
  const customers: Customer[] = [];
  const used = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const random = stream(seed, 'customer', index);
    const timezone = pick(random, [
      ['America/Chicago', 62],
      ['America/New_York', 18],
      ['America/Los_Angeles', 10],
      ['America/Denver', 7],
      ['America/Phoenix', 2],
      ['Pacific/Honolulu', 1],
    ]);
    const relative = random() < SHARED ? customers[Math.floor(random() * index)] : undefined;
    const nth = used.get(timezone) ?? 0;
    if (!relative) used.set(timezone, nth + 1);
    const firstName = oneOf(random, firstNames);
    const lastName = relative?.lastName ?? oneOf(random, lastNames);
    customers.push({
      id: `C${String(index + 1).padStart(5, '0')}`,
      index,
      firstName,
      lastName,
      email: `${ascii(firstName)}.${ascii(lastName)}.${index + 1}@example.com`,
      phone: relative?.phone ?? phoneIn(timezone, nth),
      timezone: relative?.timezone ?? timezone,
      locale: pick(random, [
        ['en-US', 86],
        ['es-US', 11],
        ['en-GB', 3],
      ]),
      age: Math.round(Math.min(88, Math.max(18, 44 + 16 * normal(random)))),
      tier: pick(random, [
        ['none', 70],
        ['silver', 17],
        ['gold', 9],
        ['platinum', 4],
      ]),
      preferredChannel: pick(random, [
        [null, 60],
        ['sms', 22],
        ['email', 14],
        ['voice', 4],
      ]),
      temperament: Math.exp(0.6 * normal(random) - 0.18),
      restlessness: Math.exp(0.7 * normal(random)),
    });
  }
  return customers;
}
