import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkCondition, faultText, type Kind, type Known } from './index.ts';

const page = readFileSync(new URL('../../../docs/conditions.md', import.meta.url), 'utf8');
const number: Kind = 'number';
/** Names of the two example companies. */
const known: Known = {
  subject: null,
  traits: new Map(
    ['tier', 'homeAirport', 'plan', 'tenureMonths', 'paperless', 'firstName'].map((name) => [name, 'any']),
  ),
  facts: new Map<string, Kind>([
    ['minutes', number],
    ['bags', number],
    ['amount', number],
    ['previousAmount', number],
    ['points', number],
    ['international', 'flag'],
    ['seatAssigned', 'flag'],
    ['fare', 'any'],
    ['origin', 'any'],
    ['destination', 'any'],
    ['cause', 'any'],
    ['code', 'any'],
    ['region', 'any'],
  ]),
  milestones: new Set([
    'departure',
    'dueAt',
    'windowStartsAt',
    'windowEndsAt',
    'estimatedRestoreAt',
    'activationAt',
  ]),
  events: new Set([
    'Flight Delayed',
    'Checked In',
    'Bag Mishandled',
    'Payment Failed',
    'Invoice Paid',
    'Technician Arrived',
  ]),
  reasons: new Set([
    'flight_status',
    'baggage_tracing',
    'bill_explanation',
    'technician_eta',
    'new_order_status',
    'outage',
  ]),
};

const examples = [...page.matchAll(/```cel\n([\s\S]*?)```/g)].map(([, text = '']) => text.trim());

test('the page has ten examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(10);
});

test.each(examples)('the example of docs/conditions.md is accepted: %s', (text) => {
  const checked = checkCondition(text, known);
  expect(checked.ok ? [] : checked.faults.map(faultText)).toEqual([]);
});

/** Rows "| condition | what is told |" of the table of faults. */
const faults = [...page.matchAll(/^\| `([^`]+)` +\| (line .*?) +\|$/gm)].map(([, text = '', told = '']) => ({
  text,
  told,
}));

test.each(faults)('the fault of docs/conditions.md is told so: $text', ({ text, told }) => {
  const checked = checkCondition(text, known);
  expect(checked.ok ? [] : checked.faults.map(faultText)).toEqual([told]);
});

test('the page shows faults', () => {
  expect(faults.length).toBeGreaterThanOrEqual(5);
});
