// How fast outreach that is due goes out, beside a bare claim-and-update loop over the same rows in the same database:
//   npx tsx bench/deliver.ts                    on PGlite in memory
//   DATABASE_URL=… npx tsx bench/deliver.ts     on that PostgreSQL, in a database of its own
//   … --rows 5000 --repeats 3 --seconds 20 --rate 1000
// The channel is the sandbox: a message is a row in an outbox, so that a provider's speed is not what is measured.
import { parseArgs } from 'node:util';
import { lateness } from './deliver-late.ts';
import { openBenchStore } from './deliver-store.ts';
import { throughput } from './deliver-throughput.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000' },
    repeats: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '1000' },
  },
});
const rows = Number(values.rows);

const first = await openBenchStore();
try {
  const { ours, bare, ratio } = await throughput(first.db, rows, Number(values.repeats));
  const each = (ms: number) => `${Math.round(rows / (ms / 1000)).toLocaleString('en')}/s`;
  console.log(
    `${first.db.engine}: ${each(ours)} delivered, ${each(bare)} claimed and updated bare; ${ratio.toFixed(2)}`,
  );
} finally {
  await first.drop();
}
if (Number(values.seconds)) {
  const second = await openBenchStore();
  try {
    const late = await lateness(second, Number(values.rate), Number(values.seconds));
    console.log(
      `${second.db.engine}: due at ${values.rate}/s for ${values.seconds} s: ${late.sent} sent, late by ${late.p50} ms (p50), ${late.p99} ms (p99)`,
    );
  } finally {
    await second.drop();
  }
}
