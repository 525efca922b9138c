import { groupBy } from '../../platform/index.ts';
import { type Corrections, correctionOf } from './corrections.ts';
import type { Finding, Findings } from './findings.ts';
import { milestoneName } from './form.ts';
import { instantForm, judge } from './judge.ts';
import { notesOn } from './notes.ts';
import type { InstantForm, Rule } from './rules.ts';
import { type Judged, typeOf, withoutDoubles } from './subjects.ts';
import { type Evidence, medianLead, openTally, type Tally } from './tally.ts';

/** More properties than these are read by their form: a vocabulary is kept with every model. */
const MOST_FOUND = 2000;

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
