import type { AirlineEvent } from './airline-events.ts';
import type { Contact } from './decide.ts';
import { liveUntil, makeContact } from './decide.ts';
import type { Passenger } from './passenger.ts';
import { newPassenger } from './passenger.ts';
import { uniform } from './random.ts';
import type { Reason } from './reasons.ts';
import type { Instant } from './time.ts';
import { HOUR, MINUTE } from './time.ts';
import { departuresIn, mentionsBag, mentionsCancelled, tripMeant } from './told.ts';
import type { Trip } from './trips.ts';
import { endOf } from './trips.ts';
import type { World } from './world.ts';

/** A message as a passenger gets it. */
export interface Received {
  customerId: string;
  text: string;
  at: Instant;
}

export interface Happening {
  trip: Trip;
  event: AirlineEvent;
}

/** Of a hundred messages, three make somebody call who would not have: is this genuine, what am I to do. */
const CAUSED = 0.03;

/** All passengers from the boundary on. They have lived through the history before it, as history tells it. */
export class Population {
  readonly #seed: number;
  readonly #passengers: Passenger[];
  readonly #byCustomer = new Map<string, Passenger[]>();
  readonly #happenings: Happening[];
  readonly #messages = new Map<string, Received[]>();
  #pending: Contact[];

  constructor(world: World) {
    this.#seed = world.seed;
    // Trips that were over by the boundary, the last step of their time included, can bring nothing more.
    const open = world.trips.filter((trip) => endOf(trip) + HOUR > world.boundary);
    this.#passengers = open.map(newPassenger);
    for (const passenger of this.#passengers) {
      const { id } = passenger.trip.customer;
      const others = this.#byCustomer.get(id);
      if (others) others.push(passenger);
      else this.#byCustomer.set(id, [passenger]);
    }
    this.#pending = this.#passengers
      .flatMap((passenger) => liveUntil(this.#seed, passenger, world.boundary))
      .filter((contact) => contact.at >= world.boundary);
    this.#happenings = this.#passengers
      .flatMap(({ trip, events }) => events.map((event) => ({ trip, event })))
      .filter(({ event }) => event.at >= world.boundary)
      .sort((a, b) => b.event.at - a.event.at || (a.event.id < b.event.id ? 1 : -1));
  }

  /** What has happened up to `now` and was not asked for before, in order. */
  happenings(now: Instant): Happening[] {
    const happened: Happening[] = [];
    for (let next = this.#happenings.at(-1); next && next.event.at <= now; next = this.#happenings.at(-1)) {
      happened.push(next);
      this.#happenings.pop();
    }
    return happened;
  }

  /** A passenger gets a message; messages must be given in order of time. */
  receive(message: Received): void {
    const passengers = this.#byCustomer.get(message.customerId) ?? [];
    const had = this.#messages.get(message.customerId) ?? [];
    this.#messages.set(message.customerId, [...had, message]);
    for (const passenger of passengers) this.#live(passenger, message.at);
    const passenger = tripMeant(message.text, passengers, message.at);
    if (!passenger) return;
    const stated = departuresIn(message.text, passenger);
    if (stated.length > 0) passenger.told = stated;
    if (mentionsCancelled(message.text)) passenger.toldCancelled = true;
    if (mentionsBag(message.text)) passenger.toldBag = true;
    const { id } = passenger.trip;
    const n = had.length + 1;
    if (uniform(this.#seed, 'caused', id, n) >= CAUSED) return;
    const lost: Reason = passenger.cancelledAt === null ? 'other' : 'change_booking';
    const reason = uniform(this.#seed, 'caused reason', id, n) < 0.67 ? 'other' : lost;
    const at = message.at + (3 + 25 * uniform(this.#seed, 'caused after', id, n)) * MINUTE;
    this.#pending.push(makeContact(this.#seed, passenger, reason, at, `${id}-caused-${n}`));
  }

  /** The contacts made since the last call and up to `now`, in order. */
  contacts(now: Instant): Contact[] {
    for (const passenger of this.#passengers) this.#live(passenger, now);
    const made = this.#pending.filter((contact) => contact.at <= now);
    this.#pending = this.#pending.filter((contact) => contact.at > now);
    return made.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  lastMessage(customerId: string): string {
    return this.#messages.get(customerId)?.at(-1)?.text ?? '';
  }

  #live(passenger: Passenger, until: Instant): void {
    if (passenger.cursor < until) this.#pending.push(...liveUntil(this.#seed, passenger, until));
  }
}
