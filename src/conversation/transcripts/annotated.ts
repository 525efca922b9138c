import { type AnnotatedDialogue, type AnnotatedTurn, parseAnnotated } from '../moves/index.ts';
import { linesOf } from './line-breaks.ts';
import type { Found, Read, SpokenTurn, Transcript } from './types.ts';

const MEND = 'write it as data/dialogues/GUIDE.md says';
/** Bad lines of one dialogue after which it is none. */
const MOST_BAD = 20;

/**
 * Reads the annotated form of `data/dialogues/GUIDE.md`. A bad line is left out of its dialogue; a dialogue with a bad
 * header is left out whole. The boundaries of an agent's stretches are given on; the labels are kept as `gold`.
 */
export function readAnnotated(text: string): Read {
  const transcripts: Transcript[] = [];
  const faults: Found[] = [];
  for (const { first, lines } of dialogues(text)) {
    const dialogue = withoutBadLines(lines, first, faults);
    if (dialogue && dialogue.turns.length > 0) transcripts.push(transcriptOf(dialogue));
  }
  return { transcripts, faults };
}

function* dialogues(text: string): Generator<{ first: number; lines: string[] }> {
  let open: { first: number; lines: string[] } | null = null;
  for (const { line, text: raw } of linesOf(text)) {
    if (raw.startsWith('## ') && open) {
      yield open;
      open = null;
    }
    if (open) open.lines.push(raw);
    else if (raw.trim() !== '') open = { first: line, lines: [raw] };
  }
  if (open) yield open;
}

/** The parser stops at the first bad line and says which; what it says of the first line is the end of the dialogue. */
function withoutBadLines(lines: string[], first: number, faults: Found[]): AnnotatedDialogue | null {
  for (let bad = 0; bad < MOST_BAD; bad++) {
    try {
      return parseAnnotated(lines.join('\n'), '')[0] ?? null;
    } catch (error) {
      const [, at, cause] = /^:(\d+): (.*)$/s.exec((error as Error).message) ?? [];
      if (at === undefined || cause === undefined) throw error;
      faults.push({ line: first + Number(at) - 1, cause, mend: MEND });
      if (at === '1') return null;
      lines[Number(at) - 1] = '';
    }
  }
  faults.push({
    line: first,
    cause: `more than ${MOST_BAD} bad lines; the dialogue is left out`,
    mend: MEND,
  });
  return null;
}

function transcriptOf({ turns, ...head }: AnnotatedDialogue): Transcript {
  return { ...head, form: 'annotated', turns: turns.map(turnOf) };
}

function turnOf(turn: AnnotatedTurn): SpokenTurn {
  if (turn.speaker === 'customer') {
    const { mood, flags } = turn;
    return { speaker: 'customer', text: turn.text, gold: { mood, flags } };
  }
  const stretches = turn.stretches.map(({ text }) => text);
  return { speaker: 'agent', text: stretches.join(' '), stretches, gold: { stretches: turn.stretches } };
}
