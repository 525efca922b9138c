import { HOUR, type Instant, MINUTE } from '../../src/platform/index.ts';

/** What happens to one customer with one trip, each so many minutes after what was before. */
export type Step = { wait: number } & (
  | { kind: 'booked' | 'moved'; ahead: number }
  | {
      kind:
        | 'cancelled'
        | 'departed'
        | 'contacted'
        | 'contacted about else'
        | 'erased'
        | 'restarted'
        | 'nothing';
    }
);

export type Sent = { at: Instant; kind: 'first' | 'correction'; departure: Instant; cancelled: boolean };

type Trip = { departure: Instant; since: Instant; over: 'cancelled' | 'departed' | null };

const ENDED_BY = { cancelled: 'Flight Cancelled', departed: 'Flight Departed' };
const LEAD = HOUR;
const COVERED = 12 * HOUR;
const TOLERANCE = 10 * MINUTE;

/**
 * What must have gone out, told from the facts alone: between one happening and the next the facts stand still, so a
 * message goes at the moment at which it is due in that span, or never in it. And why the first message has not gone.
 */
export function expected(steps: readonly Step[], begin: Instant): { sent: Sent[]; unsent: string | null } {
  const sent: Sent[] = [];
  let at = begin;
  let trip = null as Trip | null;
  let told = null as { departure: Instant; cancelled: boolean } | null;
  let contacted = Number.NEGATIVE_INFINITY;
  let unsent: string | null = null;

  const span = (from: Instant, to: Instant) => {
    if (!trip) return;
    const { departure, since, over } = trip;
    const due = Math.max(departure - LEAD, from);
    const covered = contacted >= since && contacted >= departure - LEAD - COVERED;
    if (!told) {
      const needless = over ? ENDED_BY[over] : covered ? 'already_contacted' : null;
      // Withdrawn once, for what came first; nothing changes that but being wanted again.
      unsent = needless && (unsent ?? needless);
      if (needless || due > to || due >= departure) return;
      sent.push({ at: due, kind: 'first', departure, cancelled: false });
      told = { departure, cancelled: false };
      return;
    }
    const cancelled = over === 'cancelled';
    const wrong =
      cancelled || told.cancelled
        ? cancelled !== told.cancelled
        : Math.abs(told.departure - departure) >= TOLERANCE;
    if (!wrong || over === 'departed' || Math.max(told.departure, departure) <= from) return;
    sent.push({ at: from, kind: 'correction', departure, cancelled });
    told = { departure, cancelled };
  };

  for (const step of [...steps, { wait: 60 * 24 * 30, kind: 'nothing' } as Step]) {
    const next = at + step.wait * MINUTE;
    span(at, next);
    at = next;
    switch (step.kind) {
      case 'booked':
      case 'moved': {
        const departure = at + step.ahead * MINUTE;
        const stood = trip?.departure === departure;
        trip = { departure, since: stood ? (trip?.since ?? at) : at, over: null };
        break;
      }
      case 'cancelled':
      case 'departed':
        // A flight that is cancelled and departed is cancelled.
        if (trip) trip = { ...trip, over: trip.over === 'cancelled' ? 'cancelled' : step.kind };
        break;
      case 'contacted':
        contacted = at;
        break;
      case 'erased':
        trip = null;
        told = null;
        contacted = Number.NEGATIVE_INFINITY;
        unsent = null;
        break;
    }
  }
  span(at, at);
  return { sent, unsent: told ? null : unsent };
}
