import type { Config } from '../config/index.ts';
import { forecastAsOf, loadForecaster, TrainingError } from '../forecast/index.ts';
import { openApp } from '../main.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand forecast --asof FILE --out FILE` */
export async function forecastCommand(
  config: Config,
  input: string,
  output: string,
  asJson: boolean,
): Promise<void> {
  const app = await openApp(config);
  try {
    const loaded = await loadForecaster(app.db);
    if (!loaded) throw new TrainingError('no forecasting model was trained yet; run beforehand train');
    const bar = progressBar('forecasting'.padEnd(20));
    const report = await forecastAsOf({
      db: app.db,
      forecaster: loaded.forecaster,
      input,
      output,
      onProgress: ({ rows, read, bytes }) => bar.update(read, bytes, `${rows.toLocaleString('en-US')} rows`),
    }).finally(bar.stop);
    const unknown = report.unknownCustomers
      ? `, ${report.unknownCustomers} of them for customers without history`
      : '';
    say(asJson, { ...report, out: output }, `${output}: ${report.rows} forecasts${unknown}.`);
  } finally {
    await app.close();
  }
}
