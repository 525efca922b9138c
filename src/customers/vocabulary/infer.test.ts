import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Track } from '../../ingest/index.ts';
import { DAY, HOUR, type Instant } from '../../platform/index.ts';
import { vocabularyOf } from './findings.ts';
import { inferVocabulary } from './infer.ts';

const T0 = Date.parse('2026-01-01T00:00:00Z');

function track(customerId: string, name: string, at: Instant, properties: Record<string, unknown>): Track {
  return { kind: 'track', messageId: `${customerId} ${name} ${at}`, customerId, at, name, properties };
}

function infer(tracks: readonly Track[], zone = 'UTC') {
  const inference = inferVocabulary(zone);
  for (const one of tracks) inference.see(one);
  const findings = inference.conclude();
  return { ...findings, roles: new Map(findings.properties.map((found) => [found.property, found])) };
}

/** Forty customers over sixty days; each has three of something, told of by three kinds of event a day apart. */
function company(
  properties: (number: number, step: number, at: Instant, customer: number) => object,
): Track[] {
  return Array.from({ length: 40 * 9 }, (_, i) => {
    const [customer, number, step] = [i % 40, Math.floor(i / 120), Math.floor(i / 40) % 3];
    const at = T0 + number * 25 * DAY + step * DAY + customer * HOUR;
    const name = ['Placed', 'Sent', 'Delivered'][step] as string;
    return track(`c${customer}`, name, at, { ...properties(customer * 3 + number, step, at, customer) });
  });
}

const iso = (at: Instant) => new Date(at).toISOString();

test.each<[string, object, (number: number, step: number, at: Instant, customer: number) => object]>([
  ['parcelId', { role: 'subject', type: 'parcel' }, (n) => ({ parcelId: `P${n}` })],
  ['parcel_id', { role: 'subject', type: 'parcel' }, (n) => ({ parcel_id: n })],
  ['parcel.id', { role: 'subject', type: 'parcel' }, (n) => ({ parcel: { id: `P${n}` } })],
  ['order_number', { role: 'subject', type: 'order' }, (n) => ({ order_number: 5000 + n })],
  ['bookingRef', { role: 'subject', type: 'booking' }, (n) => ({ bookingRef: `AB${n}X` })],
  ['pnr', { role: 'subject', type: 'pnr' }, (n) => ({ pnr: `X${n}ZZ` })],
  ['注文番号', { role: 'subject', type: '注文番号' }, (n) => ({ 注文番号: `注文${100 + n}` })],
  ['id', { role: 'subject', type: 'item' }, (n) => ({ id: `${1e6 + n}` })],
  ['store_id', { role: 'category' }, (n) => ({ store_id: n % 4 })],
  ['agentId', { role: 'category' }, (_, __, ___, c) => ({ agentId: `agent-${c % 3}` })],
  ['sessionId', { role: 'ignored' }, (n) => ({ sessionId: `s${n}` })],
  ['user.id', { role: 'ignored' }, (_, __, ___, c) => ({ user: { id: `u${c}` } })],
  ['crm_id', { role: 'ignored' }, (_, __, ___, c) => ({ crm_id: `c${c}` })],
  ['requestId', { role: 'ignored' }, (n, step) => ({ requestId: `r${n}-${step}` })],
  ['memberCode', { role: 'category' }, (_, __, ___, c) => ({ memberCode: c % 2 ? 'gold' : 'none' })],
  ['plan', { role: 'category' }, (_, __, ___, c) => ({ plan: `fibre-${c % 3}` })],
  ['city', { role: 'category' }, (_, __, ___, c) => ({ city: `Springfield ${c}` })],
  ['postcode', { role: 'category' }, (_, __, ___, c) => ({ postcode: `N${c}7AA` })],
  [
    'phone_number',
    { role: 'number', written: 'text' },
    (_, __, ___, c) => ({ phone_number: `4420${700000 + c}` }),
  ],
  ['total', { role: 'number', written: 'text' }, (n) => ({ total: `${n}.50` })],
  ['weight', { role: 'number', written: 'number' }, (n) => ({ weight: n / 7 })],
  ['priority', { role: 'category' }, (n) => ({ priority: String(n % 4) })],
  ['paid', { role: 'flag' }, (n) => ({ paid: n % 2 === 0 })],
  ['comment', { role: 'text' }, (n, step) => ({ comment: `please do ${n} of ${step} things` })],
  ['tags', { role: 'ignored' }, () => ({ tags: ['a', 'b'] })],
  ['a.b.c', { role: 'ignored' }, () => ({ a: { b: { c: { d: 1 } } } })],
  ['dueAt', { role: 'milestone', name: 'dueAt', form: 'zoned' }, (_, __, at) => ({ dueAt: iso(at + DAY) })],
  [
    'departs_at',
    { role: 'milestone', name: 'departure', form: 'zoned' },
    (_, __, at) => ({ departs_at: iso(at + DAY) }),
  ],
  [
    'order.due',
    { role: 'milestone', name: 'due', form: 'zoned' },
    (_, __, at) => ({ order: { due: iso(at + DAY) } }),
  ],
  [
    'createdAt',
    { role: 'date', name: 'createdAt', form: 'zoned' },
    (_, __, at) => ({ createdAt: iso(at - DAY) }),
  ],
  [
    'eta',
    { role: 'milestone', name: 'eta', form: 'local' },
    (_, __, at) => ({ eta: iso(at + DAY).slice(0, 16) }),
  ],
  [
    'due_on',
    { role: 'milestone', name: 'due_on', form: 'day' },
    (_, __, at) => ({ due_on: iso(at + 5 * DAY).slice(0, 10) }),
  ],
  [
    'slot',
    { role: 'milestone', name: 'slot', form: 'seconds' },
    (_, __, at) => ({ slot: (at + DAY) / 1000 }),
  ],
  [
    'slot_ms',
    { role: 'milestone', name: 'slot_ms', form: 'milliseconds' },
    (_, __, at) => ({ slot_ms: String(at + DAY) }),
  ],
  ['amount', { role: 'number', written: 'number' }, (n) => ({ amount: 1_500_000_000 * (n + 1) })],
  ['__proto__', { role: 'category' }, (n) => JSON.parse(`{"__proto__":"${n % 2 ? 'a' : 'b'}"}`)],
  ['constructor', { role: 'number', written: 'number' }, (n) => ({ constructor: n })],
])('%s is %o', (property, rule, properties) => {
  expect(infer(company(properties)).roles.get(property)?.rule).toEqual(rule);
});

