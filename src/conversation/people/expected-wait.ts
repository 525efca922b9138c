import type { Agent, Handled } from './types.ts';

/** How many contacts of a reason outweigh what is usual of all. */
const PRIOR = 20;

export type Load = {
  /** How many could be taken now, by reason. */
  line: readonly { reason: string | null; count: number }[];
  agents: readonly Agent[];
  handled: readonly Handled[];
};

/**
 * Minutes, whole, until someone is free for who joins the line of a reason now; null when no agent takes from it, or when
 * no contact tells how long one takes.
 *
 * Those who wait before are as much work as contacts of their reasons usually take, and what is in hand takes as long
 * again as it usually does in all (exponential times, as in the queue M/M/c). With c agents, n before them and in hand,
 * and h the mean time, n + 1 - c must end first, at c / h in a second. Of a line that other agents take from, too, only
 * the share of these counts.
 */
export function expectedWait(load: Load, reason: string | null): number | null {
  const time = handleTime(load.handled);
  const own = servers(load.agents, reason);
  if (!own.length || !time) return null;
  // Agents of this line alone are not kept from it by what others wait for.
  const alone = own.filter(({ serves }) => serves !== null);
  const seconds = Math.min(
    ...[own, alone].filter(({ length }) => length).map((some) => wait(load, some, time)),
  );
  return Math.ceil(seconds / 60);
}

/** Seconds until the first of some agents is free. */
function wait(
  { line, agents }: Load,
  own: readonly Agent[],
  time: (reason: string | null) => number,
): number {
  let before = 0;
  let work = 0;
  const add = (of: string | null, count: number) => {
    before += count;
    work += count * time(of);
  };
  for (const { reason: of, count } of line) {
    const all = servers(agents, of);
    const shared = all.filter((agent) => own.includes(agent)).length;
    if (shared) add(of, (count * shared) / all.length);
  }
  for (const { inHand } of own) for (const of of inHand) add(of, 1);
  const toEnd = Math.max(0, before + 1 - own.length);
  return toEnd === 0 ? 0 : (toEnd * (work / before)) / own.length;
}

/** Agents who take from the line of a reason; who waits for no reason that is known is taken by those who take any. */
export function servers(agents: readonly Agent[], reason: string | null): Agent[] {
  return agents.filter(({ serves }) => serves === null || serves === reason);
}

/** Seconds by reason: its own mean, drawn to that of all where it has few contacts. Null when there are none at all. */
function handleTime(handled: readonly Handled[]): ((reason: string | null) => number) | null {
  const count = handled.reduce((sum, of) => sum + of.count, 0);
  if (!count) return null;
  const usual = handled.reduce((sum, of) => sum + of.count * of.mean, 0) / count;
  const byReason = new Map(handled.map((of) => [of.reason, of]));
  return (reason) => {
    const own = byReason.get(reason);
    return own ? (own.count * own.mean + PRIOR * usual) / (own.count + PRIOR) : usual;
  };
}
