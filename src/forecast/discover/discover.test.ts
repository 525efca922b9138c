import { expect, test } from 'vitest';
import type { Timeline, TimelineEntry } from '../../customers/index.ts';
import { DAY, HOUR, iso } from '../../platform/index.ts';
import { seeded } from '../random.ts';
import { discover } from './discover.ts';
import { sourceOf } from './gather.ts';
import { documentOf, renderDiscovery } from './render.ts';

const DAYS = 60;
const NOW = DAYS * DAY;
const money = { costPerMinute: 2, currency: 'EUR' };
const search = (timelines: ReadonlyMap<string, Timeline>) =>
  discover({ source: sourceOf(timelines), now: NOW, money });

/**
 * A parcel service. Late parcels are asked about, fragile ones much more often; those not there by when they were due are
 * asked about until they come. The newsletter is opened, and prices are asked, the more the busier the customer is: a
 * decoy. So is the receipt, which follows every contact.
 */
function company(customers = 500): Map<string, TimelineEntry[]> {
  const random = seeded(7);
  const timelines = new Map<string, TimelineEntry[]>();
  for (let c = 0; c < customers; c++) {
    const entries: TimelineEntry[] = [];
    const event = (at: number, name: string, properties: Record<string, unknown> = {}) =>
      entries.push({ kind: 'event', at: Math.round(at), name, properties });
    const contact = (at: number, reason: string) => {
      entries.push({
        kind: 'contact',
        at: Math.round(at),
        id: `${c}-${entries.length}`,
        channel: random() < 0.7 ? 'voice' : 'chat',
        reason,
        handleSeconds: 300,
        resolved: true,
        offeredReason: null,
        offerTaken: null,
      });
      event(at + HOUR / 4, 'Receipt Sent');
    };
    const busy = 1 + Math.floor(random() * 6);
    for (let i = 0; i < busy; i++) {
      const sent = random() * (DAYS - 10) * DAY;
      const due = sent + 3 * DAY;
      const about = { parcelId: `P${c}-${i}` };
      event(sent, 'Parcel Shipped', { ...about, dueAt: iso(Math.round(due)), fragile: random() < 0.4 });
      const shipped = entries.at(-1);
      const fragile = shipped?.kind === 'event' && shipped.properties.fragile === true;
      let delivered = due - random() * 20 * HOUR;
      if (random() < 0.3) {
        event(sent + DAY, 'Parcel Late', { ...about, hours: Math.ceil(random() * 20), fragile });
        if (random() < (fragile ? 0.6 : 0.1)) contact(sent + DAY + random() * 8 * HOUR, 'where_is_it');
      } else if (random() < 0.1) {
        delivered = due + 4 * DAY;
        if (random() < 0.5) contact(due + random() * 3 * DAY, 'where_is_it');
      }
      event(delivered, 'Parcel Delivered', about);
      for (let k = 0; k < 2; k++) event(random() * DAYS * DAY, 'Newsletter Opened');
      if (random() < 0.5) contact(random() * DAYS * DAY, 'price');
    }
    timelines.set(
      `C${c}`,
      entries.sort((a, b) => a.at - b.at),
    );
  }
  return timelines;
}

test('planted drivers are found with what narrows them, and nothing else', async () => {
  const found = await search(company());
  const told = found.opportunities.map(({ opportunity }) => opportunity);
  expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(['where_is_it']));
  const late = told.find(({ trigger }) => trigger.name === 'Parcel Late');
  expect(late?.where[0]).toMatchObject({ op: '=', value: 'true', words: 'fragile is true' });
  expect(late?.precision).toBeGreaterThan(0.5);
  expect(late?.leadTimeHours.p90).toBeLessThan(8);
  expect(late?.monthlyValue).toBeCloseTo(((late?.contacts ?? 0) * 10) / 2, -2);
  const overdue = told.find(
    ({ trigger }) => trigger.without === 'Parcel Delivered' && trigger.kind === 'overdue',
  );
  expect(overdue?.precision).toBeGreaterThan(0.3);
  expect(told.some(({ trigger }) => /Newsletter|Receipt/.test(trigger.name))).toBe(false);
  for (const { opportunity, covered } of found.opportunities) {
    expect(covered.length).toBe(opportunity.contacts);
    expect(opportunity.lift).toBeGreaterThan(2);
    expect(opportunity.qValue).toBeLessThan(0.05);
    expect(opportunity.leadTimes.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(opportunity.contacts);
    expect(opportunity.explanation).toContain(`${opportunity.contacts} of`);
  }
  expect(renderDiscovery(found)).toContain('EUR a month');
  expect(documentOf(found).opportunities[0]?.heldOut.since).toMatch(/^1970-/);
});

test('found again it has the same names', async () => {
  const ids = async () => (await search(company())).opportunities.map(({ opportunity }) => opportunity.id);
  expect(await ids()).toEqual(await ids());
});

test.each([1, 2, 3])('with contacts shuffled among customers nothing is found (%d)', async (seed) => {
  const random = seeded(seed);
  const all = company();
  const contacts = [...all.values()].flatMap((timeline) => timeline.filter(({ kind }) => kind === 'contact'));
  const order = contacts.map((contact) => ({ contact, by: random() })).sort((a, b) => a.by - b.by);
  let next = 0;
  const shuffled = new Map(
    [...all].map(([id, timeline]) => [
      id,
      timeline
        .map((entry) => (entry.kind === 'contact' ? (order[next++]?.contact ?? entry) : entry))
        .sort((a, b) => a.at - b.at),
    ]),
  );
  const found = await search(shuffled);
  expect(found.opportunities).toEqual([]);
  expect(found.note).toMatch(/more often than chance/);
});

const contact = (customer: number, at: number): TimelineEntry => ({
  kind: 'contact',
  at,
  id: `${customer}-${at}`,
  channel: 'voice',
  reason: 'price',
  handleSeconds: null,
  resolved: null,
  offeredReason: null,
  offerTaken: null,
});
const some = Array.from({ length: 40 }, (_, i) => i);
const named = (timelines: Timeline[]) => new Map(timelines.map((timeline, i) => [`C${i}`, timeline]));
const x = (at: number): TimelineEntry => ({ kind: 'event', at, name: 'X', properties: {} });

test.each<[string, Timeline[], RegExp]>([
  ['nobody', [], /no contacts/],
  ['events alone', some.map((i) => [x(i)]), /no contacts/],
  ['few contacts', some.slice(0, 5).map((i) => [contact(i, i * HOUR)]), /10 contacts or more/],
  ['contacts alone', some.map((i) => [contact(i, i * HOUR)]), /no events/],
  ['one customer', [some.flatMap((i) => [x(i * DAY), contact(0, i * DAY + HOUR)])], /Nothing goes before/],
  ['one instant', some.map((i) => [x(HOUR), contact(i, HOUR)]), /Nothing goes before/],
  ['everybody at once', some.map((i) => [x(DAY), contact(i, DAY + i)]), /Nothing goes before/],
])('%s: nothing is found, and it says why', async (_, timelines, note) => {
  const found = await search(named(timelines));
  expect(found.opportunities).toEqual([]);
  expect(found.note).toMatch(note);
});
