import { type Db, groupBy, type Instant } from '../platform/index.ts';
import { effectOf, type PlayEffect } from './effect.ts';
import type { Arm, Figure, Period } from './filters.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { type Ladder, ladderOf } from './ladder.ts';
import { type Point, partingOf } from './parting.ts';
import { stepFor } from './steps.ts';
import {
  beginning,
  countChannels,
  countContacts,
  countReached,
  countStatuses,
  countSteps,
  sumArms,
} from './store.ts';
import { type Total, totalOf } from './total.ts';

type Channels = {
  /** Length of a step in ms; steps begin at whole multiples of it since 1970. */
  step: number;
  steps: { start: Instant; channels: Record<string, number> }[];
  totals: { channel: string; count: Figure }[];
};

export type Overview = {
  period: Period;
  /** Where the drawn time begins: the start of the period, or the first thing known. */
  begins: Instant;
  ladder: Ladder;
  effects: PlayEffect[];
  about: Total;
  other: Total;
  parting: Record<Arm, Point[]>;
  funnel: Funnel;
  channels: Channels;
};

/** Every figure of a period, each with the filter that opens its rows. */
export async function overview(db: Db, period: Period): Promise<Overview> {
  const begins = period.since ?? (await beginning(db, period.until)) ?? period.until;
  const step = stepFor(period.until - begins);
  const sums = await sumArms(db, period);
  const effects = [...groupBy(sums, (row) => row.play)].map(([play, rows]) => effectOf(play, rows, period));
  return {
    period,
    begins,
    ladder: ladderOf(await countContacts(db, period), await countReached(db, period), period),
    effects,
    about: totalOf(effects, 'about'),
    other: totalOf(effects, 'other'),
    parting: partingOf(effects, await countSteps(db, period, step), step),
    funnel: funnelOf(await countStatuses(db, period), period),
    channels: channelsOf(await countChannels(db, period, step), step, period),
  };
}

function channelsOf(
  counts: readonly { channel: string; start: Instant; contacts: number }[],
  step: number,
  period: Period,
): Channels {
  const steps = [...groupBy(counts, (row) => row.start)].map(([start, rows]) => ({
    start,
    channels: Object.fromEntries(rows.map((row) => [row.channel, row.contacts])),
  }));
  const totals = [...groupBy(counts, (row) => row.channel)]
    .map(([channel, rows]) => ({
      channel,
      count: {
        value: rows.reduce((sum, row) => sum + row.contacts, 0),
        opens: { rows: 'contacts', filter: { ...period, channel } },
      } as Figure,
    }))
    .sort((a, b) => b.count.value - a.count.value || a.channel.localeCompare(b.channel));
  return { step, steps, totals };
}
