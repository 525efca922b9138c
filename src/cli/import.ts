import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../config/index.ts';
import { type Corrections, type Learned, readCorrections, VocabularyError } from '../customers/index.ts';
import { type ImportReport, importPaths } from '../ingest/index.ts';
import { type App, openApp } from '../main.ts';
import { inferredLines } from './inferred.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand import PATH… [--vocabulary FILE]` */
export async function importCommand(
  config: Config,
  paths: readonly string[],
  vocabularyFile: string | undefined,
  asJson: boolean,
): Promise<void> {
  const corrections = correctionsFor(paths, vocabularyFile);
  const app = await openApp(config);
  try {
    const { learned, ...report } = await importWithProgress(app, config.folder, paths, corrections);
    const inferred = await app.inferred();
    const { foldedAgain, ...vocabulary } = learned;
    say(
      asJson,
      { ...report, inferred: { ...inferred, vocabulary }, foldedAgain },
      [
        ...report.files.map(fileLine),
        ...rejectLines(report),
        ...(foldedAgain ? ['What was stored before has been read anew by what is known now.'] : []),
        ...inferredLines(inferred, learned),
      ].join('\n'),
    );
  } finally {
    await app.close();
  }
}

/** Of the file that was named, or else of the folders that are imported; null when there is none. */
function correctionsFor(paths: readonly string[], named: string | undefined): Corrections | null {
  const found = paths.map((path) => join(path, 'vocabulary.json')).filter((file) => existsSync(file));
  if (named === undefined && found.length > 1)
    throw new VocabularyError(`${found.join(' and ')}: only one can hold; say which with --vocabulary`);
  const file = named ?? found[0];
  return file === undefined ? null : readCorrections(file);
}

/** Learns what the data mean, then takes them in. */
export async function importWithProgress(
  app: App,
  folder: string,
  paths: readonly string[],
  corrections: Corrections | null = null,
): Promise<ImportReport & { learned: Learned }> {
  let current = '';
  let bar = progressBar('');
  const show = (what: string, done: number, total: number, note: string) => {
    if (what !== current) {
      bar.stop();
      bar = progressBar(basename(what).padEnd(20));
      current = what;
    }
    bar.update(done, total, note);
  };
  const learned = await app.learn(paths, corrections, ({ phase, done, total }) =>
    show(phase, done, total, ''),
  );
  const report = await importPaths(app.ingest, app.clock, paths, {
    rejectsFolder: join(folder, 'rejects'),
    onProgress: ({ file, bytes, totalBytes, lines }) => show(file, bytes, totalBytes, `${lines} lines`),
  });
  bar.stop();
  return { ...report, learned };
}

function fileLine({ file, lines, accepted, duplicates, rejected }: ImportReport['files'][number]): string {
  return `${basename(file)}: ${lines} lines, ${accepted} new, ${duplicates} known already, ${rejected} rejected`;
}

function rejectLines({ files, rejectsFile }: ImportReport): string[] {
  if (!rejectsFile) return [];
  const firsts = files.flatMap((file) => (file.firstError ? [`  ${file.firstError}`] : []));
  return [
    'First rejected line of each file:',
    ...firsts,
    `All of them are kept, with file, line and cause, in ${rejectsFile}. Mend them and import again: what is known is skipped.`,
  ];
}
