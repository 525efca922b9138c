import { type Instant, parseInstant } from '../../platform/index.ts';
import { milestoneName, typeByForm } from './form.ts';
import { readInstant } from './instants.ts';
import { type Rule, rulesOf, tellsForecast, type Vocabulary } from './rules.ts';
import { walk } from './walk.ts';

export type SubjectRef = { type: string; id: string };
export type Reading = {
  subjects: SubjectRef[];
  facts: Record<string, unknown>;
  milestones: Record<string, Instant>;
};

const LONGEST_ID = 256;
const NO_RULES: ReturnType<typeof rulesOf> = { rules: new Map(), parents: new Set() };

/**
 * What an event's properties say, by the vocabulary learned from the company's history, and where that has no word for a
 * property by its form alone: `tripId` names the subject `trip`; an ISO 8601 instant is a milestone; the rest are facts.
 */
export function readProperties(properties: Record<string, unknown>, vocabulary?: Vocabulary): Reading {
  return read(properties, vocabulary, () => true);
}

/** The same without the facts that a forecast has nothing to learn from. */
export function readForForecast(properties: Record<string, unknown>, vocabulary?: Vocabulary): Reading {
  return read(properties, vocabulary, tellsForecast);
}

function read(
  properties: Record<string, unknown>,
  vocabulary: Vocabulary | undefined,
  keeps: (rule: Rule) => boolean,
): Reading {
  const { rules, parents } = vocabulary ? rulesOf(vocabulary) : NO_RULES;
  const subjects: SubjectRef[] = [];
  const facts: [string, unknown][] = [];
  const milestones: [string, Instant][] = [];
  const enters = (path: string) => parents.has(path);
  walk(properties, enters, (path, value) => {
    const known = rules.get(path);
    const rule = (known && stray(known, path, value)) ?? known ?? byForm(path, value);
    if (rule.role === 'subject') {
      const id = idOf(value);
      if (id === null) facts.push([path, value]);
      else if (!subjects.some((ref) => ref.type === rule.type && ref.id === id))
        subjects.push({ type: rule.type, id });
      return;
    }
    if (rule.role === 'milestone' || rule.role === 'date') {
      const at = readInstant(value, rule.form, vocabulary?.zone ?? 'UTC');
      if (at !== null) {
        milestones.push([rule.name, at]);
        return;
      }
    }
    if (keeps(rule))
      facts.push([path, rule.role === 'number' && rule.written === 'text' ? asNumber(value) : value]);
  });
  return { subjects, facts: Object.fromEntries(facts), milestones: Object.fromEntries(milestones) };
}

/** Among numbers and words an instant is an instant all the same, as it was before the vocabulary was learned. */
function stray(rule: Rule, path: string, value: unknown): Rule | null {
  if (typeof value !== 'string' || rule.role === 'subject' || rule.role === 'ignored' || 'form' in rule)
    return null;
  return parseInstant(value) === null
    ? null
    : { role: 'milestone', name: milestoneName(path), form: 'zoned' };
}

/** What a property means that no vocabulary names, by its name and the value at hand. */
function byForm(path: string, value: unknown): Rule {
  // Of what is nested only a vocabulary knows what it is about.
  const type = path.includes('.') ? null : typeByForm(path);
  if (type !== null && idOf(value) !== null) return { role: 'subject', type };
  if (typeof value === 'string' && parseInstant(value) !== null)
    return { role: 'milestone', name: milestoneName(path), form: 'zoned' };
  return { role: 'category' };
}

/** An id as text, or null for what can be none. */
function idOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const id = String(value).trim();
  return id === '' || id.length > LONGEST_ID ? null : id;
}

/** Numbers written as text, with a point for decimals and no more than 15 digits: those a double holds. */
export const NUMBER_TEXT = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && NUMBER_TEXT.test(value.trim()) ? Number(value) : value;
}
