import { z } from 'zod';
import { dominant } from './dominant.ts';
import {
  type Flag,
  type LabelledTurn,
  type Labeller,
  MOVES,
  type Mood,
  type Move,
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
  | (Line & { move: Move; probabilities: Record<Move, number>; stretches?: readonly Stretch[] })
  | (Line & { mood: Mood; flags: readonly Flag[] });

export type LineResult = { line: number; value: LabelledLine } | { line: number; error: string };

/** Dialogues whose turns are kept while lines of others come between, and turns kept of each: more are never looked at. */
const MOST_DIALOGUES = 1000;
const MOST_TURNS = 24;

/**
 * Labels JSONL lines `{dialogue,turn,speaker,text}`, each after the lines of its dialogue before it. A line may hold a whole
 * turn or a stretch of one. `line` counts from 1; blank lines are passed over, a bad one yields an error and stops nothing.
 * `stretches` is added when an agent's text falls into several.
 */
export async function* labelLines(
  input: AsyncIterable<string>,
  labeller: Labeller,
): AsyncGenerator<LineResult> {
  const dialogues = new Map<string | number, LabelledTurn[]>();
  let number = 0;
  for await (const text of input) {
    number++;
    if (text.trim() === '') continue;
    const parsed = parse(text);
    if ('error' in parsed) {
      yield { line: number, error: `line ${number}: ${parsed.error}` };
      continue;
    }
    const { dialogue } = parsed.value;
    const before = dialogues.get(dialogue) ?? [];
    const { turn, value } = labelLine(parsed.value, before, labeller);
    dialogues.delete(dialogue);
    dialogues.set(dialogue, [...before, turn].slice(-MOST_TURNS));
    const [oldest] = dialogues.keys();
    if (dialogues.size > MOST_DIALOGUES && oldest !== undefined) dialogues.delete(oldest);
    yield { line: number, value };
  }
}

function parse(text: string): { value: Line } | { error: string } {
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

function labelLine(input: Line, before: readonly LabelledTurn[], labeller: Labeller) {
  const { text } = input;
  const turn = labeller.label({ speaker: speakerOf(input.speaker) ?? 'agent', text }, before);
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
) {
  const whole = labeller.label({ speaker: 'agent', text, stretches: [text] }, before);
  const a = dominant(stretches).probabilities;
  const b = whole.speaker === 'agent' ? dominant(whole.stretches).probabilities : a;
  const probabilities = Object.fromEntries(MOVES.map((k) => [k, (a[k] + b[k]) / 2])) as Record<Move, number>;
  return { move: MOVES.reduce((top, k) => (probabilities[k] > probabilities[top] ? k : top)), probabilities };
}
