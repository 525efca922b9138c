import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, loadConfig } from '../config/index.ts';
import { type Instant, parseInstant } from '../platform/index.ts';
import type { BacktestFlags } from './backtest.ts';
import type { CoachFlags } from './coach.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';

type Flags = {
  data?: string;
  json?: boolean;
  port?: string;
  host?: string;
  sandbox?: boolean;
  until?: string;
  since?: string;
  asof?: string;
  in?: string;
  out?: string;
  vocabulary?: string;
  html?: string;
};

/** What a person can mend: told in one line, without a stack. */
const EXPECTED = [
  'ConfigError',
  'ImportError',
  'InputError',
  'FolderInUse',
  'PortTaken',
  'TrainingError',
  'ForecastFileError',
  'BacktestError',
  'StoreUnusable',
  'VocabularyError',
  'ScenarioError',
];

function configOf(flags: Flags): Config {
  return loadConfig(process.env, {
    BEFOREHAND_DATA: flags.data,
    // An explicit folder is a wish for the embedded store, whatever the environment says.
    ...(flags.data ? { DATABASE_URL: '' } : {}),
    BEFOREHAND_PORT: flags.port,
    BEFOREHAND_HOST: flags.host,
    BEFOREHAND_SANDBOX: flags.sandbox ? '1' : undefined,
  });
}

function instant(name: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (at === null)
    throw new InputError(`--${name} "${text}" is no instant; write 2026-03-01T00:00:00Z or 2026-03-01`);
  return at;
}

