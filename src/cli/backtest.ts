import { readFileSync } from 'node:fs';
import type { Config } from '../config/index.ts';
import { openApp } from '../main.ts';
import {
  assumptionsOf,
  backtest,
  backtestDocument,
  checkPlay,
  type PlayDefinition,
  playSchema,
  renderBacktest,
} from '../outreach/index.ts';
import { faultsOf, type Instant } from '../platform/index.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

export type BacktestFlags = { deflection?: string; within?: string; messageCost?: string };

/**
 * `beforehand backtest PLAY.json [--since ISO] [--deflection 0.5] [--within 48] [--message-cost 0.05]`: what the play
 * would have come to. Nothing is sent or stored.
 */
export async function backtestCommand(
  config: Config,
  file: string,
  since: Instant | undefined,
  flags: BacktestFlags,
  asJson: boolean,
): Promise<void> {
  const play = readPlay(file);
  const usual = assumptionsOf(config.handling);
  const assumptions = {
    ...usual,
    withinHours: numberOf('within', flags.within, [0.1, 2160]) ?? usual.withinHours,
    deflection: numberOf('deflection', flags.deflection, [0, 1]) ?? usual.deflection,
    costPerMessage: numberOf('message-cost', flags.messageCost, [0, 1e6]) ?? usual.costPerMessage,
  };
  const app = await openApp(config);
  const bar = progressBar('backtest'.padEnd(20));
  try {
    const { warnings } = await checkPlay(app.db, play).catch((error: Error) => {
      throw new InputError(`${file}: ${error.message}`);
    });
    const { report, decided } = await backtest({
      db: app.db,
      play,
      policy: app.policy,
      since,
      now: app.clock.now(),
      assumptions,
      onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
    });
    bar.stop();
    report.notes.push(...warnings);
    say(asJson, backtestDocument(report, decided), renderBacktest(report));
  } finally {
    bar.stop();
    await app.close();
  }
}

function readPlay(file: string): PlayDefinition {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is no JSON: ${(error as Error).message}`);
  }
  const parsed = playSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = faultsOf(parsed.error).details as { where: string; error: string }[];
  throw new InputError(
    `${file} is no play:\n${details.map(({ where, error }) => `  ${where || 'play'}: ${error}`).join('\n')}`,
  );
}

function numberOf(
  name: string,
  text: string | undefined,
  [least, most]: [number, number],
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new InputError(`--${name} "${text}" is no number from ${least} to ${most}`);
  return value;
}
