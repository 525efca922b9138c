import {
  readForForecast,
  type Timeline,
  type TimelineEntry,
  type Vocabulary,
} from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import { putFact } from '../customer-features.ts';
import type { Features } from '../types.ts';

/** Numbers of one event that are compared with each other: more make too many pairs. */
const MOST_NUMBERS = 4;

type Facts = Record<string, unknown>;

/** Reads the facts of events by a vocabulary, each event once. */
export function factReader(vocabulary: Vocabulary | undefined): (event: Event) => Facts {
  const known = new WeakMap<Event, Facts>();
  return (event) => {
    const facts = known.get(event) ?? readForForecast(event.properties, vocabulary).facts;
    known.set(event, facts);
    return facts;
  };
}

/**
 * What an event at an instant itself said: its facts (`this/is/amount`), its numbers against what is usual for this
 * customer (`this/by usual/amount`, 1.5 is half as much again), and against each other (`this/by/amount previousAmount`).
 */
export function ownFeatures(
  timeline: Timeline,
  name: string,
  at: Instant,
  factsOf: (event: Event) => Facts,
): Features {
  const features: Features = {};
  const own = timeline.find(
    (entry): entry is Event => entry.kind === 'event' && entry.name === name && entry.at === at,
  );
  if (!own) return features;
  const facts = factsOf(own);
  for (const [fact, value] of Object.entries(facts)) putFact(features, `this/is/${fact}`, value);
  const numbers = Object.entries(facts).filter(
    (pair): pair is [string, number] => typeof pair[1] === 'number' && pair[1] > 0,
  );
  for (const [fact, value] of numbers) {
    const usual = usualOf(timeline, name, fact, at, factsOf);
    if (usual !== undefined) features[`this/by usual/${fact}`] = value / usual;
  }
  const compared = numbers.slice(0, MOST_NUMBERS);
  for (const [i, [a, x]] of compared.entries())
    for (const [b, y] of compared.slice(i + 1)) features[`this/by/${a} ${b}`] = x / y;
  return features;
}

/** The middle of what the customer's earlier events of the name said; of few, of what any event called the same. */
function usualOf(
  timeline: Timeline,
  name: string,
  fact: string,
  at: Instant,
  factsOf: (event: Event) => Facts,
): number | undefined {
  const alike: number[] = [];
  const any: number[] = [];
  for (const entry of timeline) {
    if (entry.at >= at) break;
    const value = entry.kind === 'event' ? factsOf(entry)[fact] : undefined;
    if (typeof value !== 'number' || value <= 0) continue;
    any.push(value);
    if (entry.kind === 'event' && entry.name === name) alike.push(value);
  }
  const values = (alike.length >= FEWEST_ALIKE ? alike : any).sort((a, b) => a - b);
  return values[values.length >> 1];
}

const FEWEST_ALIKE = 3;

type Event = Extract<TimelineEntry, { name: string }>;
