import { pick, stream } from './random.ts';
import type { CancelCause, Flight } from './schedule.ts';
import type { Instant } from './time.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

/** What the airline announces about a flight, to its own systems: whether a passenger hears of it is another matter. */
export type Notice =
  | { kind: 'schedule' | 'delay'; at: Instant; departsAt: Instant; minutes: number }
  | { kind: 'cancelled'; at: Instant; cause: CancelCause };

export interface Announcements {
  /** The departure that was on sale before any notice. */
  onSale: Instant;
  /** In order of time. */
  notices: Notice[];
}

const five = (minutes: number): number => Math.max(5, Math.round(minutes / 5) * 5);

/**
 * The estimates on the way to a real delay of `late` minutes: long ones come out in parts, sometimes too high and then
 * earlier again. The last is the truth.
 */
function estimates(late: number, random: () => number): number[] {
  const known: number[] = [];
  if (late >= 30 && random() < (late >= 60 ? 0.75 : 0.4)) known.push(five(late * (0.3 + 0.4 * random())));
  if (late >= 90 && random() < 0.6) known.push(five(late * (0.65 + 0.2 * random())));
  if (late >= 45 && random() < 0.22) known.push(five(late * (1.15 + 0.3 * random())));
  return [...known, late].filter((estimate, i, all) => estimate !== all[i - 1]);
}

function delayNotices(flight: Flight, late: number, random: () => number): Notice[] {
  const { scheduled } = flight;
  const left = scheduled + late * MINUTE;
  // Most delays are known an hour or two before; about one in eight only when boarding should have begun.
  const lead =
    random() < 0.12 ? 3 + 12 * random() : Math.min(300, 70 * Math.exp(0.7 * (random() * 2 - 1) * 1.6));
  const sequence = estimates(late, random);
  const notices: Notice[] = [];
  let at = scheduled - lead * MINUTE;
  let announced = scheduled;
  for (const [i, minutes] of sequence.entries()) {
    const departsAt = scheduled + minutes * MINUTE;
    notices.push({ kind: 'delay', at: Math.floor(at), departsAt, minutes });
    announced = departsAt;
    if (i === sequence.length - 1) break;
    // The next word comes before the time last announced, and before the flight has gone.
    const until = Math.min(announced, left) - 4 * MINUTE;
    at += Math.max(MINUTE, (until - at) * (0.25 + 0.6 * random()));
  }
  return notices.filter((notice) => notice.at < left);
}

/** Everything announced about a flight before it leaves, for a seed. Delays of less than a quarter of an hour are not. */
export function announce(seed: number, flight: Flight): Announcements {
  const random = stream(seed, 'notices', flight.id);
  const notices: Notice[] = [];
  let onSale = flight.scheduled;
  if (random() < 0.035) {
    const minutes = five(20 + 160 * random() ** 2) * (random() < 0.5 ? -1 : 1);
    onSale = flight.scheduled - minutes * MINUTE;
    const at = Math.floor(flight.scheduled - (2 + 12 * random()) * DAY);
    notices.push({ kind: 'schedule', at, departsAt: flight.scheduled, minutes });
  }
  if (flight.cause) {
    const weather = flight.cause !== 'carrier';
    const lead = (weather ? 1 + 7 * random() : 0.4 + 3 * random()) * HOUR;
    if (random() < 0.35) {
      const minutes = pick(random, [
        [30, 2],
        [60, 3],
        [90, 1],
      ]);
      const departsAt = flight.scheduled + minutes * MINUTE;
      const at = Math.floor(flight.scheduled - lead - (20 + 60 * random()) * MINUTE);
      notices.push({ kind: 'delay', at, departsAt, minutes });
    }
    notices.push({ kind: 'cancelled', at: Math.floor(flight.scheduled - lead), cause: flight.cause });
  } else if (flight.departed !== null) {
    const late = Math.round((flight.departed - flight.scheduled) / MINUTE);
    if (late >= 15) notices.push(...delayNotices(flight, late, random));
  }
  return { onSale, notices };
}
