import { z } from 'zod';
import { DAY, type Db, type Instant, iso, readSetting, writeSetting } from '../platform/index.ts';
import type { ReachPrior } from './reach.ts';

const SETTING = 'reach';
const stored = z.record(z.string(), z.record(z.string(), z.object({ met: z.number(), of: z.number() })));
type Counts = z.output<typeof stored>;

/** Messages' worth with which a language's record is held to that of all customers, and that to an even chance. */
const TRUST = 50;
const EVEN = 0.6;

/** For each language (and '' for all): of how many messages by a channel no contact about the reason came within a day. */
export async function learnReachPriors(db: Db, now: Instant): Promise<void> {
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
  await writeSetting(db, SETTING, counts);
}

/** What is usual of each channel among customers of a locale's language, as it was learned last. */
export async function readReachPriors(db: Db): Promise<(locale: string | null) => ReachPrior> {
  const parsed = stored.safeParse(await readSetting(db, SETTING));
  return priorsOf(parsed.success ? parsed.data : {});
}

/** Pure: rates shrunk twice, a language's to all customers', and theirs to an even chance. */
export function priorsOf(counts: Counts): (locale: string | null) => ReachPrior {
  const shrunk = (own: { met: number; of: number } | undefined, to: number) =>
    ((own?.met ?? 0) + TRUST * to) / ((own?.of ?? 0) + TRUST);
  return (locale) => {
    const language = locale?.split(/[-_]/)[0]?.toLowerCase() ?? '';
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
