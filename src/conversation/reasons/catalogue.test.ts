import { expect, test } from 'vitest';
import { questionOf } from './answer.ts';
import { catalogue, reasonBook } from './catalogue.ts';
import { matchReasons } from './match.ts';

const book = reasonBook();

test('a reason of the catalogue has its own wording', () => {
  const status = book.of('flight_status');
  expect(status.label).toEqual({ en: 'flight status', es: 'estado del vuelo' });
  expect(questionOf(status, 'en', null)).toBe('would you like to check the status of your flight?');
  expect(questionOf(status, 'en', 'your flight to Denver')).toBe(
    'would you like to check the status of your flight to Denver?',
  );
});

test.each([
  ['contract_renewal', 'contract renewal'],
  ['contractRenewal', 'contract renewal'],
  ['BILL-dispute', 'bill dispute'],
  ['constructor', 'constructor'],
  ['__proto__', 'proto'],
  ['???', 'question'],
])('%s is worded from its name', (name, label) => {
  expect(book.of(name)).toMatchObject({
    name,
    label: { en: label },
    question: { en: `are you calling about your ${label}?` },
    answer: null,
  });
});

const names = [...catalogue.map((reason) => reason.name), 'contract_renewal'];
test.each([
  ['I lost my bag', 'baggage_tracing'],
  ['cancel my flight', 'change_booking'],
  ['I want to cancel the trip', 'change_booking'],
  ['I missed my flight', 'change_booking'],
  ['my flight', 'flight_status'],
  ['has my flight been cancelled', 'flight_status'],
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
  expect(matchReasons(speech, names, book, 'en')[0]).toBe(reason);
});

test.each([
  ['perdí mi maleta', 'baggage_tracing'],
  ['¿está retrasado mi vuelo?', 'flight_status'],
  ['quiero cambiar mi reserva', 'change_booking'],
  ['dónde está mi reembolso', 'refund_status'],
  ['me faltan millas', 'missing_points'],
])('%s trata de %s', (speech, reason) => {
  expect(matchReasons(speech, names, book, 'es')[0]).toBe(reason);
});
