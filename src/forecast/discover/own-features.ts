import { readProperties, type Timeline, type TimelineEntry } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import { putFact } from '../customer-features.ts';
import type { Features } from '../types.ts';

/** Numbers of one event that are compared with each other: more make too many pairs. */
const MOST_NUMBERS = 4;

/**
 * What an event at an instant itself said: its facts (`this/is/amount`), its numbers against the middle of what this
 * customer's earlier events of the name said (`this/by usual/amount`, 1.5 is half as much again), and against each other
 * (`this/by/amount previousAmount`).
 */
export function ownFeatures(timeline: Timeline, name: string, at: Instant): Features {
  const features: Features = {};
  const alike = timeline.filter((entry): entry is Event => entry.kind === 'event' && entry.name === name);
  const own = alike.find((event) => event.at === at);
  if (!own) return features;
  const { facts } = readProperties(own.properties);
  for (const [fact, value] of Object.entries(facts)) putFact(features, `this/is/${fact}`, value);
  const numbers = Object.entries(facts).filter(
    (pair): pair is [string, number] => typeof pair[1] === 'number' && pair[1] > 0,
  );
  for (const [fact, value] of numbers) {
    const before = alike
      .filter((event) => event.at < at)
      .map((event) => event.properties[fact])
      .filter((earlier): earlier is number => typeof earlier === 'number' && earlier > 0)
      .sort((a, b) => a - b);
    const usual = before[before.length >> 1];
    if (usual !== undefined) features[`this/by usual/${fact}`] = value / usual;
  }
  const compared = numbers.slice(0, MOST_NUMBERS);
  for (const [i, [a, x]] of compared.entries())
    for (const [b, y] of compared.slice(i + 1)) features[`this/by/${a} ${b}`] = x / y;
  return features;
}

type Event = Extract<TimelineEntry, { name: string }>;