test('what many share for a few hours is a subject, as an outage is', () => {
  const tracks = Array.from({ length: 600 }, (_, i) =>
    track(
      `c${i % 60}`,
      i % 2 ? 'Outage Ended' : 'Outage Started',
      T0 + Math.floor(i / 20) * 2 * DAY + i * 1000,
      {
        outageId: `O${Math.floor(i / 20)}`,
      },
    ),
  );
  expect(infer(tracks).roles.get('outageId')?.rule).toEqual({ role: 'subject', type: 'outage' });
});

test('an id that never comes again is a subject where something dated hangs on it', () => {
  const invoices = (more: (at: Instant) => object) =>
    Array.from({ length: 80 }, (_, i) =>
      track(`c${i % 20}`, 'Invoice Issued', T0 + i * DAY, { invoiceId: `I${i}`, ...more(T0 + i * DAY) }),
    );
  expect(infer(invoices(() => ({}))).roles.get('invoiceId')?.rule.role).toBe('ignored');
  const dated = infer(invoices((at) => ({ dueAt: iso(at + 14 * DAY) })));
  expect(dated.roles.get('invoiceId')?.rule).toEqual({ role: 'subject', type: 'invoice' });
  expect(dated.roles.get('dueAt')).toMatchObject({ ahead: 1, events: ['Invoice Issued'] });
  expect(dated.roles.get('dueAt')?.leadHours).toBeCloseTo(14 * 24, -2);
});

test('beside a subject no other is made of values alone, and two names of one thing are one subject', () => {
  const { roles } = infer(company((n) => ({ tripId: `T${n}`, flight: `LH${n}`, tripNumber: `N${n}` })));
  expect(roles.get('flight')?.rule.role).toBe('category');
  expect(roles.get('tripNumber')).toMatchObject({
    rule: { role: 'ignored' },
    why: 'names the same as tripId',
  });
});

