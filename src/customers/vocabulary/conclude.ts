import { groupBy } from '../../platform/index.ts';
import { type Correction, type Corrections, correctionOf } from './corrections.ts';
import type { Finding, Findings } from './findings.ts';
import { lastOf, milestoneName, typeByForm, typeByReference } from './form.ts';
import { instantForm, judge, type Verdict } from './judge.ts';
import { notesOn } from './notes.ts';
import type { InstantForm, Rule } from './rules.ts';
import { type Evidence, medianLead, openTally, type Tally } from './tally.ts';

/** More properties than these are read by their form: a vocabulary is kept with every model. */
const MOST_FOUND = 2000;

type Judged = { path: string; tally: Tally; verdict: Verdict; correction: Correction | undefined };

/** Decides what all properties mean, beside each other and by what a person said. Pure. */
export function conclude(evidence: Evidence, corrections: Corrections | undefined): Findings {
  const zone = corrections?.zone ?? evidence.zone;
  const all = judgeAll(evidence, corrections);
  const judged = withoutDoubles(all.slice(0, MOST_FOUND));
  const nested = groupBy(judged.filter(isDotted), ({ path }) => milestoneName(path));
  const flat = new Set(judged.filter((one) => !isDotted(one)).map(({ path }) => milestoneName(path)));
  const nameOf = (path: string) => {
    const name = milestoneName(path);
    const shared = path.includes('.') && (flat.has(name) || (nested.get(name)?.length ?? 0) > 1);
    return shared ? path : name;
  };
  const properties = judged.map((one) => findingOf(one, ruleOf(one, nameOf)));
  const tooMany = all.length - judged.length;
  return { zone, properties, notes: notesOn({ evidence, properties, corrections, zone, tooMany }) };
}

function isDotted({ path }: Judged): boolean {
  return path.includes('.');
}

function judgeAll({ tallies, from, until }: Evidence, corrections: Corrections | undefined): Judged[] {
  const corrected = Object.keys(corrections?.properties ?? {}).filter((path) => !tallies.has(path));
  const entries = [...tallies, ...corrected.map((path): [string, Tally] => [path, openTally()])];
  return entries
    .map(([path, tally]) => {
      const verdict = judge(path, tally, Math.max(0, until - from));
      return { path, tally, verdict, correction: correctionOf(corrections, path) };
    })
    .sort((a, b) => rank(b) - rank(a) || b.tally.sightings - a.tally.sightings || (a.path < b.path ? -1 : 1));
}

/** What a person named is never one too many. */
function rank({ correction }: Judged): number {
  return correction ? 1 : 0;
}

/** Of what seems to be a subject, what another property tells better, or what nothing ever hangs on. */
function withoutDoubles(judged: Judged[]): Judged[] {
  const isSubject = ({ correction, verdict }: Judged) => (correction ?? verdict).role === 'subject';
  const dated = new Set(
    judged
      .filter(({ verdict, correction }) => (correction ?? verdict).role === 'milestone')
      .flatMap(({ tally }) => tally.events.notes().map(({ name }) => name)),
  );
  const waited = (tally: Tally) => tally.events.notes().some(({ name }) => dated.has(name));
  const certain = judged.filter(
    (one) => isSubject(one) && (one.correction || one.verdict.by === 'form') && !one.verdict.once,
  );
  const types = new Map(certain.map((one) => [typeOf(one), one.path]));
  const paths = new Set(certain.map(({ path }) => path));
  return judged.map((one) => {
    const { verdict, tally, correction } = one;
    if (correction || verdict.role !== 'subject') return one;
    const ignore = (why: string): Judged => ({ ...one, verdict: { role: 'ignored', why } });
    if (verdict.once && !waited(tally)) return ignore('never comes again, and nothing dated hangs on it');
    const better = types.get(typeOf(one));
    if (verdict.by === 'reference' && better) return ignore(`names the same as ${better}`);
    const accompanied = tally.beside
      .notes()
      .some(({ path, sightings }) => paths.has(path) && sightings * 2 > tally.sightings);
    if (verdict.by === 'values' && accompanied) return { ...one, verdict: { role: 'category', why: null } };
    return one;
  });
}

function typeOf({ path, tally, verdict, correction }: Judged): string {
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

function ruleOf(one: Judged, nameOf: (path: string) => string): Rule {
  const { path, tally, verdict, correction } = one;
  const { role } = correction ?? verdict;
  switch (role) {
    case 'subject':
      return { role, type: typeOf(one) };
    case 'milestone':
    case 'date': {
      const form = correction?.form ?? instantForm(path, tally) ?? formOfNumbers(tally);
      return { role, name: correction?.name ?? nameOf(path), form };
    }
    case 'number':
      return { role, written: tally.kinds['number text'] ? 'text' : 'number' };
    default:
      return { role };
  }
}

/** Numbers that a person calls instants: seconds since 1970 stay below this until the year 5138. */
function formOfNumbers({ kinds, most }: Tally): InstantForm {
  if (!kinds.number && !kinds['number text']) return 'zoned';
  return most > 1e11 ? 'milliseconds' : 'seconds';
}

function findingOf({ path, tally, verdict, correction }: Judged, rule: Rule): Finding {
  const isInstant = rule.role === 'milestone' || rule.role === 'date';
  const lead = isInstant ? medianLead(tally) : null;
  return {
    property: path,
    rule,
    why: correction ? null : verdict.why,
    corrected: correction !== undefined,
    sightings: tally.sightings,
    distinct: tally.values.distinct,
    events: tally.events
      .notes()
      .sort((a, b) => b.sightings - a.sightings || (a.name < b.name ? -1 : 1))
      .map(({ name }) => name),
    range: rule.role === 'number' && tally.least <= tally.most ? [tally.least, tally.most] : null,
    ahead: isInstant && tally.instants ? tally.ahead / tally.instants : null,
    leadHours: lead === null ? null : Math.round((lead / 3_600_000) * 10) / 10,
  };
}
