import { FLAGS, type Flag, MOODS, MOVES, type Mood, type Move } from './types.ts';

export interface AnnotatedStretch {
  readonly move: Move;
  readonly text: string;
}

export type AnnotatedTurn =
  | { readonly speaker: 'agent'; readonly stretches: readonly AnnotatedStretch[] }
  | {
      readonly speaker: 'customer';
      readonly text: string;
      readonly mood: Mood;
      readonly flags: readonly Flag[];
    };

export interface AnnotatedDialogue {
  readonly id: string;
  readonly industry: string;
  readonly channel: 'phone' | 'chat';
  readonly reason: string;
  readonly grade: 'good' | 'mixed' | 'poor';
  readonly resolved: boolean;
  readonly turns: readonly AnnotatedTurn[];
}

/**
 * Reads the annotated form of `data/dialogues/GUIDE.md`.
 * Throws an Error "FILE:LINE: cause" at the first line that does not keep to it.
 */
export function parseAnnotated(text: string, file: string): AnnotatedDialogue[] {
  const dialogues: (AnnotatedDialogue & { turns: AnnotatedTurn[] })[] = [];
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const fail = (cause: string) => new Error(`${file}:${i + 1}: ${cause}`);
    if (line.startsWith('## ')) {
      dialogues.push({ ...parseHeader(line, fail), turns: [] });
      continue;
    }
    const dialogue = dialogues.at(-1);
    if (!dialogue) throw fail('a turn before the first "## id | industry | …" header');
    if (/^A: /.test(line))
      dialogue.turns.push({ speaker: 'agent', stretches: parseAgent(line.slice(3), fail) });
    else if (/^C: /.test(line)) dialogue.turns.push(parseCustomer(line.slice(3), fail));
    else throw fail('a line begins with "## ", "A: " or "C: "');
  }
  return dialogues;
}

type Fail = (cause: string) => Error;

function parseHeader(line: string, fail: Fail): Omit<AnnotatedDialogue, 'turns'> {
  const fields = line.slice(3).split('|');
  const [id = '', industry = '', channel, reason = '', grade, outcome] = fields.map((field) => field.trim());
  if (fields.length !== 6 || id === '')
    throw fail('a header has six fields: id | industry | channel | reason | grade | outcome');
  if (channel !== 'phone' && channel !== 'chat') throw fail(`channel "${channel}" is neither phone nor chat`);
  if (grade !== 'good' && grade !== 'mixed' && grade !== 'poor')
    throw fail(`grade "${grade}" is not good, mixed or poor`);
  if (outcome !== 'resolved' && outcome !== 'unresolved')
    throw fail(`outcome "${outcome}" is not resolved or unresolved`);
  return { id, industry, channel, reason, grade, resolved: outcome === 'resolved' };
}

function parseAgent(body: string, fail: Fail): AnnotatedStretch[] {
  const [lead = '', ...parts] = body.split(/\[([a-z]+)\] ?/);
  if (lead.trim() !== '' || parts.length < 2) throw fail('an agent turn begins with a [move]');
  const stretches: AnnotatedStretch[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const move = MOVES.find((known) => known === parts[i]);
    const text = parts[i + 1]?.trim() ?? '';
    if (!move) throw fail(`move [${parts[i]}] is none of ${MOVES.join(', ')}`);
    if (text === '') throw fail(`[${move}] has no text`);
    stretches.push({ move, text });
  }
  return stretches;
}

/** Part 6 of data/dialogues writes flags after the text. */
const TRAILING = new RegExp(`^(.+?)((?: \\+(?:${FLAGS.join('|')}))*)$`);

function parseCustomer(body: string, fail: Fail): AnnotatedTurn {
  const match = /^\(([a-z]+)((?: ?\+[a-z]+)*)\) (.+)$/.exec(body);
  if (!match) throw fail('a customer turn begins with a (mood) or (mood +flag) and has text');
  const mood = MOODS.find((known) => known === match[1]);
  if (!mood) throw fail(`mood (${match[1]}) is none of ${MOODS.join(', ')}`);
  const [, text = '', trailing = ''] = TRAILING.exec(match[3] ?? '') ?? [];
  const flags = `${match[2]}${trailing}`
    .split('+')
    .map((flag) => flag.trim())
    .filter(Boolean);
  const unknown = flags.find((flag) => !FLAGS.some((known) => known === flag));
  if (unknown) throw fail(`flag +${unknown} is none of ${FLAGS.join(', ')}`);
  return {
    speaker: 'customer',
    text,
    mood,
    flags: FLAGS.filter((known) => flags.includes(known)),
  };
}
