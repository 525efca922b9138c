import {
  readForForecast,
  type Timeline,
  type TimelineEntry,
  type Vocabulary,
} from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import { putFact } from '../customer-features.ts';
import type { Features } from '../types.ts';
import type { Occurrence, Trigger } from './types.ts';

/** Numbers of one event that are compared with each other: more make too many pairs. */
const MOST_NUMBERS = 4;

type Reading = ReturnType<typeof readForForecast>;
type ReadEvent = (event: Event) => Reading;

/** Reads events by a vocabulary, each once. */
export function eventReader(vocabulary: Vocabulary | undefined): ReadEvent {
  const known = new WeakMap<Event, Reading>();
  return (event) => {
    const reading = known.get(event) ?? readForForecast(event.properties, vocabulary);
    known.set(event, reading);
    return reading;
  };
}

/**
 * What is known of the very thing that a window hangs on: the facts of its subject by when it opens, or of the event at
 * `anchorAt` (`this/is/amount`), their numbers against what is usual for this customer (`this/by usual/amount`, 1.5 is
 * half as much again), and against each other (`this/by/amount previousAmount`).
 */
export function ownFeatures(
  timeline: Timeline,
  { anchor }: Trigger,
  { opens, spans, about }: Occurrence,
  read: ReadEvent,
): Features {
  const features: Features = {};
  const anchorAt = spans[0]?.anchorAt ?? opens;
  const facts: Record<string, unknown> = {};
  for (const entry of timeline) {
    if (entry.at > opens) break;
    if (entry.kind !== 'event') continue;
    const itself = anchor.kind === 'event' && entry.name === anchor.name && entry.at === anchorAt;
    if (!itself && about === null) continue;
    const { subjects, facts: told } = read(entry);
    if (itself || subjects.some(({ type, id }) => type === about?.type && id === about.id))
      Object.assign(facts, told);
  }
  for (const [fact, value] of Object.entries(facts)) putFact(features, `this/is/${fact}`, value);
  if (anchor.kind !== 'event') return features;
  const numbers = Object.entries(facts).filter(
    (pair): pair is [string, number] => typeof pair[1] === 'number' && pair[1] > 0,
  );
  for (const [fact, value] of numbers) {
    const usual = usualOf(timeline, anchor.name, fact, anchorAt, read);
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
  read: ReadEvent,
): number | undefined {
  const alike: number[] = [];
  const all: number[] = [];
  for (const entry of timeline) {
    if (entry.at >= at) break;
    const value = entry.kind === 'event' ? read(entry).facts[fact] : undefined;
    if (typeof value !== 'number' || value <= 0) continue;
    all.push(value);
    if (entry.kind === 'event' && entry.name === name) alike.push(value);
  }
  const values = (alike.length >= FEWEST_ALIKE ? alike : all).sort((a, b) => a - b);
  return values[values.length >> 1];
}

const FEWEST_ALIKE = 3;

type Event = Extract<TimelineEntry, { name: string }>;
