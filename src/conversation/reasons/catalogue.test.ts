import { expect, test } from 'vitest';
import { catalogue, reasonOf } from './catalogue.ts';
import { matchReasons } from './match.ts';

test('a reason of the catalogue has its own wording', () => {
  expect(reasonOf('flight_status')).toMatchObject({
    label: 'flight status',
    question: 'would you like to check the status of your flight?',
  });
});

test.each([
  ['contract_renewal', 'contract renewal'],
  ['contractRenewal', 'contract renewal'],
  ['BILL-dispute', 'bill dispute'],
  ['constructor', 'constructor'],
  ['__proto__', 'proto'],
  ['???', 'question'],
])('%s is worded from its name', (name, label) => {
  expect(reasonOf(name)).toMatchObject({
    name,
    label,
    question: `are you calling about your ${label}?`,
    answer: null,
  });
});

const names = [...catalogue.map((reason) => reason.name), 'contract_renewal'];
test.each([
  ['I lost my bag', 'baggage_tracing'],
  ['my suitcase never showed up', 'baggage_tracing'],
  ['I left my laptop on the plane', 'lost_item'],
  ['I need to change my flight', 'change_booking'],
  ['cancel my booking', 'change_booking'],
  ['is my flight on time?', 'flight_status'],
  ['has the flight been cancelled', 'flight_status'],
  ['how many bags can I take', 'baggage_allowance'],
  ["where's my refund", 'refund_status'],
  ['an aisle seat please', 'seat_request'],
  ['I never got my miles', 'missing_points'],
  ["I can't check in", 'checkin_help'],
  ['it is about a Contract renewal!', 'contract_renewal'],
  ['purple monkey dishwasher', undefined],
  ['', undefined],
])('%s is about %s', (speech, reason) => {
  expect(matchReasons(speech, names)[0]).toBe(reason);
});