test('the id of a message is none of a subject, though its event has a milestone', () => {
  const delivery = (n: number, step: number, at: Instant) => ({
    pnr: `X${n}ZZ`,
    requestId: `r${n}-${step}`,
    dueAt: iso(at + DAY),
  });
  const { roles } = infer(company(delivery));
  expect(roles.get('pnr')?.rule.role).toBe('subject');
  expect(roles.get('requestId')?.rule.role).toBe('ignored');
});

test('milestones of one name that are nested in several places keep their paths', () => {
  const { roles } = infer(
    company((_, __, at) => ({ order: { due: iso(at + DAY) }, bill: { due: iso(at + 2 * DAY) } })),
  );
  expect(roles.get('order.due')?.rule).toMatchObject({ name: 'order.due' });
  expect(roles.get('bill.due')?.rule).toMatchObject({ name: 'bill.due' });
});

test('what a person should know comes as notes', () => {
  const { notes } = infer(
    company((n, _, at) => ({
      eta: iso(at + DAY).slice(0, 16),
      due: (at + DAY) / 1000,
      born: '31/12/1980',
      mixed: n % 3 ? n : 'none at all',
    })),
    'Europe/Paris',
  );
  expect(notes.join('\n')).toMatch(/eta: written without a time zone, read on the clocks of Europe\/Paris/);
  expect(notes.join('\n')).toMatch(/due: numbers, read as time since 1970/);
  expect(notes.join('\n')).toMatch(/born: look like dates/);
  expect(notes.join('\n')).toMatch(/mixed: holds number \(\d\d %\), text \(\d\d %\)/);
});

test('ten thousand names of events and of properties, and a million values, are survived in bounded memory', () => {
  const inference = inferVocabulary('UTC');
  const huge = 'x'.repeat(100_000);
  for (let i = 0; i < 60_000; i++) {
    inference.see(
      track(`c${i % 7000}`, `Event ${i % 10_000}`, T0 + i * 60_000, {
        [`property ${i % 12_000}`]: i,
        tripId: `T${i % 7000}`,
        unique: `u ${i}`,
        huge: i % 100 ? 'small' : huge,
      }),
    );
  }
  const { properties, notes } = inference.conclude();
  expect(properties.length).toBe(2000);
  expect(properties.find(({ property }) => property === 'tripId')).toMatchObject({
    rule: { role: 'subject', type: 'trip' },
  });
  expect(notes.join('\n')).toMatch(/rarer properties are read by their form alone\.\n.*past the limits/);
});

const names = fc.constantFrom('tripId', 'order', 'ref', 'when', '__proto__', 'constructor', 'ünï', 'a.b', '');
const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'x',
    '2026-03-01',
    '2026-03-01T10:00',
    '2026-02-30T10:00',
    1772323200,
  ),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'grapheme' }),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
);
const properties = fc
  .array(
    fc.tuple(
      names,
      fc.oneof(values, fc.array(values, { maxLength: 2 }), fc.dictionary(names, fc.jsonValue())),
    ),
    {
      maxLength: 5,
    },
  )
  .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);
const messages = fc.array(
  fc
    .record({
      customer: fc.integer({ max: 20, min: 0 }),
      name: names,
      at: fc.integer({ min: 0, max: 90 }),
      properties,
    })
    .map(({ customer, name, at, properties }) => track(`c${customer}`, name, T0 + at * DAY, properties)),
  { maxLength: 60 },
);

test('the order of events does not change what is inferred, and no JSON makes it throw', () => {
  fc.assert(
    fc.property(messages, fc.integer(), (tracks, seed) => {
      const shuffled = [...tracks].sort(
        (a, b) => ((JSON.stringify(a).length * seed) % 7) - ((JSON.stringify(b).length * seed) % 7),
      );
      const { roles, ...found } = infer(tracks);
      const { roles: _, ...other } = infer(shuffled.reverse());
      expect(other).toEqual(found);
      expect(JSON.parse(JSON.stringify(vocabularyOf(found)))).toEqual(vocabularyOf(found));
    }),
    { numRuns: 200 },
  );
});
