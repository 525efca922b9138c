import type { Rule, Vocabulary } from './rules.ts';

/** What was inferred of one property, and from what. Counts of distinct values are estimates beyond some hundred. */
export type Finding = {
  property: string;
  rule: Rule;
  /** Why it says nothing, or is not what its name suggests; null where there is nothing to explain. */
  why: string | null;
  corrected: boolean;
  sightings: number;
  distinct: number;
  /** Names of the events that carry it, most frequent first, up to 16. */
  events: string[];
  /** Least and greatest number, or null where it holds none. */
  range: [number, number] | null;
  /** Of its instants the share that lay ahead of their events, and how far half of them did, in hours. */
  ahead: number | null;
  leadHours: number | null;
};

export type Findings = { zone: string; properties: Finding[]; notes: string[] };

export function vocabularyOf({ zone, properties }: Findings): Vocabulary {
  return { zone, properties: properties.map(({ property, rule }) => [property, rule]) };
}
