import { IANAZone } from 'luxon';
import { z } from 'zod';
import { DAY, type Db, type Instant, iso, readSetting, type Tx, writeSetting } from '../platform/index.ts';
import { type Hours, hoursOf } from './moment.ts';
import type { ReachPrior } from './reach.ts';

const SETTING = 'reach';
const stored = z.object({
  /** By language, '' for all: how messages by each channel were met. */
  channels: z.record(z.string(), z.record(z.string(), z.object({ met: z.number(), of: z.number() }))),
  /** By language, '' for all: contacts in each local hour. */
  hours: z.record(z.string(), z.array(z.number()).length(24)),
});
type Stored = z.output<typeof stored>;
type Counts = Stored['channels'];

/** What is usual among customers of a locale's language: of each channel, and of the hours of contacts. */
export type Reach = {
  channelsOf(locale: string | null): ReachPrior;
  hoursOf(locale: string | null): Hours | null;
};

/** Messages' worth with which a language's record is held to that of all customers, and that to an even chance. */
const TRUST = 50;
const EVEN = 0.6;

/** For each language (and '' for all): of how many messages by a channel no contact about the reason came within a day. */
export async function learnReach(db: Db, now: Instant): Promise<void> {
  const rows = await db.query<{ language: string | null; channel: string; met: number; of: number }>(
    `select lower(split_part(replace(c.locale, '_', '-'), '-', 1)) as language, o.channel,
       count(*)::int as of,
       (count(*) filter (where o.status <> 'failed' and not exists (
         select 1 from contacts k where k.bucket = o.bucket and k.customer_id = o.customer_id and k.reason = o.reason
           and k.started_at > o.sent_at and k.started_at <= o.sent_at + interval '24 hours')))::int as met
     from outreach o join customers c on c.bucket = o.bucket and c.id = o.customer_id
     where o.channel is not null and (o.status = 'failed' or o.sent_at <= $1)
     group by 1, 2`,
    [iso(now - DAY)],
  );
  const counts: Counts = {};
  for (const { language, channel, met, of } of rows) {
    for (const group of new Set(['', language ?? ''])) {
      const own = counts[group] ?? {};
      counts[group] = own;
      const before = own[channel] ?? { met: 0, of: 0 };
      own[channel] = { met: before.met + met, of: before.of + of };
    }
  }
  await writeSetting(db, SETTING, { channels: counts, hours: await hoursByLanguage(db) } satisfies Stored);
}

/** Contacts of all customers in each hour of their own clock. */
async function hoursByLanguage(db: Db): Promise<Stored['hours']> {
  const rows = await db.query<{
    language: string | null;
    zone: string | null;
    at: Instant;
    contacts: number;
  }>(
    `select lower(split_part(replace(c.locale, '_', '-'), '-', 1)) as language, c.time_zone as zone,
       date_trunc('hour', k.started_at) as at, count(*)::int as contacts
     from contacts k join customers c on c.bucket = k.bucket and c.id = k.customer_id
     where k.started_at > (select max(started_at) from contacts) - interval '90 days'
     group by 1, 2, 3`,
  );
  const hours: Stored['hours'] = {};
  for (const { language, zone, at, contacts } of rows) {
    const known = zone !== null && IANAZone.isValidZone(zone) ? zone : 'UTC';
    const hour = hoursOf([at], known).indexOf(1);
    for (const group of new Set(['', language ?? ''])) {
      const own = hours[group] ?? new Array<number>(24).fill(0);
      own[hour] = (own[hour] as number) + contacts;
      hours[group] = own;
    }
  }
  return hours;
}

/** As it was learned last; nothing before. */
export async function readReach(db: Tx): Promise<Reach> {
  const parsed = stored.safeParse(await readSetting(db, SETTING));
  const { channels, hours } = parsed.success ? parsed.data : { channels: {}, hours: {} };
  return {
    channelsOf: priorsOf(channels),
    hoursOf: (locale) => hours[languageOf(locale)] ?? hours[''] ?? null,
  };
}

function languageOf(locale: string | null): string {
  return locale?.split(/[-_]/)[0]?.toLowerCase() ?? '';
}

/** Pure: rates shrunk twice, a language's to all customers', and theirs to an even chance. */
export function priorsOf(counts: Counts): (locale: string | null) => ReachPrior {
  const shrunk = (own: { met: number; of: number } | undefined, to: number) =>
    ((own?.met ?? 0) + TRUST * to) / ((own?.of ?? 0) + TRUST);
  return (locale) => {
    const language = languageOf(locale);
    return Object.fromEntries(
      Object.entries(counts[''] ?? {}).map(([channel, all]) => {
        const usual = shrunk(all, EVEN);
        const own = language ? counts[language]?.[channel] : undefined;
        return own
          ? [channel, { rate: shrunk(own, usual), of: `customers who speak ${language}` }]
          : [channel, { rate: usual, of: 'customers' }];
      }),
    );
  };
}
