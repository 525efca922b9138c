import type { ContactRung, OutreachStatus } from '../insight/index.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 1234.5 → "1,235" */
export function number(value: number): string {
  // Adding nothing makes of a negative zero, which is written with its sign, a plain one.
  return whole.format(Math.round(value) + 0);
}

/** A value per 100, with one decimal: 12.34 → "12.3". */
export function oneDecimal(value: number): string {
  return tenth.format(value);
}

/** A share in [0, 1] as whole percents; what is not quite nothing or all does not look so. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1\u00a0%';
  if (share < 1 && share > 0.995) return '>99\u00a0%';
  return `${whole.format(share * 100)}\u00a0%`;
}

/** The same with a decimal where the share is small, for comparing. */
export function finePercent(share: number): string {
  return share > 0 && share < 0.1 ? `${oneDecimal(share * 100)}\u00a0%` : percent(share);
}

/** `flight_status`, `flightStatus` → "flight status" */
export function plain(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .replace(/[_-]+/g, ' ');
}

/** The same to begin a line with. */
export function title(name: string): string {
  const words = plain(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function reasonWords(reason: string | null): string {
  return reason === null ? 'Reason not known' : title(reason);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const CHANNELS: Record<string, string> = {
  sms: 'SMS',
  email: 'E-mail',
  whatsapp: 'WhatsApp',
  voice: 'Call',
  outbound: 'Call by us',
};
export function channelWords(channel: string): string {
  return CHANNELS[channel] ?? title(channel);
}

export const RUNG_WORDS: Record<ContactRung, string> = {
  reactive: 'Reactive',
  offered: 'Offered, taken',
  missed: 'Offer missed',
  anyway: 'Contacted anyway',
};

export function statusWords(status: OutreachStatus, why: string | null): string {
  if (status === 'suppressed' && why === 'holdout') return 'Held out';
  if (status === 'suppressed' && why === 'company_holdout') return 'Held out from all plays';
  return title(status);
}

/** A fact or trait of any form, as one line. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** How a customer is called on a page: by name, else by id. */
export function nameOf(customer: { id: string; traits: Record<string, unknown> | null }): string {
  const { firstName, lastName, name } = customer.traits ?? {};
  const parts = [firstName, lastName].filter((part) => typeof part === 'string' && part !== '');
  if (parts.length) return parts.join(' ');
  return typeof name === 'string' && name !== '' ? name : customer.id;
}

/** The text of a message in whatever form it is kept; null when it has none. */
export function textOf(message: unknown): { subject: string | null; body: string } | null {
  if (typeof message === 'string') return { subject: null, body: message };
  if (typeof message !== 'object' || message === null) return null;
  const { subject, body, text } = message as Record<string, unknown>;
  const words = [body, text].find((one): one is string => typeof one === 'string');
  return words === undefined ? null : { subject: typeof subject === 'string' ? subject : null, body: words };
}

const CAUSES: Record<string, string> = {
  holdout: 'held out by chance',
  company_holdout: 'held out of all plays',
  consent_revoked: 'consent was withdrawn',
  no_consent: 'no consent on record',
  no_address: 'no address for any channel',
  suppression_list: 'on the suppression list',
  audience: 'not in the audience',
  quiet_hours: 'quiet hours',
  cap: 'frequency cap',
  pace: 'pace of the play',
  too_late: 'too late',
  already_contacted: 'got in touch already',
  moved_since_planned: 'moved since it was planned',
  play_ended: 'the play was ended',
  play_not_launched: 'the play was not launched',
  subject_gone: 'what it was about is gone',
  no_milestone: 'what it hangs on is gone',
  incomplete_message: 'a part of the message was missing',
  no_message: 'no words for it',
  driven_again: 'tried again by hand',
};

/** Why an outreach went no further; the names of events stand as they are. */
export function causeWords(cause: string): string {
  return CAUSES[cause] ?? (/[A-Z ]/.test(cause) ? cause : plain(cause));
}
