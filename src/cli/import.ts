import { basename, join } from 'node:path';
import type { Config } from '../config/index.ts';
import { type ImportReport, importPaths } from '../ingest/index.ts';
import { openApp } from '../main.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';

/** `beforehand import PATH…` */
export async function importCommand(
  config: Config,
  paths: readonly string[],
  asJson: boolean,
): Promise<void> {
  const app = await openApp(config);
  try {
    const report = await importWithProgress(app, config.folder, paths);
    const inferred = await app.inferred();
    say(
      asJson,
      { ...report, inferred },
      [...report.files.map(fileLine), ...rejectLines(report), inferredLines(inferred)].join('\n'),
    );
  } finally {
    await app.close();
  }
}

export async function importWithProgress(
  app: Awaited<ReturnType<typeof openApp>>,
  folder: string,
  paths: readonly string[],
): Promise<ImportReport> {
  let current = '';
  let bar = progressBar('');
  const report = await importPaths(app.ingest, app.clock, paths, {
    rejectsFolder: join(folder, 'rejects'),
    onProgress: ({ file, bytes, totalBytes, lines }) => {
      if (file !== current) {
        bar.stop();
        bar = progressBar(basename(file).padEnd(20));
        current = file;
      }
      bar.update(bytes, totalBytes, `${lines} lines`);
    },
  });
  bar.stop();
  return report;
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

type Inferred = Awaited<ReturnType<Awaited<ReturnType<typeof openApp>>['inferred']>>;

function inferredLines({ subjects, reasons }: Inferred): string {
  const found = subjects.map(
    ({ type, count, milestones, facts }) =>
      `  ${type}: ${count}; milestones ${milestones.join(', ') || 'none'}; facts ${facts.join(', ') || 'none'}`,
  );
  const why = reasons.map(({ reason, count }) => `${reason} (${count})`).join(', ');
  return [
    'Inferred subjects:',
    ...(found.length ? found : ['  none']),
    `Inferred contact reasons: ${why || 'none'}`,
  ].join('\n');
}
