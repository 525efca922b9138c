import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { numberOption, runAsCommand } from './command-line.ts';
import { history, writeFolder } from './import-folder.ts';
import { reasons } from './reasons.ts';
import { iso, parseInstant } from './time.ts';
import { BOUNDARY, HISTORY_DAYS, historyWorld, SEED } from './world.ts';

const usage = `Writes the simulated airline's history as an import folder.

  npx tsx simulator/history.ts --out DIR [--seed ${SEED}] [--days ${HISTORY_DAYS}] [--until ${iso(BOUNDARY)}]

Give simulator/live.ts the same --seed, and --until as its --from.`;

export interface HistoryOptions {
  out: string;
  seed?: number;
  days?: number;
  until?: number;
}

/** Writes the folder and returns what was counted. */
export function writeHistory(options: HistoryOptions): { events: number; contacts: Record<string, number> } {
  const world = historyWorld({
    seed: options.seed ?? SEED,
    boundary: options.until ?? BOUNDARY,
    historyDays: options.days ?? HISTORY_DAYS,
  });
  const made = history(world);
  writeFolder(made.folder, options.out);
  const counts = reasons.map((reason) => [reason, made.contacts.filter((c) => c.reason === reason).length]);
  return { events: made.events.length, contacts: Object.fromEntries(counts) };
}

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: String(SEED) },
      days: { type: 'string', default: String(HISTORY_DAYS) },
      until: { type: 'string', default: iso(BOUNDARY) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || !values.out) {
    console.error(usage);
    return values.help ? 0 : 2;
  }
  const counted = writeHistory({
    out: values.out,
    seed: numberOption('seed', values.seed, 0),
    days: numberOption('days', values.days, 1, 150),
    until: parseInstant(values.until),
  });
  const contacts = Object.entries(counted.contacts);
  const total = contacts.reduce((sum, [, n]) => sum + n, 0);
  console.log(`${values.out}: ${counted.events} events and ${total} contacts before ${values.until}`);
  for (const [reason, n] of contacts.sort((a, b) => b[1] - a[1]))
    console.log(`${String(n).padStart(6)} ${reason}`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runAsCommand(main);
