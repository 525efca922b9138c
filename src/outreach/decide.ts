import {
  consentsOf,
  identitiesOf,
  loadCustomers,
  loadTimelines,
  suppressedAmong,
  type Timeline,
} from '../customers/index.ts';
import type { Forecaster } from '../forecast/index.ts';
import { groupBy, type Instant, type Tx } from '../platform/index.ts';
import { contactFacts, outreachFacts } from './gate-store.ts';
import { type Judging, judge, type Known, settled } from './judge.ts';
import type { Play } from './play.ts';
import { suppressionKey } from './route.ts';
import { subjectsOfRows } from './subjects-of-rows.ts';
import type { Outreach } from './types.ts';

/** `forecaster`: the model in use; null before the first training. */
export type DecideDeps = Judging & { plays: readonly Play[]; forecaster: Forecaster | null };

/**
 * Asks the gate about claimed rows of a bucket on facts read in the same transaction, the urgent before the trivial;
 * returns the rows to write.
 */
export async function decide(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  deps: DecideDeps,
  now: Instant,
): Promise<Outreach[]> {
  if (!rows.length) return [];
  const plays = new Map(deps.plays.map((play) => [play.id, play]));
  const known = await learnOf(tx, bucket, rows, plays, deps, now);
  const subjects = await subjectsOfRows(tx, bucket, rows, plays);
  return [...rows]
    .sort((a, b) => b.priority - a.priority || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
    .map((row) => {
      const own = known.get(row.customerId);
      if (!own) return settled(row, { kind: 'cancel', reason: 'customer_gone' }, deps.policy.lease, now);
      return judge(row, plays.get(row.playId) ?? null, subjects.get(row.id) ?? null, own, deps, now);
    });
}

async function learnOf(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  plays: ReadonlyMap<string, Play>,
  { policy, audienceOf, forecaster }: DecideDeps,
  now: Instant,
): Promise<Map<string, Known>> {
  const ids = [...new Set(rows.map((row) => row.customerId))];
  const customers = await loadCustomers(tx, bucket, ids);
  const consents = await consentsOf(tx, bucket, ids);
  const contacts = groupBy(await contactFacts(tx, bucket, ids, now), (one) => one.customerId);
  const outreach = groupBy(await outreachFacts(tx, bucket, ids, now), (one) => one.customerId);
  const foreseen = rows.filter((row) => {
    const play = plays.get(row.playId);
    return play && audienceOf(play)?.usesForecast;
  });
  const timelines =
    forecaster && foreseen.length
      ? await loadTimelines(tx, bucket, [...new Set(foreseen.map((row) => row.customerId))])
      : new Map<string, Timeline>();
  const identities = [...customers.values()].flatMap(({ traits }) => identitiesOf(traits));
  const suppressed = new Set<string>();
  for (const [channel, { reaches }] of policy.channels) {
    const addresses = identities.filter(({ kind }) => kind === reaches).map(({ value }) => value);
    if (!addresses.length) continue;
    for (const address of await suppressedAmong(tx, channel, addresses))
      suppressed.add(suppressionKey(channel, address));
  }
  return new Map(
    [...customers].map(([id, customer]) => [
      id,
      {
        customer,
        consents: consents.get(id) ?? [],
        suppressed,
        contacts: contacts.get(id) ?? [],
        outreach: outreach.get(id) ?? [],
        forecast: timelines.has(id) ? (forecaster?.forecast(timelines.get(id) ?? [], now) ?? null) : null,
      },
    ]),
  );
}
