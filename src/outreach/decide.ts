import {
  type Customer,
  consentsOf,
  identitiesOf,
  loadCustomers,
  loadTimelines,
  suppressedAmong,
  type Timeline,
} from '../customers/index.ts';
import type { Forecaster } from '../forecast/index.ts';
import { groupBy, type Instant, type Tx } from '../platform/index.ts';
import type { Policy } from './gate.ts';
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
  const [known, subjects] = await Promise.all([
    learnOf(tx, bucket, rows, plays, deps, now),
    subjectsOfRows(tx, bucket, rows, plays),
  ]);
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
  const foreseen = rows.filter((row) => {
    const play = plays.get(row.playId);
    return play && audienceOf(play)?.usesForecast;
  });
  const [customers, consents, contactRows, outreachRows, timelines] = await Promise.all([
    loadCustomers(tx, bucket, ids),
    consentsOf(tx, bucket, ids),
    contactFacts(tx, bucket, ids, now),
    outreachFacts(tx, bucket, ids, now),
    forecaster && foreseen.length
      ? loadTimelines(tx, bucket, [...new Set(foreseen.map((row) => row.customerId))])
      : new Map<string, Timeline>(),
  ]);
  const contacts = groupBy(contactRows, (one) => one.customerId);
  const outreach = groupBy(outreachRows, (one) => one.customerId);
  const suppressed = await suppressionsOf(tx, [...customers.values()], policy.channels);
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

/** The keys of those of the customers' addresses that nothing may be sent to. */
async function suppressionsOf(
  tx: Tx,
  customers: readonly Customer[],
  channels: Policy['channels'],
): Promise<Set<string>> {
  const identities = customers.flatMap(({ traits }) => identitiesOf(traits));
  const keys = await Promise.all(
    [...channels].map(async ([channel, { reaches }]) => {
      const addresses = identities.filter(({ kind }) => kind === reaches).map(({ value }) => value);
      return [...(await suppressedAmong(tx, channel, addresses))].map((one) => suppressionKey(channel, one));
    }),
  );
  return new Set(keys.flat());
}
