import type { Correction } from './corrections.ts';
import { lastOf, typeByForm, typeByReference } from './form.ts';
import type { Verdict } from './judge.ts';
import type { Tally } from './tally.ts';

/** A property with what it seems to be by itself, and what a person said of it. */
export type Judged = {
  path: string;
  tally: Tally;
  verdict: Verdict;
  correction: Correction | undefined;
};

/** Of what seems to be a subject, takes out what another property tells better, and what nothing ever hangs on. */
export function withoutDoubles(judged: readonly Judged[]): Judged[] {
  const dated = new Set(
    judged.filter((one) => roleOf(one) === 'milestone').flatMap(({ tally }) => eventsOf(tally)),
  );
  const subjects = judged.filter((one) => roleOf(one) === 'subject' && !one.verdict.once);
  const certain = subjects.filter(({ correction, verdict }) => correction || verdict.by === 'form');
  const types = new Map(certain.map((one) => [typeOf(one), one.path]));
  return judged.map((one) => {
    const { verdict, tally, correction } = one;
    if (correction || verdict.role !== 'subject') return one;
    const ignore = (why: string): Judged => ({ ...one, verdict: { role: 'ignored', why } });
    if (verdict.once) {
      const waited = eventsOf(tally).some((event) => dated.has(event));
      const carried = subjects.some((other) => goesWith(one, other));
      return waited && !carried ? one : ignore('never comes again, and nothing dated hangs on it');
    }
    const better = types.get(typeOf(one));
    if (verdict.by === 'reference' && better) return ignore(`names the same as ${better}`);
    const accompanied = subjects.some((other) => other.verdict.by !== 'values' && goesWith(one, other));
    if (verdict.by === 'values' && accompanied) return { ...one, verdict: { role: 'category', why: null } };
    return one;
  });
}

function roleOf({ correction, verdict }: Judged) {
  return (correction ?? verdict).role;
}

function eventsOf({ events }: Tally): string[] {
  return events.notes().map(({ name }) => name);
}

/** Whether one mostly comes in events that the other is in, too. */
function goesWith(one: Judged, other: Judged): boolean {
  if (one === other) return false;
  const together = Math.max(besides(one, other.path), besides(other, one.path));
  return together * 2 > one.tally.sightings;
}

function besides({ tally }: Judged, path: string): number {
  return tally.beside.notes().find((notes) => notes.path === path)?.sightings ?? 0;
}

/** The type of a subject: as corrected, by its name, or, of a bare `id`, by what its events begin with. */
export function typeOf({ path, tally, verdict, correction }: Judged): string {
  const byName = correction?.type ?? verdict.type ?? typeByForm(path) ?? typeByReference(path);
  if (byName) return byName;
  return lastOf(path).toLowerCase() === 'id' ? typeByEvents(tally) : lastOf(path);
}

/** Of a bare `id` the events tell the type: `order` of "Order Placed" and "Order Shipped". */
function typeByEvents({ events }: Tally): string {
  const words = new Set(events.notes().map(({ name }) => (/^[\p{L}]+/u.exec(name)?.[0] ?? '').toLowerCase()));
  const [word] = words;
  return words.size === 1 && word ? word : 'item';
}
