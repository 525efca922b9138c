import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AnnotatedDialogue, parseAnnotated } from '../src/conversation/moves/annotated.ts';

export interface Part {
  readonly name: string;
  readonly dialogues: readonly AnnotatedDialogue[];
}

export interface Corpus {
  /** data/dialogues: what is told of how well anything does is told of these, left out in turn. */
  readonly parts: readonly Part[];
  /** data/dialogues-more: only ever learnt from. */
  readonly more: readonly Part[];
}

export function readCorpus(): Corpus {
  return { parts: readParts('data/dialogues'), more: readParts('data/dialogues-more') };
}

function readParts(name: string): Part[] {
  const folder = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const files = readdirSync(folder)
    .filter((file) => /^part-\d+\.txt$/.test(file))
    .sort();
  return files.map((file) => ({
    name: file.replace(/^part-|\.txt$/g, ''),
    dialogues: parseAnnotated(readFileSync(`${folder}/${file}`, 'utf8'), `${name}/${file}`),
  }));
}
