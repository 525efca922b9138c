import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { numberOption, runAsCommand } from './command-line.ts';
import type { Counts } from './live-loop.ts';
import { runLive } from './live-loop.ts';
import { ProductClient } from './product-client.ts';
import { StatusLine, summary } from './status-line.ts';
import { DAY, iso, MINUTE, parseInstant, SECOND } from './time.ts';
import { BOUNDARY, HISTORY_DAYS, liveWorld, ON_SALE_DAYS, SEED } from './world.ts';

const usage = `Drives a running product through the simulated airline's next days. The product must have been given the
history of the same --seed, --days of history and --until (here --from), and run with a manual clock.

  npx tsx simulator/live.ts --url http://127.0.0.1:4100 --key sandbox

  --seed ${SEED}                  as in simulator/history.ts
  --from ${iso(BOUNDARY)}   where history ended
  --resume-at ISO           go on from here in a run that was stopped; the product keeps what it has
  --days 3                  how long, at most ${ON_SALE_DAYS - 3}
  --history-days ${HISTORY_DAYS}         --days of simulator/history.ts
  --minutes-per-second 20   how fast; 0 is as fast as the product can
  --step-minutes 1          minutes between two settings of the clock
  --auth-token TOKEN        sign the calls as Twilio does`;

/** The product's clock cannot be driven faster than it answers, so a step that took too long is followed at once. */
function makePace(stepMinutes: number, minutesPerSecond: number, signal: AbortSignal): () => Promise<void> {
  if (minutesPerSecond === 0) return async () => {};
  const length = (stepMinutes / minutesPerSecond) * SECOND;
  let due = performance.now();
  return async () => {
    due = Math.max(due + length, performance.now() - length);
    const left = due - performance.now();
    if (left > 1) await wait(left, undefined, { signal });
  };
}

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4100' },
      key: { type: 'string', default: 'sandbox' },
      seed: { type: 'string', default: String(SEED) },
      from: { type: 'string', default: iso(BOUNDARY) },
      'resume-at': { type: 'string' },
      days: { type: 'string', default: '3' },
      'history-days': { type: 'string', default: String(HISTORY_DAYS) },
      'minutes-per-second': { type: 'string', default: '20' },
      'step-minutes': { type: 'string', default: '1' },
      'auth-token': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed = numberOption('seed', values.seed, 0);
  const from = parseInstant(values.from);
  const days = numberOption('days', values.days, 0.001, ON_SALE_DAYS - 3);
  const historyDays = numberOption('history-days', values['history-days'], 1, 150);
  const stepMinutes = numberOption('step-minutes', values['step-minutes'], 1, 60);
  const speed = numberOption('minutes-per-second', values['minutes-per-second'], 0);
  const resumeAt = values['resume-at'] ? parseInstant(values['resume-at']) : from;

  const stopping = new AbortController();
  let askedAt = 0;
  const stop = (): void => {
    // A terminal's Ctrl-C may come twice, from the terminal and from tsx; only a second one by hand is impatience.
    if (stopping.signal.aborted && performance.now() - askedAt > SECOND) process.exit(130);
    askedAt = performance.now();
    stopping.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const status = new StatusLine(process.stdout);
  const warn = (text: string): void => status.print(text);
  const product = new ProductClient({
    url: values.url,
    key: values.key,
    warn,
    sleep: (milliseconds) => wait(milliseconds, undefined, { signal: stopping.signal }),
  });
  const pace = makePace(stepMinutes, speed, stopping.signal);
  let last: Counts | null = null;
  try {
    last = await runLive({
      world: liveWorld({ seed, boundary: from, historyDays }),
      product,
      from,
      resumeAt,
      until: from + days * DAY,
      stepMilliseconds: stepMinutes * MINUTE,
      warn,
      ...(values['auth-token'] ? { authToken: values['auth-token'] } : {}),
      onStep: async (counts) => {
        last = counts;
        status.show(counts);
        await pace();
        return !stopping.signal.aborted;
      },
    });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  if (last) status.print(`${summary(last)}\nTo go on: --resume-at ${iso(last.now)}`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runAsCommand(main);
