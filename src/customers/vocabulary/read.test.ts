import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForForecast, readProperties } from './read.ts';
import type { Rule, Vocabulary } from './rules.ts';

const vocabulary = (properties: Record<string, Rule>, zone = 'America/New_York'): Vocabulary => ({
  zone,
  properties: Object.entries(properties),
});
const milestone = (form: 'zoned' | 'local' | 'day' | 'seconds' | 'milliseconds'): Rule => ({
  role: 'milestone',
  name: 'arrival',
  form,
});

test.each<[Rule, unknown, string | null]>([
  [milestone('zoned'), '2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
  [milestone('local'), '2026-03-01T10:00', '2026-03-01T15:00:00.000Z'],
  [milestone('local'), '2026-03-08 03:30:00', '2026-03-08T07:30:00.000Z'],
  [milestone('local'), '2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
  [milestone('day'), '2026-07-01', '2026-07-01T04:00:00.000Z'],
  [milestone('seconds'), 1772359200, '2026-03-01T10:00:00.000Z'],
  [milestone('seconds'), '1772359200', '2026-03-01T10:00:00.000Z'],
  [milestone('milliseconds'), 1772359200000, '2026-03-01T10:00:00.000Z'],
  [milestone('seconds'), 1e300, null],
  [milestone('local'), '2026-02-30T10:00', null],
  [milestone('zoned'), null, null],
  [milestone('zoned'), ['2026-03-01T10:00:00Z'], null],
])('read by %o, %j is the milestone %s', (rule, value, at) => {
  const { milestones, facts } = readProperties({ eta: value }, vocabulary({ eta: rule }));
  expect(milestones).toEqual(at === null ? {} : { arrival: Date.parse(at) });
  expect(facts).toEqual(at === null ? { eta: value } : {});
});

test('a nested subject, numbers in text, and what a forecast does not learn from', () => {
  const learned = vocabulary({
    'order.id': { role: 'subject', type: 'order' },
    'order.total': { role: 'number', written: 'text' },
    agentId: { role: 'ignored' },
    remark: { role: 'text' },
  });
  const properties = {
    order: { id: 7, total: '12.50', lines: [1] },
    agentId: 'A',
    remark: 'hm',
    else: { x: 1 },
  };
  const facts = { 'order.total': 12.5, 'order.lines': [1], agentId: 'A', remark: 'hm', else: { x: 1 } };
  expect(readProperties(properties, learned)).toEqual({
    subjects: [{ type: 'order', id: '7' }],
    facts,
    milestones: {},
  });
  const { agentId, remark, ...forecast } = facts;
  expect(readForForecast(properties, learned).facts).toEqual(forecast);
});

test('what a vocabulary does not name is read by its form, as everything is without one', () => {
  const properties = {
    tripId: 'T1',
    bag_id: 4,
    sessionId: 's',
    departsAt: '2026-03-01T10:00:00Z',
    order: { id: 3 },
  };
  const byForm = {
    subjects: [
      { type: 'trip', id: 'T1' },
      { type: 'bag', id: '4' },
    ],
    facts: { sessionId: 's', order: { id: 3 } },
    milestones: { departure: Date.parse('2026-03-01T10:00:00Z') },
  };
  expect(readProperties(properties)).toEqual(byForm);
  expect(readProperties(properties, vocabulary({ pnr: { role: 'subject', type: 'booking' } }))).toEqual(
    byForm,
  );
});

test('reading never throws', () => {
  const rules = fc.dictionary(
    fc.constantFrom('a', 'b', 'a.b', '__proto__', 'tripId'),
    fc.constantFrom<Rule>(
      milestone('seconds'),
      milestone('local'),
      { role: 'subject', type: 't' },
      { role: 'number', written: 'text' },
      { role: 'ignored' },
    ),
  );
  const said = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'tripId'), fc.jsonValue());
  fc.assert(
    fc.property(said, rules, (properties, rules) => void readProperties(properties, vocabulary(rules))),
  );
});
