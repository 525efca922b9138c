import { loadConfig } from '../src/config/index.ts';
import { openApp } from '../src/main.ts';
import { CLAIM } from '../src/outreach/index.ts';
import { BUCKETS, type Db, HOUR, iso, ManualClock, SECOND } from '../src/platform/index.ts';
import { travellers } from './deliver-store.ts';
import { compare } from './measure.ts';

const NOW = Date.UTC(2026, 0, 5);

/** `rows` outreach delivered by one worker, and as many rows of the same table claimed and updated by nothing else; ms. */
export async function throughput(db: Db, rows: number, repeats: number) {
  const clock = new ManualClock(NOW);
  const config = loadConfig(
    {},
    { BEFOREHAND_SANDBOX: '1', BEFOREHAND_CLOCK: 'manual', BEFOREHAND_LOG: 'error' },
  );
  const app = await openApp(config, { db, clock });
  await db.query('create table bare_outreach (like outreach including all)');
  const fill = async (round: number) => {
    const due = NOW + (round + 1) * 2 * HOUR;
    const messages = travellers(`r${round}-`, Array(rows).fill(due), clock.now());
    for (let from = 0; from < messages.length; from += 2500)
      await app.ingest.accept(messages.slice(from, from + 2500));
    await db.query("insert into bare_outreach select * from outreach where status = 'planned'");
    await db.query('analyze');
    clock.set(due - SECOND);
    return due;
  };
  const pairs = [];
  for (let round = 0; round < repeats; round++) {
    const due = await fill(round);
    clock.set(due);
    pairs.push(
      await compare(
        1,
        () => app.worker.runDue(),
        () => bareLoop(db, due),
      ),
    );
    const [left] = await db.query<{ left: number }>(
      "select count(*)::int as left from outreach where status in ('planned', 'sending', 'unknown', 'failed')",
    );
    if (left?.left) throw new Error(`${left.left} were not delivered`);
  }
  pairs.sort((a, b) => a.ratio - b.ratio);
  const middle = pairs[Math.floor(pairs.length / 2)];
  if (!middle) throw new Error('at least one repeat is needed');
  // The middle pair: its parts belong together.
  return { ours: middle.ours, bare: middle.limit, ratio: middle.limit / middle.ours };
}

/** What any queue on this table has to do: take rows that nobody else holds, in the same batches, and mark them done. */
async function bareLoop(db: Db, now: number): Promise<void> {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let claimed = CLAIM; claimed === CLAIM; ) {
      claimed = await db.transaction(async (tx) => {
        const rows = await tx.query<{ id: string }>(
          `select id from bare_outreach where bucket = $1 and next_attempt_at <= $2
           order by next_attempt_at, id limit $3 for update skip locked`,
          [bucket, iso(now), CLAIM],
        );
        await tx.query(
          `update bare_outreach set status = 'sent', next_attempt_at = null, sent_at = $3, updated_at = $3
           where bucket = $1 and id = any($2::text[])`,
          [bucket, rows.map(({ id }) => id), iso(now)],
        );
        return rows.length;
      });
    }
  }
}
