// A company of a million events and a hundred thousand contacts: imported and learned from by the commands, each in a
// process of its own. Prints seconds (of the clock, and of the processor, as other
// work on the machine stretches the former), peak memory and how many times the import the training takes (limit: 5).
//   npx tsx bench/scale.ts                                    on PGlite in a temporary folder
//   DATABASE_URL=… npx tsx bench/scale.ts                     on that PostgreSQL, which should be empty
//   npx tsx bench/scale.ts --events 50000 --contacts 5000     smaller
//   npx tsx bench/scale.ts --keep DIR                         keeps the import folder there, and uses what is there
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCompany } from './company.ts';

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    contacts: { type: 'string', default: '100000' },
    keep: { type: 'string' },
  },
});

const work = mkdtempSync(join(tmpdir(), 'beforehand-scale-'));
try {
  const folder = flags.keep ?? join(work, 'history');
  if (!existsSync(join(folder, 'events.jsonl'))) {
    const made = await writeCompany(folder, {
      events: Number(flags.events),
      contacts: Number(flags.contacts),
    });
    console.log(`${made.events} events, ${made.contacts} contacts, ${made.customers} customers in ${folder}`);
  }
  const imported = await command('import', folder);
  const trained = await command('train');
  console.log(
    `training takes ${(trained.seconds / imported.seconds).toFixed(2)} times as long as the import (limit 5)`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Runs a command as a user does, and tells how long it took and the most memory that its process had. */
async function command(name: string, ...args: string[]): Promise<{ seconds: number; megabytes: number }> {
  const peak = join(work, `${name}.peak`);
  const note = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,JSON.stringify(process.resourceUsage())))`;
  const begun = performance.now();
  const child = spawn(process.execPath, ['bin/beforehand', name, ...args, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      BEFOREHAND_DATA: join(work, 'store'),
      ...process.env,
      PEAK_FILE: peak,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(note)}`,
    },
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`beforehand ${name} ended with ${code}`);
  const seconds = (performance.now() - begun) / 1000;
  const used = JSON.parse(readFileSync(peak, 'utf8')) as NodeJS.ResourceUsage;
  const megabytes = used.maxRSS / 1024;
  const processor = (used.userCPUTime + used.systemCPUTime) / 1e6;
  console.log(
    `${name.padEnd(8)} ${seconds.toFixed(1).padStart(8)} s (${processor.toFixed(1)} s of processor time) ${megabytes.toFixed(0).padStart(8)} MB at most`,
  );
  return { seconds, megabytes };
}
