// Does discovery find something where there is nothing? Contacts are shuffled among customers, again and again, and
// whatever it then finds is false.
//   npx tsx bench/discover-null.ts FOLDER [--shuffles 20] [--how rows|histories|reasons]
// rows: every contact goes to the customer of another; histories: a customer gets all contacts of another;
// reasons: as rows, but among the contacts of one reason only. FOLDER is one that `beforehand import` takes.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/index.ts';
import { loadTimelines, type Timeline, type TimelineEntry } from '../src/customers/index.ts';
import { discover, sourceOf } from '../src/forecast/index.ts';
import { importPaths } from '../src/ingest/index.ts';
import { openApp } from '../src/main.ts';
import { BUCKETS, groupBy, migrate, openPgliteInMemory } from '../src/platform/index.ts';

type Timelines = Map<string, Timeline>;
type Owned = { owner: string; contact: TimelineEntry };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shuffles: { type: 'string', default: '20' }, how: { type: 'string', default: 'rows' } },
});
const timelines = await history(positionals[0] ?? '');
let clean = 0;
const shuffles = Number(values.shuffles);
await report('as it is', timelines);
for (let seed = 1; seed <= shuffles; seed++)
  if ((await report(`shuffle ${seed}`, shuffled(timelines, values.how, seed))) === 0) clean++;
console.log(`nothing found in ${clean} of ${shuffles} shuffles (${values.how})`);

async function report(label: string, among: Timelines): Promise<number> {
  const begun = performance.now();
  const { opportunities } = await discover({
    source: sourceOf(among),
    now: Date.now(),
    money: { costPerMinute: 1, currency: 'USD' },
  });
  console.log(`${label}: ${opportunities.length} found, ${Math.round((performance.now() - begun) / 1000)} s`);
  if (label !== 'as it is')
    for (const { opportunity } of opportunities)
      console.log(`  ${opportunity.reason}: ${opportunity.explanation}`);
  return opportunities.length;
}

async function history(folder: string): Promise<Timelines> {
  const db = await openPgliteInMemory();
  await migrate(db);
  const app = await openApp(loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_LOG: 'silent' }), { db });
  const rejectsFolder = mkdtempSync(`${tmpdir()}/beforehand-null-`);
  await importPaths(app.ingest, app.clock, [folder], { rejectsFolder });
  const all: Timelines = new Map();
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    for (const [id, timeline] of await loadTimelines(db, bucket)) all.set(id, timeline);
  await app.close();
  return all;
}

function shuffled(all: Timelines, how: string, seed: number): Timelines {
  const random = seeded(seed);
  const owned = [...all].flatMap(([owner, timeline]) =>
    timeline.filter((entry) => entry.kind === 'contact').map((contact): Owned => ({ owner, contact })),
  );
  const moved = owned.map((one) => one.owner);
  if (how === 'histories') {
    const to = new Map(pairs([...all.keys()], random));
    for (const [i, owner] of moved.entries()) moved[i] = to.get(owner) as string;
  } else {
    const groups = groupBy(owned.keys(), (i) =>
      how === 'reasons' && owned[i]?.contact.kind === 'contact' ? owned[i].contact.reason : '',
    );
    for (const places of groups.values())
      for (const [a, b] of pairs(places, random)) moved[a] = (owned[b] as Owned).owner;
  }
  const out: Timelines = new Map(
    [...all].map(([id, timeline]) => [id, timeline.filter((entry) => entry.kind !== 'contact')]),
  );
  const given = groupBy(owned.keys(), (i) => moved[i] as string);
  for (const [id, places] of given)
    out.set(
      id,
      [...(out.get(id) ?? []), ...places.map((i) => (owned[i] as Owned).contact)].sort((a, b) => a.at - b.at),
    );
  return out;
}

/** Each with another, drawn at random, no two with the same. */
function pairs<T>(items: readonly T[], random: () => number): [T, T][] {
  const order = items.map((item) => ({ item, by: random() })).sort((a, b) => a.by - b.by);
  return items.map((item, i) => [item, (order[i] as { item: T }).item]);
}

/** mulberry32 (Tommy Ettinger, public domain). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
