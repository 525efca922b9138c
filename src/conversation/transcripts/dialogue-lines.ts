import { z } from 'zod';
import { conversation } from './conversation.ts';
import type { Entry } from './json.ts';
import { shapeFault } from './json-shape.ts';
import type { Said } from './said.ts';
import type { Found, Read, ReadOptions } from './types.ts';

const line = z.looseObject({
  dialogue: z.union([z.string(), z.number()]),
  turn: z.union([z.string(), z.number()]).optional(),
  speaker: z.string(),
  text: z.string(),
  from: z.number().nonnegative().optional(),
  to: z.number().nonnegative().optional(),
});

const WANTED =
  'each line is {"dialogue","turn","speaker","text"}, and may say "from" and "to" in milliseconds';

/** Reads JSON lines `{dialogue, turn, speaker, text}`, as `beforehand moves` takes them: a dialogue's lines in their order. */
export function readDialogueLines(entries: readonly Entry[], options: ReadOptions): Read {
  const faults: Found[] = [];
  const dialogues = new Map<string, Said[]>();
  for (const { place, value } of entries) {
    const parsed = line.safeParse(value);
    if (!parsed.success) {
      faults.push(shapeFault(place, parsed.error, WANTED));
      continue;
    }
    const { dialogue, speaker, text, from, to } = parsed.data;
    const all = dialogues.get(String(dialogue)) ?? [];
    dialogues.set(String(dialogue), all);
    all.push({
      place,
      name: speaker,
      sure: true,
      text,
      whole: text,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
  }
  const reads = [...dialogues].map(([id, all]) => conversation({ id, form: 'lines' }, all, options));
  return {
    transcripts: reads.flatMap(({ transcripts }) => transcripts),
    faults: [...faults, ...reads.flatMap((read) => read.faults)],
  };
}
