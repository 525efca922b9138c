import type { Config } from '../config/index.ts';
import { evaluateForecast, renderEvaluation } from '../forecast/index.ts';
import { openApp } from '../main.ts';
import { type Instant, iso } from '../platform/index.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand evaluate [--since ISO]`: fits on what lies before, tests on what comes after; stores nothing. */
export async function evaluateCommand(
  config: Config,
  since: Instant | undefined,
  asJson: boolean,
): Promise<void> {
  const app = await openApp(config);
  try {
    const bar = progressBar('evaluating'.padEnd(20));
    const report = await evaluateForecast({
      db: app.db,
      since,
      now: app.clock.now(),
      onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
    });
    bar.stop();
    const document = {
      ...report,
      trainedUntil: iso(report.trainedUntil),
      testedUntil: iso(report.testedUntil),
    };
    say(asJson, document, renderEvaluation(report));
  } finally {
    await app.close();
  }
}
