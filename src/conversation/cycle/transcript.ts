import type { Speaker, Turn } from '../moves/index.ts';

const SPEAKERS: Readonly<Record<string, Speaker>> = {
  agent: 'agent',
  a: 'agent',
  customer: 'customer',
  c: 'customer',
};

/**
 * Reads a pasted conversation: lines `Agent: …` and `Customer: …` (`A:` and `C:` too, in any case). A line without a speaker
 * goes on with the turn above; neighbouring lines of one speaker are one turn; blank lines are passed over.
 * Throws an Error "line N: …" when a line comes before any speaker is known.
 */
export function parseTranscript(text: string): Turn[] {
  const turns: { speaker: Speaker; text: string }[] = [];
  for (const [i, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const [, name, said] = /^([A-Za-z]+)\s*:\s*(.*)$/.exec(line) ?? [];
    const speaker = name === undefined ? undefined : SPEAKERS[name.toLowerCase()];
    const last = turns.at(-1);
    if (!speaker && !last)
      throw new Error(
        `line ${i + 1}: "${line.slice(0, 40)}" has no speaker; begin it with "Agent:" or "Customer:"`,
      );
    if (last && (!speaker || speaker === last.speaker))
      last.text = `${last.text} ${speaker ? said : line}`.trim();
    else if (speaker) turns.push({ speaker, text: said ?? '' });
  }
  return turns.filter((turn) => turn.text !== '');
}
