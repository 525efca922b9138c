import type { Counts } from './live-loop.ts';
import { HOUR, HOUSTON, offsetMinutes } from './time.ts';

const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

function houstonClock(at: number): string {
  const local = new Date(at + offsetMinutes(HOUSTON, at) * 60_000);
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][local.getUTCDay()];
  return `${day} ${local.toISOString().slice(0, 16).replace('T', ' ')} Houston`;
}

export function statusText(counts: Counts): string {
  return [
    houstonClock(counts.now),
    `flights ${counts.departed} left, ${counts.delayed} delayed, ${counts.cancelled} cancelled`,
    many(counts.messages, 'message'),
    `${many(counts.calls, 'call')}${counts.failed > 0 ? ` (${counts.failed} failed)` : ''}`,
    `offers ${counts.offersHeard} heard, ${counts.offersTaken} taken`,
    `${counts.written} by chat and e-mail`,
  ].join(' | ');
}

export function summary(counts: Counts): string {
  const reasons = Object.entries(counts.byReason).sort((a, b) => b[1] - a[1]);
  const contacts = reasons.reduce((sum, [, n]) => sum + n, 0);
  return [
    `${houstonClock(counts.now)}: stopped.`,
    `${counts.events} airline events sent; ${counts.departed} flights left, ${counts.delayed} were delayed and ${counts.cancelled} cancelled.`,
    `${many(counts.messages, 'message')} reached passengers; ${many(contacts, 'contact')} came in:`,
    ...reasons.map(([reason, n]) => `${String(n).padStart(6)} ${reason}`),
    `${many(counts.calls, 'call')}: ${counts.offersHeard} heard an offer, ${counts.offersTaken} took it, ${counts.settledAlone} were settled without a person, ${counts.failed} failed.`,
  ].join('\n');
}

export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** One line kept up to date on a terminal; elsewhere a line every simulated hour. */
export class StatusLine {
  readonly #terminal: Terminal;
  #shown = false;
  #hour = Number.NaN;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(counts: Counts): void {
    const text = statusText(counts);
    if (this.#terminal.isTTY) {
      this.#terminal.write(`\r\x1b[2K${text.slice(0, (this.#terminal.columns ?? 80) - 1)}`);
      this.#shown = true;
      return;
    }
    const hour = Math.floor(counts.now / HOUR);
    if (hour !== this.#hour) this.#terminal.write(`${text}\n`);
    this.#hour = hour;
  }

  /** A line of its own, above the status. */
  print(text: string): void {
    this.#terminal.write(`${this.#shown ? '\r\x1b[2K' : ''}${text}\n`);
    this.#shown = false;
  }
}
