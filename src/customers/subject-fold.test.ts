import { expect, test } from 'vitest';
import type { LockedCustomer } from './store.ts';
import { foldSubject } from './subject-fold.ts';
import { mergeTraits } from './traits.ts';
import type { Subject } from './types.ts';
import { readProperties } from './vocabulary/read.ts';

const AT = Date.parse('2026-03-01T00:00:00Z');
const DUE = '2026-03-02T00:00:00.000Z';
/** As it comes from the wire: the names are the object's own. */
const wire = (text: string) => JSON.parse(text) as Record<string, unknown>;

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a property, an event or a trait may be called %s',
  (name) => {
    const told = readProperties(wire(`{"orderId":"O1","${name}":"${DUE}"}`));
    const facts = readProperties(wire(`{"orderId":"O1","${name}":"blue"}`));
    expect(Object.entries(told.milestones)).toEqual([[name, Date.parse(DUE)]]);
    expect(Object.entries(facts.facts)).toEqual([[name, 'blue']]);

    const track = {
      kind: 'track',
      messageId: 'm',
      customerId: 'c',
      at: AT,
      name,
      properties: {},
    } as const;
    const ref = { type: 'order', id: 'O1' };
    const { subject } = foldSubject(null, ref, track, told);
    const { subject: then, change } = foldSubject(subject, ref, track, facts);
    expect(Object.entries(then.lastEvents)).toEqual([[name, AT]]);
    expect(Object.entries(then.milestones)).toMatchObject([[name, { at: Date.parse(DUE), version: 1 }]]);
    expect(Object.entries(then.facts)).toEqual([[name, 'blue']]);
    expect(Object.entries(change.changes.facts)).toEqual([[name, 'blue']]);

    const nobody: LockedCustomer = {
      bucket: 0,
      id: 'c',
      traits: {},
      traitTimes: {},
      timeZone: null,
      locale: null,
      firstSeen: AT,
    };
    const traits = wire(`{"${name}":"Bob"}`);
    const merged = mergeTraits(nobody, { kind: 'identify', messageId: 'i', customerId: 'c', at: AT, traits });
    expect(Object.entries(merged.traits)).toEqual([[name, 'Bob']]);
    expect(Object.entries(merged.traitTimes)).toEqual([[name, AT]]);
  },
);

test('of names without end a subject keeps those told of last, in whatever order they arrive', () => {
  const ref = { type: 'order', id: 'O1' };
  const fold = (order: number[]) =>
    order.reduce<Subject | null>((before, i) => {
      const told = { subjects: [ref], facts: { [`fact ${i}`]: i }, milestones: {} };
      const track = {
        kind: 'track',
        messageId: `m${i}`,
        customerId: 'c',
        at: AT + i,
        name: `Event ${i}`,
      } as const;
      return foldSubject(before, ref, { ...track, properties: {} }, told).subject;
    }, null);
  const ascending = Array.from({ length: 400 }, (_, i) => i);
  const subject = fold(ascending);
  expect(Object.keys(subject?.facts ?? {})).toHaveLength(250);
  expect(subject?.facts).toMatchObject({ 'fact 150': 150, 'fact 399': 399 });
  expect(subject?.lastEvents).toMatchObject({ 'Event 150': AT + 150, 'Event 399': AT + 399 });
  const { facts, factTimes, lastEvents } = fold([...ascending].reverse()) as Subject;
  expect({ facts, factTimes, lastEvents }).toEqual({
    facts: subject?.facts,
    factTimes: subject?.factTimes,
    lastEvents: subject?.lastEvents,
  });
});
