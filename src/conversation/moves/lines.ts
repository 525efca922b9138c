import { z } from 'zod';
import { dominant, greatest } from './dominant.ts';
import { readAhead } from './read-ahead.ts';
import {
  type Flag,
  type LabelledTurn,
  type Labeller,
  MOVES,
  type Mood,
  type Speaker,
  type Stretch,
} from './types.ts';

const SPEAKERS = new Map([
  ['agent', 'agent'],
  ['a', 'agent'],
  ['customer', 'customer'],
  ['c', 'customer'],
] as const);
const speakerOf = (name: string): Speaker | undefined => SPEAKERS.get(name.toLowerCase() as 'agent');

const line = z.looseObject({
  dialogue: z.union([z.string(), z.number()]),
  turn: z.union([z.string(), z.number()]),
  speaker: z.string().refine(speakerOf, 'is neither "agent" nor "customer"'),
  text: z.string(),
});
type Line = z.infer<typeof line>;

/** The line as it came in, with its labels added. */
export type LabelledLine =
  | (Line & Omit<Stretch, 'text'> & { stretches?: readonly Stretch[] })
  | (Line & { mood: Mood; flags: readonly Flag[] });

export type LineResult = { line: number; value: LabelledLine } | { line: number; error: string };

/** Dialogues whose turns are kept while lines of others come between, and turns kept of each: more are never looked at. */
const MOST_DIALOGUES = 1000;
const MOST_TURNS = 24;

/** So many lines are read before the first is labelled, to see whether lines are turns or stretches. */
const AHEAD = 200;

/**
 * Labels JSONL lines `{dialogue,turn,speaker,text}`, each after the lines of its dialogue before it. `line` counts from 1;
 * blank lines are passed over, a bad one yields an error and stops nothing. Once an agent's turn has been seen on several
 * lines, each line is taken for one stretch and left whole; until then for a turn, and `stretches` is added when it falls into several.
 */
export async function* labelLines(
  input: AsyncIterable<string>,
  labeller: Labeller,
): AsyncGenerator<LineResult> {
  const dialogues = new Map<string | number, LabelledTurn[]>();
  let stretchwise = false;
  let last: Line | null = null;
  for await (const item of readAhead(parsed(input), AHEAD, ({ read }) => {
    if (!('value' in read)) return;
    if (speakerOf(read.value.speaker) === 'agent' && last && continues(read.value, last)) stretchwise = true;
    last = read.value;
  })) {
    const { line: number, read } = item;
    if ('error' in read) {
      yield { line: number, error: `line ${number}: ${read.error}` };
      continue;
    }
    const { dialogue } = read.value;
    const before = dialogues.get(dialogue) ?? [];
    const { turn, value } = labelLine(read.value, before, labeller, stretchwise);
    dialogues.delete(dialogue);
    dialogues.set(dialogue, [...before, turn].slice(-MOST_TURNS));
    const [oldest] = dialogues.keys();
    if (dialogues.size > MOST_DIALOGUES && oldest !== undefined) dialogues.delete(oldest);
    yield { line: number, value };
  }
}

type Read = { value: Line } | { error: string };

async function* parsed(input: AsyncIterable<string>): AsyncGenerator<{ line: number; read: Read }> {
  let number = 0;
  for await (const text of input) {
    number++;
    if (text.trim() !== '') yield { line: number, read: parse(text) };
  }
}

function continues(next: Line, last: Line): boolean {
  return (
    next.dialogue === last.dialogue &&
    next.turn === last.turn &&
    speakerOf(next.speaker) === speakerOf(last.speaker)
  );
}

function parse(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : error}` };
  }
  const result = line.safeParse(json);
  if (result.success) return { value: result.data };
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'} ${message}`);
  return { error: `${issues.join('; ')}; expected {dialogue, turn, speaker, text}` };
}

function labelLine(input: Line, before: readonly LabelledTurn[], labeller: Labeller, stretchwise: boolean) {
  const { text } = input;
  const speaker = speakerOf(input.speaker) ?? 'agent';
  const turn = labeller.label({ speaker, text, ...(stretchwise ? { stretches: [text] } : {}) }, before);
  if (turn.speaker === 'customer') return { turn, value: { ...input, mood: turn.mood, flags: turn.flags } };
  if (turn.stretches.length === 1) return { turn, value: { ...input, ...dominant(turn.stretches) } };
  return {
    turn,
    value: { ...input, ...either(text, before, labeller, turn.stretches), stretches: turn.stretches },
  };
}

/** One label for a line cut in several: half from the stretches, half from the line uncut, as it may be one stretch wrongly cut. */
function either(
  text: string,
  before: readonly LabelledTurn[],
  labeller: Labeller,
  stretches: readonly Stretch[],
): Omit<Stretch, 'text'> {
  const whole = labeller.label({ speaker: 'agent', text, stretches: [text] }, before);
  const a = dominant(stretches);
  const b = whole.speaker === 'agent' ? dominant(whole.stretches) : a;
  const probabilities = Object.fromEntries(
    MOVES.map((move) => [move, (a.probabilities[move] + b.probabilities[move]) / 2]),
  ) as Stretch['probabilities'];
  return { move: greatest(probabilities), probabilities, sure: a.move === b.move && a.sure && b.sure };
}
