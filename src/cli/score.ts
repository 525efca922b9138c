import { statSync } from 'node:fs';
import type { Config } from '../config/index.ts';
import { type Fault, faultWords, loadLabeller } from '../conversation/index.ts';
import { InputError } from './input-error.ts';
import { say } from './output.ts';
import { progressBar } from './progress.ts';
import { readFile, transcriptFiles } from './score/files.ts';
import type { Keeping } from './score/keep.ts';
import { checkOutput, writeOutput } from './score/output.ts';
import { summarise } from './score/summary.ts';
import { scoreTalk, type TalkScore } from './score/talk.ts';
import { summaryWords, talkWords } from './score/words.ts';

export interface ScoreFlags {
  agent?: string;
  out?: string;
  html?: string;
  keep?: boolean;
}

/** Faults shown one by one on a terminal; --json has them all. */
const SHOWN = 20;

/**
 * `beforehand score PATH… [--agent NAME] [--out DIR|FILE] [--html FILE] [--keep]`: reads transcripts of every known form,
 * labels and scores them; with --keep the cards go to the store, too, for the console. One file with one talk gives that
 * talk, anything else `{talks, summary, faults}`. What can't be read is told on standard error and stops nothing, unless
 * nothing is left.
 */
export async function scoreCommand(
  config: () => Config,
  paths: readonly string[],
  flags: ScoreFlags,
  asJson: boolean,
): Promise<void> {
  const files = transcriptFiles(paths);
  checkOutput(flags, files);
  // the store is opened by who keeps only: scoring alone needs none of it
  const keeping = flags.keep ? await (await import('./score/keep.ts')).openKeeping(config()) : null;
  const { talks, faults } = await scoreFiles(files, flags.agent, keeping).finally(() => keeping?.close());
  tell(faults);
  const [only] = talks;
  if (!only) {
    if (asJson) say(asJson, { talks, summary: summarise(talks), faults }, '');
    throw new InputError(
      `nothing could be scored in ${files.length === 1 ? files[0] : `${files.length} files`}`,
    );
  }
  const single = talks.length === 1 && paths.length === 1 && paths[0] === files[0];
  const summary = summarise(talks);
  const document = single ? { ...only, faults } : { talks, summary, faults };
  const written = writeOutput(flags, document, talks, summary);
  if (keeping) written.push(keptWords(talks));
  const words = single ? talkWords(only) : summaryWords(summary, talks);
  say(asJson, document, [words, ...written].join('\n'));
}

function keptWords(talks: readonly TalkScore[]): string {
  const undated = talks.filter(({ about }) => about.startedAt === undefined).length;
  const dated = undated ? ` ${undated} of them say no time and count as held now.` : '';
  return `Kept: ${talks.length} ${talks.length === 1 ? 'card' : 'cards'}, to be seen at /scorecards.${dated}`;
}

async function scoreFiles(
  files: readonly string[],
  agent: string | undefined,
  keeping: Keeping | null,
): Promise<{ talks: TalkScore[]; faults: Fault[] }> {
  const labeller = loadLabeller();
  const talks: TalkScore[] = [];
  const faults: Fault[] = [];
  const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const bar = progressBar('scoring'.padEnd(20));
  let done = 0;
  for (const file of files) {
    const read = readFile(file, agent);
    faults.push(...read.faults);
    for (const [i, transcript] of read.transcripts.entries()) {
      if (transcript.turns.some(({ speaker }) => speaker === 'agent')) {
        talks.push(scoreTalk(file, transcript, labeller));
        await keeping?.keep(transcript);
      } else faults.push(noAgent(file, transcript.id));
      const part = ((i + 1) / read.transcripts.length) * statSync(file).size;
      bar.update(done + part, total, `${talks.length} talks`);
    }
    done += statSync(file).size;
  }
  bar.stop();
  return { talks, faults };
}

function noAgent(file: string, id: string): Fault {
  return {
    file,
    cause: `${id}: the agent never speaks`,
    mend: 'nothing is there to score; or say who the agent is with --agent',
  };
}

function tell(faults: readonly Fault[]): void {
  for (const fault of faults.slice(0, SHOWN)) process.stderr.write(`${faultWords(fault)}\n`);
  if (faults.length > SHOWN)
    process.stderr.write(`and ${faults.length - SHOWN} more; --json lists them all\n`);
}
