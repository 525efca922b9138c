import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../input-error.ts';
import { mustBeWritable } from '../writable.ts';
import { scorePage } from './page.tsx';
import type { Summary } from './summary.ts';
import type { TalkScore } from './talk.ts';

interface Outputs {
  out?: string;
  html?: string;
}

/** Throws InputError before the work begins when a file can't be written where it is wanted, or is one that is read. */
export function checkOutput({ out, html }: Outputs, inputs: readonly string[]): void {
  if (html !== undefined) mustBeWritable('--html', html, inputs);
  if (out !== undefined && isFile(out)) mustBeWritable('--out', out, inputs);
  if (out !== undefined && !isFile(out) && existsSync(out) && !statSync(out).isDirectory())
    throw new InputError(`--out ${out} is a file; name a folder, or a file that ends in .json or .jsonl`);
}

/** Writes what was asked for and says where: one document (.json), a line a talk (.jsonl), or a file a talk in a folder. */
export function writeOutput(
  { out, html }: Outputs,
  document: unknown,
  talks: readonly TalkScore[],
  summary: Summary,
): string[] {
  if (html !== undefined) writeFileSync(html, scorePage(talks, summary));
  if (out?.endsWith('.jsonl')) writeFileSync(out, talks.map((talk) => `${JSON.stringify(talk)}\n`).join(''));
  else if (out?.endsWith('.json')) writeFileSync(out, `${JSON.stringify(document)}\n`);
  else if (out !== undefined) writeTalks(out, talks, summary);
  return [
    ...(out === undefined ? [] : [`Written to ${out}.`]),
    ...(html === undefined ? [] : [`Drawn in ${html}.`]),
  ];
}

function isFile(out: string): boolean {
  return /\.jsonl?$/.test(out);
}

function writeTalks(folder: string, talks: readonly TalkScore[], summary: Summary): void {
  mkdirSync(folder, { recursive: true });
  const taken = new Set(['summary']);
  for (const talk of talks)
    writeFileSync(join(folder, `${nameOf(talk.id, taken)}.json`), `${JSON.stringify(talk)}\n`);
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summary)}\n`);
}

/** A file name of an id, which may hold anything; two talks of one id are numbered. */
function nameOf(id: string, taken: Set<string>): string {
  const safe =
    id
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .replace(/^\.+/, '_')
      .slice(0, 100) || 'talk';
  let name = safe;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${safe}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}
