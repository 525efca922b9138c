import { expect, test } from 'vitest';
import type { Opportunity } from '../forecast/index.ts';
import { checkCondition, knownOf } from './condition/index.ts';
import { celOf, draftOf } from './draft.ts';

type Where = Opportunity['where'][number];
const where = (feature: string, op: Where['op'], value: Where['value'] = null): Where => ({
  feature,
  op,
  value,
  words: feature,
});

test.each([
  [where('this/is/minutes', '>=', 75), 'facts.minutes >= 75'],
  [where('this/is/seatAssigned', '=', 'false'), 'facts.seatAssigned == false'],
  [where('this/is/order.total', '<', 20), 'facts["order.total"] < 20'],
  [where('trait/is/tier', '!=', 'none'), '(!("tier" in traits) || traits.tier != "none")'],
  [where('this/since/Checked In', 'absent'), '!("Checked In" in events)'],
  [where('this/since/Flight Delayed', '>=', 2), 'now - events["Flight Delayed"] >= duration("120m")'],
  [where('this/until/departure', '<', 24), 'milestones.departure - now < duration("1440m")'],
  [where('asked/times/refund', '>=', 2), 'contacts.count("refund") >= 2'],
])('%o is %s', (condition, cel) => {
  expect(celOf(condition)).toBe(cel);
  expect(checkCondition(cel, knownOf(undefined)).ok).toBe(true);
});

const found: Opportunity = {
  id: 'x',
  reason: 'missing_points',
  trigger: {
    kind: 'overdue',
    name: 'Flight Arrived',
    subject: null,
    without: 'Points Posted',
    direction: null,
    window: { fromHours: 72, toHours: 336 },
  },
  where: [where('trait/is/tier', '!=', 'none'), where('event/change/x', '>=', 3)],
  contacts: 1,
  customers: 1,
  coverage: 1,
  occurrences: 1,
  precision: 1,
  baseRate: 1,
  lift: 1,
  heldOut: { contacts: 1, expected: 1, since: 0 },
  leadTimeHours: { p10: 1, p50: 1, p90: 1 },
  leadTimes: [],
  channels: {},
  handlingMinutesMonthly: null,
  handlingCostMonthly: null,
  monthlyValue: null,
  currency: 'USD',
  sendAt: { offsetHours: 96, offset: 'P4D', words: '4 days after that', before: 0.9 },
  qValue: 0,
  explanation: '',
  alsoSeenAs: [],
};

test('what is overdue becomes a play by the event, ended by what was missing; what can not be said is told', () => {
  const { play, notes } = draftOf(found, 'points', () => 'trip');
  expect(play).toMatchObject({
    trigger: { kind: 'event', event: 'Flight Arrived', subject: 'trip', delay: 'P4D' },
    where: '(!("tier" in traits) || traits.tier != "none")',
    completedBy: ['Points Posted'],
    expires: 'PT336H',
    holdout: 0.1,
  });
  expect(notes.join()).toContain('event/change/x');
});

test('a milestone that lies ahead keeps its offset, and the message is worth nothing once it has come', () => {
  const trigger = {
    ...found.trigger,
    kind: 'milestone' as const,
    name: 'departure',
    subject: 'trip',
    without: null,
    window: { fromHours: -24, toHours: 0 },
  };
  const sendAt = { offsetHours: -15, offset: '-PT15H', words: '', before: 0.9 };
  const { play } = draftOf({ ...found, trigger, where: [], sendAt }, 'status', () => null);
  expect(play).toMatchObject({
    trigger: { kind: 'milestone', subject: 'trip', milestone: 'departure', offset: '-PT15H' },
    expires: 'PT0S',
  });
  expect(play.where).toBeUndefined();
});