/** Each command is loaded when it is called for, so that none waits for the libraries of the others. */
function program(): Command {
  const root = new Command('beforehand')
    .description('Proactive customer service: reach customers before they call, and be ready when they do.')
    .version(packageJson.version)
    .showHelpAfterError();
  const bare = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .option('--json', 'print one JSON document on standard output, and nothing else there');
  const command = (name: string, description: string) =>
    bare(name, description)
      .option(
        '--data <dir>',
        'folder of the embedded store (default var/data; DATABASE_URL names a PostgreSQL instead)',
      )
      .option('--sandbox', 'reach nobody: outboxes for channels, API key "sandbox", unsigned webhooks');
  const server = (name: string, description: string) =>
    command(name, description)
      .option('--port <number>', 'port to listen on (default 4100)')
      .option('--host <address>', 'address to listen on (default 127.0.0.1)');

  root
    .command('demo')
    .description('a simulated airline on a fast clock, with console, phone and inbox; no set-up')
    .option('--port <number>', 'port to listen on (default 4100)')
    .option('--days <number>', 'days to simulate', '3')
    .option('--minutes-per-second <number>', 'how fast time runs; 0 is as fast as possible', '20')
    .option('--exit', 'stop when the days are over', false)
    .action(async (options) => (await import('./demo.ts')).demoCommand(options));
  for (const [name, description, what] of [
    ['start', 'HTTP and outreach work in one process', { http: true, work: true }],
    ['serve', 'HTTP only', { http: true, work: false }],
    ['work', 'outreach work only', { http: false, work: true }],
  ] as const) {
    server(name, description).action(async (flags: Flags) =>
      (await import('./serve.ts')).serveUntilStopped(configOf(flags), what),
    );
  }
  command('migrate', 'bring the store to the newest form').action(async (flags: Flags) => {
    const { openDb } = await import('../platform/index.ts');
    const config = configOf(flags);
    await (await openDb(config.store)).close();
    say(flags.json, { store: config.store.kind, migrated: true }, 'The store is in its newest form.');
  });
  command(
    'import',
    'take in history: folders or files of customers.jsonl, events.jsonl, contacts.csv, consents.csv',
  )
    .argument('<path...>', 'folders or files, plain or .gz')
    .option(
      '--vocabulary <file>',
      'JSON that corrects what is inferred of the properties (default: vocabulary.json of an imported folder)',
    )
    .action(async (paths: string[], flags: Flags) =>
      (await import('./import.ts')).importCommand(
        configOf(flags),
        paths,
        flags.vocabulary,
        flags.json ?? false,
      ),
    );
  command('discover', 'find what goes before contacts, ranked by what it could save').action(
    async (flags: Flags) =>
      (await import('./discover.ts')).discoverCommand(configOf(flags), flags.json ?? false),
  );
  command('train', 'fit the forecast to the history')
    .option('--until <instant>', 'only what lies before it counts')
    .action(async (flags: Flags) =>
      (await import('./train.ts')).trainCommand(
        configOf(flags),
        instant('until', flags.until),
        flags.json ?? false,
      ),
    );
  command('evaluate', 'how good the forecast is: fitted before an instant, tested after it')
    .option('--since <instant>', 'where the test begins (default: 70 % into the time of contacts)')
    .option('--html <file>', 'draw it, too: one page that needs nothing else')
    .action(async (flags: Flags) =>
      (await import('./evaluate.ts')).evaluateCommand(
        configOf(flags),
        { since: instant('since', flags.since), html: flags.html },
        flags.json ?? false,
      ),
    );
  command('forecast', 'forecasts for the rows of a file')
    .addOption(new Option('--asof <file>', 'CSV with the columns customer_id,at').makeOptionMandatory())
    .addOption(
      new Option('--out <file>', 'where the rows go, with the forecasts added').makeOptionMandatory(),
    )
    .action(async (flags: Flags) =>
      (await import('./forecast.ts')).forecastCommand(
        configOf(flags),
        flags.asof ?? '',
        flags.out ?? '',
        flags.json ?? false,
      ),
    );
  command('export', 'all that is known of one customer, as JSON')
    .argument('<customer>', 'id of the customer')
    .action(async (id: string, flags: Flags) =>
      (await import('./privacy.ts')).exportCommand(configOf(flags), id),
    );
  command('erase', 'erase one customer with all that is known of them; the proof is kept')
    .argument('<customer>', 'id of the customer')
    .action(async (id: string, flags: Flags) =>
      (await import('./privacy.ts')).eraseCommand(configOf(flags), id, flags.json ?? false),
    );
  command('backtest', 'what a play would have come to, had it been launched: nothing is sent')
    .argument('<play>', 'JSON file of the play')
    .option('--since <instant>', 'when it is launched (default: 70 % into the time of contacts)')
    .option('--within <hours>', 'a contact so soon after a message is one that it came before (default 48)')
    .option('--deflection <share>', 'share of those contacts taken not to be made (default 0.5)')
    .option('--message-cost <amount>', 'what a message costs (default 0.05)')
    .action(async (file: string, flags: Flags & BacktestFlags) =>
      (await import('./backtest.ts')).backtestCommand(
        configOf(flags),
        file,
        instant('since', flags.since),
        flags,
        flags.json ?? false,
      ),
    );
  bare('moves', 'label the moves of conversations')
    .addOption(new Option('--in <file>', 'JSONL of {dialogue,turn,speaker,text}').makeOptionMandatory())
    .addOption(new Option('--out <file>', 'where the lines go, with the labels added').makeOptionMandatory())
    .action(async (flags: Flags) =>
      (await import('./moves.ts')).movesCommand(flags.in ?? '', flags.out ?? '', flags.json ?? false),
    );
  command('score', 'score conversations: transcripts of any known form, files or folders')
    .argument('<path...>', 'files or folders with all under them, plain or .gz')
    .option('--agent <name>', 'who the agent is, where the file does not say: a speaker, channel or track')
    .option(
      '--out <path>',
      'write it, too: a document (.json), a line a talk (.jsonl), or a folder with a file a talk',
    )
    .option('--html <file>', 'draw it, too: one page that needs nothing else')
    .option('--keep', 'keep the cards in the store, too, for the pages and trends of the console')
    .action(async (paths: string[], flags: Flags & { agent?: string; keep?: boolean }) =>
      (await import('./score.ts')).scoreCommand(() => configOf(flags), paths, flags, flags.json ?? false),
    );
  bare(
    'coach',
    'practise against a simulated customer, offline; without --scenario, what there is to choose from',
  )
    .option('--scenario <which>', 'number or name of the list, or a JSON file of your own')
    .option('--seed <number>', 'the same seed and words give the same talk')
    .option('--hints', 'say after each turn what is due (scenarios 1 to 5)')
    .action(async (flags: Flags & CoachFlags) =>
      (await import('./coach.ts')).coachCommand(configOf(flags), flags),
    );
  return root;
}

/** A file or folder that can't be read or written is the caller's to mend, too; Node's words name it. */
function isExpected(error: NodeJS.ErrnoException): boolean {
  return (
    error instanceof ConfigError ||
    EXPECTED.includes(error.name) ||
    (error.syscall !== undefined && error.path !== undefined)
  );
}

/** Runs one command line. Sets the exit code; 2 for what the caller can mend. */
export async function run(argv: string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (!isExpected(error as NodeJS.ErrnoException)) throw error;
    process.stderr.write(`beforehand: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
