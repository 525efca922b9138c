import { type Instant, parseInstant } from '../../platform/index.ts';
import { milestoneName, typeByForm } from './form.ts';
import { readInstant } from './instants.ts';
import { forecasts, type Rule, rulesOf, type Vocabulary } from './rules.ts';
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
  const { rules, parents } = vocabulary ? rulesOf(vocabulary) : NO_RULES;
  const subjects: SubjectRef[] = [];
  const facts: [string, unknown][] = [];
  const milestones: [string, Instant][] = [];
  const enters = (path: string) => parents.has(path);
  walk(properties, enters, (path, value) => {
    const rule = rules.get(path) ?? byForm(path, value);
    if (rule.role === 'subject') {
      const id = idOf(value);
      if (id === null) facts.push([path, value]);
      else if (!subjects.some((ref) => ref.type === rule.type && ref.id === id))
        subjects.push({ type: rule.type, id });
      return;
    }
    const told = rule.role === 'milestone' || rule.role === 'date' ? rule : stray(path, value, rule);
    const at = told && readInstant(value, told.form, vocabulary?.zone ?? 'UTC');
    if (told && at !== null) {
      milestones.push([told.name, at]);
      return;
    }
    facts.push([path, rule.role === 'number' && rule.written === 'text' ? asNumber(value) : value]);
  });
  return { subjects, facts: Object.fromEntries(facts), milestones: Object.fromEntries(milestones) };
}

/** The same without the facts that a forecast has nothing to learn from. */
export function readForForecast(properties: Record<string, unknown>, vocabulary?: Vocabulary): Reading {
  const reading = readProperties(properties, vocabulary);
  if (!vocabulary) return reading;
  const facts = Object.entries(reading.facts).filter(([path]) => forecasts(vocabulary, path));
  return { ...reading, facts: Object.fromEntries(facts) };
}

/** What a property means that no vocabulary names, by its name and the value at hand. */
export function byForm(path: string, value: unknown): Rule {
  // Of what is nested only a vocabulary knows what it is about.
  const type = path.includes('.') ? null : typeByForm(path);
  if (type !== null && idOf(value) !== null) return { role: 'subject', type };
  if (typeof value === 'string' && parseInstant(value) !== null)
    return { role: 'milestone', name: milestoneName(path), form: 'zoned' };
  return { role: 'category' };
}

/** Also among numbers and words an instant is an instant, as it was before the vocabulary was learned. */
function stray(path: string, value: unknown, rule: Rule) {
  if (rule.role === 'ignored' || typeof value !== 'string') return null;
  const read = byForm(path, value);
  return read.role === 'milestone' ? read : null;
}

/** An id as text, or null for what can be none. */
export function idOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const id = String(value).trim();
  return id === '' || id.length > LONGEST_ID ? null : id;
}

/** Numbers written as text, with a point for decimals and no more than 15 digits: those a double holds. */
export const NUMBER_TEXT = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && NUMBER_TEXT.test(value.trim()) ? Number(value) : value;
}
