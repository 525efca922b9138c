import { conversation } from './conversation.ts';
import { linesOf } from './line-breaks.ts';
import { type PlainLine, plainLine } from './plain-line.ts';
import type { Said } from './said.ts';
import { origin, type Stamp } from './stamps.ts';
import type { Read, ReadOptions } from './types.ts';

/**
 * Reads a conversation written down: lines `Agent: …` and `Customer: …` (or `A:`, `Caller:`, `Advisor (Dana):` and the
 * like), with or without a time before or after the name. A line without a speaker goes on with the turn above.
 */
export function readText(text: string, id: string, options: ReadOptions): Read {
  const lines: { line: number; parsed: PlainLine }[] = [];
  for (const { line, text: raw } of linesOf(text))
    if (raw.trim() !== '') lines.push({ line, parsed: plainLine(raw) });
  const stamps = lines.flatMap(({ parsed }) => parsed.from ?? []);
  const zero = origin(stamps);
  const all = lines.map(({ line, parsed }): Said => {
    const { name, said, whole } = parsed;
    return { place: { line }, name, sure: false, text: said, whole, ...timing(parsed, zero) };
  });
  const startedAt = stamps[0]?.startedAt;
  return conversation({ id, form: 'text', ...(startedAt === undefined ? {} : { startedAt }) }, all, options);
}

function timing({ from, to }: PlainLine, zero: number | null): { from?: number; to?: number } {
  if (zero === null) return {};
  const since = (stamp: Stamp) => Math.max(0, stamp.ms - zero);
  return { ...(from ? { from: since(from) } : {}), ...(to ? { to: since(to) } : {}) };
}
