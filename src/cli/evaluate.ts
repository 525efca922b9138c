import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config/index.ts';
import {
  type Evaluation,
  evaluateForecast,
  evaluationDocument,
  keepEvaluation,
  renderEvaluation,
} from '../forecast/index.ts';
import { type App, openApp } from '../main.ts';
import { type Instant, iso } from '../platform/index.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/**
 * `beforehand evaluate [--since ISO] [--html FILE]`: fits on what lies before, tests on what comes after. The result is
 * kept for the console; no model is. Throws InputError before the work begins when the file can't be written.
 */
export async function evaluateCommand(
  config: Config,
  options: { since: Instant | undefined; html: string | undefined },
  asJson: boolean,
): Promise<void> {
  const { since, html } = options;
  if (html !== undefined) mustBeWritable(html);
  const app = await openApp(config);
  try {
    const report = await evaluateWithProgress(app, since);
    await keepEvaluation(app.db, report, app.clock.now());
    if (html !== undefined) writeFileSync(html, evaluationDocument(report, config.company.name));
    const document = {
      ...report,
      trainedUntil: iso(report.trainedUntil),
      testedUntil: iso(report.testedUntil),
      ...(html === undefined ? {} : { html }),
    };
    const drawn =
      html === undefined
        ? 'To see it drawn: beforehand evaluate --html FILE, or the page /forecast of the console.'
        : `Drawn in ${html}; the page /forecast of the console shows it, too.`;
    say(asJson, document, `${renderEvaluation(report)}\n${drawn}`);
  } finally {
    await app.close();
  }
}

async function evaluateWithProgress({ db, clock }: App, since?: Instant): Promise<Evaluation> {
  const bar = progressBar('evaluating'.padEnd(20));
  try {
    return await evaluateForecast({
      db,
      since,
      now: clock.now(),
      onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
    });
  } finally {
    bar.stop();
  }
}

function mustBeWritable(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new InputError(`--html ${file} can't be written: there is no folder ${folder}; make it first`);
  const there = existsSync(file);
  if (there && statSync(file).isDirectory())
    throw new InputError(`--html ${file} is a folder; name a file in it, such as ${file}/evaluation.html`);
  try {
    accessSync(there ? file : folder, constants.W_OK);
  } catch {
    throw new InputError(`--html ${file} can't be written: ${there ? 'it' : folder} is not yours to write`);
  }
}
