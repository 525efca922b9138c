import { expect, test } from 'vitest';
import { HOUR } from '../platform/index.ts';
import { type MessageContext, renderMessage } from './message.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const at = (hours: number) => {
  const told = { at: NOW + hours * HOUR, knownAt: NOW };
  return { ...told, since: NOW, version: 1, first: told };
};
const told = (happened: string, given: Partial<MessageContext> = {}, facts: Record<string, unknown> = {}) => {
  const rendered = renderMessage(
    { subject: 's', happened, done: 'd', todo: 't', verify: 'v' },
    {
      customer: {
        bucket: 1,
        id: 'c',
        traits: { firstName: 'Ana' },
        timeZone: null,
        locale: null,
        firstSeen: NOW,
      },
      subject: {
        customerId: 'c',
        type: 'trip',
        id: 'T',
        facts,
        factTimes: {},
        milestones: { departure: at(13) },
        lastEvents: {},
        version: 1,
        openedAt: NOW,
        updatedAt: NOW,
      },
      milestone: 'departure',
      company: { name: 'Example', site: 'example.com' },
      zone: 'UTC',
      now: NOW,
      cancelled: false,
      ...given,
    },
  );
  return rendered.ok ? rendered.message.text.replace(/ d t v$/, '') : { missing: rendered.missing };
};
const named = (firstName: string): Partial<MessageContext> => ({
  customer: { bucket: 1, id: 'c', traits: { firstName }, timeZone: null, locale: null, firstSeen: NOW },
});

test('one template says to each customer what is theirs, however often it was asked before', () => {
  const hello = 'Hello {{ customer.firstName }}, gate {{ facts.gate | default: "to come" }}';
  expect(told(hello)).toBe('Hello Ana, gate to come');
  expect(told(hello, named('Bob'))).toBe('Hello Bob, gate to come');
  expect(told(hello, {}, { gate: 'B4' })).toBe('Hello Ana, gate B4');
  expect(told(hello)).toBe('Hello Ana, gate to come');
});

test('times and days are told by the zone and the day at hand', () => {
  const leaves = 'Leaves {{ milestones.departure | day }} at {{ milestones.departure | time }}';
  expect(told(leaves)).toBe('Leaves tomorrow at 1:00 AM UTC');
  expect(told(leaves, { zone: 'America/Chicago' })).toBe('Leaves today at 7:00 PM CST');
  expect(told(leaves, { now: NOW + 12 * HOUR })).toBe('Leaves today at 1:00 AM UTC');
});

test.each([
  [
    'a name of the template’s own',
    '{% if facts.x %}{% assign customer = company %}{% endif %}{{ customer.firstName }}',
  ],
  ['a name that is itself read', '{{ customer[facts.which] }}'],
  ['how many there are', '{{ customer.size }} {{ customer.firstName }}'],
])('%s is told anew', (_, template) => {
  const facts = { which: 'firstName' };
  const [ana, bob] = [told(template, {}, facts), told(template, named('Bob'), facts)];
  expect(String(ana)).toContain('Ana');
  expect(bob).toBe(String(ana).replace('Ana', 'Bob'));
});

test('what is missing is missing each time', () => {
  expect(told('{{ facts.gate }}')).toEqual({ missing: expect.stringContaining('facts.gate') });
  expect(told('{{ facts.gate }}', {}, { gate: 'B4' })).toBe('B4');
  expect(told('{{ facts.gate }}')).toEqual({ missing: expect.stringContaining('facts.gate') });
});
