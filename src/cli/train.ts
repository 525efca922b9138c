import type { Config } from '../config/index.ts';
import { saveForecaster, type Trained, trainForecaster } from '../forecast/index.ts';
import { type App, openApp } from '../main.ts';
import { learnReach } from '../outreach/index.ts';
import { type Instant, iso } from '../platform/index.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand train [--until ISO]` */
export async function trainCommand(
  config: Config,
  until: Instant | undefined,
  asJson: boolean,
): Promise<void> {
  const app = await openApp(config);
  try {
    const { report, forecaster } = await trainWithProgress(app, until);
    const hearing = await app.learnHearing(until ?? app.clock.now());
    const { trainedUntil, ...rest } = report;
    const sentence =
      `Trained ${forecaster.id} on ${report.contacts} contacts of ${report.customers} customers before ${iso(trainedUntil)}; ` +
      `${report.reasons.length} reasons. ${report.warnings.map((warning) => `Note: ${warning}. `).join('')}It is in use from now on.` +
      (hearing
        ? ` What customers say is heard by ${hearing.examples} examples of ${hearing.reasons} reasons.`
        : '');
    say(asJson, { id: forecaster.id, trainedUntil: iso(trainedUntil), ...rest, hearing }, sentence);
  } finally {
    await app.close();
  }
}

export async function trainWithProgress(app: App, until?: Instant): Promise<Trained> {
  const bar = progressBar('training'.padEnd(20));
  try {
    const trained = await trainForecaster({
      db: app.db,
      now: app.clock.now(),
      until,
      onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
    });
    await saveForecaster(app.db, trained, app.clock.now());
    await learnReach(app.db, app.clock.now());
    return trained;
  } finally {
    bar.stop();
  }
}
