import type { Config } from '../config/index.ts';
import {
  discover,
  documentOf,
  historySource,
  renderDiscovery,
  replaceOpportunities,
} from '../forecast/index.ts';
import { openApp } from '../main.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand discover`: seeks what goes before contacts, and keeps it in place of what was found before. */
export async function discoverCommand(config: Config, asJson: boolean): Promise<void> {
  const app = await openApp(config);
  try {
    const bar = progressBar('discovering'.padEnd(20));
    const found = await discover({
      source: await historySource(app.db, app.clock.now()),
      now: app.clock.now(),
      money: config.handling,
      onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
    });
    bar.stop();
    await replaceOpportunities(app.db, found, app.clock.now());
    say(asJson, documentOf(found), renderDiscovery(found));
  } finally {
    await app.close();
  }
}
