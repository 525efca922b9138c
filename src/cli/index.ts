import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, loadConfig, type Overrides } from '../config/index.ts';
import { ImportError } from '../ingest/index.ts';
import { FolderInUse, migrate, openDb } from '../platform/index.ts';
import { importCommand } from './import.ts';
import { say } from './output.ts';
import { PortTaken, serveUntilStopped } from './serve.ts';

type Flags = { data?: string; json?: boolean; port?: string; host?: string; sandbox?: boolean };

/** What a person can mend: told in one line, without a stack. */
const EXPECTED = [ConfigError, ImportError, FolderInUse, PortTaken];

function configOf(flags: Flags, more: Overrides = {}): Config {
  return loadConfig(process.env, {
    BEFOREHAND_DATA: flags.data,
    BEFOREHAND_PORT: flags.port,
    BEFOREHAND_HOST: flags.host,
    BEFOREHAND_SANDBOX: flags.sandbox ? '1' : undefined,
    ...more,
  });
}

function program(): Command {
  const root = new Command('beforehand')
    .description('Proactive customer service: reach customers before they call, and be ready when they do.')
    .version(packageJson.version)
    .showHelpAfterError();
  const command = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .addOption(new Option('--data <dir>', 'folder of the embedded store').env('BEFOREHAND_DATA'))
      .option('--json', 'print one JSON document on standard output, and nothing else there');
  const server = (name: string, description: string) =>
    command(name, description)
      .option('--port <number>', 'port to listen on (default 4100)')
      .option('--host <address>', 'address to listen on (default 127.0.0.1)')
      .option('--sandbox', 'reach nobody: outboxes for channels, API key "sandbox", unsigned webhooks');

  server('start', 'HTTP and outreach work in one process').action((flags: Flags) =>
    serveUntilStopped(configOf(flags), { http: true, work: true }),
  );
  server('serve', 'HTTP only').action((flags: Flags) =>
    serveUntilStopped(configOf(flags), { http: true, work: false }),
  );
  server('work', 'outreach work only').action((flags: Flags) =>
    serveUntilStopped(configOf(flags), { http: false, work: true }),
  );
  command('migrate', 'bring the store to the newest form').action(async (flags: Flags) => {
    const db = await openDb(configOf(flags).store);
    const again = await migrate(db);
    await db.close();
    say(flags.json, { ran: again }, 'The store is in its newest form.');
  });
  command(
    'import',
    'take in history: folders or files of customers.jsonl, events.jsonl, contacts.csv, consents.csv',
  )
    .argument('<path...>', 'folders or files, plain or .gz')
    .option('--sandbox', 'for a store that a sandbox uses')
    .action((paths: string[], flags: Flags) => importCommand(configOf(flags), paths, flags.json ?? false));
  return root;
}

/** Runs one command line. Sets the exit code; 2 for what the caller can mend. */
export async function run(argv: string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (!EXPECTED.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`beforehand: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
