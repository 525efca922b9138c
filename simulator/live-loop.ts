import { trackMessage } from './airline-events.ts';
import type { Contact } from './decide.ts';
import { contactByPhone } from './phone-call.ts';
import { Population } from './population.ts';
import type { ProductClient } from './product-client.ts';
import { ProductError } from './product-client.ts';
import type { Reason } from './reasons.ts';
import type { Instant } from './time.ts';
import { iso } from './time.ts';
import { TwimlError } from './twiml.ts';
import type { World } from './world.ts';

/** What the run has seen so far. */
export interface Counts {
  now: Instant;
  departed: number;
  delayed: number;
  cancelled: number;
  events: number;
  messages: number;
  calls: number;
  offersHeard: number;
  offersTaken: number;
  /** Calls that ended without a person. */
  settledAlone: number;
  /** Calls the product could not carry through. */
  failed: number;
  /** Contacts by chat and e-mail. */
  written: number;
  byReason: Partial<Record<Reason, number>>;
}

export interface LiveRun {
  world: World;
  product: ProductClient;
  from: Instant;
  /** Up to here the product has had everything already; nothing is sent again. */
  resumeAt?: Instant;
  until: Instant;
  stepMilliseconds: number;
  authToken?: string;
  warn: (text: string) => void;
  /** After every step; paces the run and returns whether to go on. */
  onStep: (counts: Counts) => Promise<boolean>;
}

const BATCH = 400;

async function startClock(product: ProductClient, start: Instant): Promise<void> {
  try {
    await product.setClock(iso(start));
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    const hint = 'Is its clock manual? If it is later already, go on from there with --resume-at.';
    throw new ProductError(`${error.message}\n${hint}`);
  }
}

/** Drives the product from `from` to `until`, minute by minute. */
export async function runLive(run: LiveRun): Promise<Counts> {
  const { world, product } = run;
  const population = new Population(world);
  const flights = { departed: new Set<string>(), delayed: new Set<string>(), cancelled: new Set<string>() };
  const start = Math.max(run.from, run.resumeAt ?? run.from);
  let cursor: string | null = null;
  const counts: Counts = {
    now: start,
    departed: 0,
    delayed: 0,
    cancelled: 0,
    events: 0,
    messages: 0,
    calls: 0,
    offersHeard: 0,
    offersTaken: 0,
    settledAlone: 0,
    failed: 0,
    written: 0,
    byReason: {},
  };

  async function sendEvents(now: Instant): Promise<void> {
    const happened = population.happenings(now);
    for (const { trip, event } of happened) {
      if (event.name === 'Flight Departed') flights.departed.add(trip.flight.id);
      if (event.name === 'Flight Delayed') flights.delayed.add(trip.flight.id);
      if (event.name === 'Flight Cancelled') flights.cancelled.add(trip.flight.id);
    }
    const batch = happened.map(({ trip, event }) => trackMessage(trip, event));
    for (let i = 0; i < batch.length; i += BATCH) await product.sendBatch(batch.slice(i, i + BATCH));
    counts.events += batch.length;
    for (const kind of ['departed', 'delayed', 'cancelled'] as const) counts[kind] = flights[kind].size;
  }

  async function readOutbox(): Promise<void> {
    const page = await product.outbox(cursor);
    cursor = page.next;
    const messages = page.messages.map((message) => ({ ...message, instant: Date.parse(message.at) }));
    messages.sort((a, b) => a.instant - b.instant);
    for (const { customerId, subject, text, instant } of messages) {
      if (!customerId) continue;
      counts.messages += 1;
      population.receive({ customerId, text: subject ? `${subject}\n${text}` : text, at: instant });
    }
  }

  async function makeContact(contact: Contact): Promise<void> {
    counts.byReason[contact.reason] = (counts.byReason[contact.reason] ?? 0) + 1;
    const customer = contact.passenger.trip.customer;
    if (contact.channel !== 'voice') {
      counts.written += 1;
      await product.addContact({
        contact_id: contact.id,
        customer_id: customer.id,
        channel: contact.channel,
        reason: contact.reason,
        started_at: iso(contact.at),
        handle_seconds: contact.handleSeconds,
        resolved: contact.resolved,
      });
      return;
    }
    counts.calls += 1;
    try {
      const options = { seed: world.seed, product, lastMessage: population.lastMessage(customer.id) };
      const call = await contactByPhone(contact, {
        ...options,
        ...(run.authToken ? { authToken: run.authToken } : {}),
      });
      counts.offersHeard += call.outcome.offersHeard.length > 0 ? 1 : 0;
      counts.offersTaken += call.outcome.offersTaken.length > 0 ? 1 : 0;
      if (call.transcript.handedTo === null) counts.settledAlone += call.outcome.settled ? 1 : 0;
    } catch (error) {
      if (!(error instanceof TwimlError)) throw error;
      counts.failed += 1;
      run.warn(`the call ${contact.id} failed: ${error.message}`);
    }
  }

  if (start > run.from) {
    // Passengers have had the messages of before, and made the contacts of before.
    population.happenings(start);
    await readOutbox();
    population.contacts(start);
    counts.messages = 0;
  } else {
    await startClock(product, start);
  }
  for (let now = start + run.stepMilliseconds; now <= run.until; now += run.stepMilliseconds) {
    await product.setClock(iso(now));
    await sendEvents(now);
    await readOutbox();
    for (const contact of population.contacts(now)) await makeContact(contact);
    counts.now = now;
    if (!(await run.onStep(counts))) break;
  }
  return counts;
}
