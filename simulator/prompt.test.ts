import { expect, test } from 'vitest';
import { makeCaller } from './caller.ts';
import { asksIfMore, asksIfSettled, eitherIn, menuOptions, offerIn, optionFor } from './prompt.ts';
import type { Reason } from './reasons.ts';
import type { AnswerOptions } from './twiml-client.ts';

test.each<[string, Reason | null]>([
  ['Hello Ashley, would you like to check the status of your flight?', 'flight_status'],
  ['Hello. Are you calling about your missing bag? Say yes or no.', 'baggage_tracing'],
  ['Would you like to check the status of your refund?', 'refund_status'],
  ['Do you want help with check-in?', 'checkin_help'],
  ['Are you calling to change your booking?', 'change_booking'],
  ['Would you like a different seat?', 'seat_request'],
  ['Would you like to hear how many bags you may bring?', 'baggage_allowance'],
  ['Your flight is delayed. Did that answer your question?', null],
  ['Is there anything else?', null],
  ['Hello Ashley. I see that we texted you about your flight to Denver. Is it about that?', 'flight_status'],
  ['Hello. I see that we wrote to you about your missing bag. Is it about that?', 'baggage_tracing'],
  ['Hello Ashley, is it about your flight to Denver, or about a refund?', null],
  ['Welcome. How can we help you?', null],
])('%s offers %s', (prompt, reason) => {
  expect(offerIn(prompt)).toBe(reason);
});

test('asked whether there is anything else, yes would mean no', () => {
  expect(asksIfSettled('Is there anything else I can help you with?')).toBe(false);
  expect(asksIfMore('Is there anything else I can help you with?')).toBe(true);
  expect(asksIfSettled('Did that help you?')).toBe(true);
});

test.each<[string, string[]]>([
  ['For a refund, press 2. For seats, press 5.', ['2 a refund', '5 seats']],
  ['Press 1 for yes, 2 for no.', ['1 yes', '2 no']],
  [
    'Press one for flight status, press two for bags, or press 3 for anything else.',
    ['1 flight status', '2 bags', '3 anything else'],
  ],
  ['Say yes or press 1.', ['1 yes']],
  [
    'To change your booking press 4; to speak to someone, please press 0.',
    ['4 change your booking', '0 speak to someone'],
  ],
  ['Your flight leaves at 5:25 PM.', []],
])('%s has the options %j', (prompt, options) => {
  expect(menuOptions(prompt).map(({ digit, label }) => `${digit} ${label}`)).toEqual(options);
});

test.each<[Reason, string | null]>([
  ['flight_status', '1'],
  ['baggage_tracing', '2'],
  ['baggage_allowance', '2'],
  ['seat_request', '9'],
  ['refund_status', '3'],
])('a menu: %s presses %s', (reason, digit) => {
  const menu = menuOptions(
    'For flight status, press 1. For baggage, press 2. For refunds, press 3. For anything else, press 9.',
  );
  expect(optionFor(reason, menu)?.digit).toBe(digit);
});

test('asking back', () => {
  expect(asksIfSettled('It leaves at 5 PM. Did that answer your question?')).toBe(true);
  expect(asksIfSettled('Is that all you needed?')).toBe(true);
  expect(asksIfMore('Is there anything else we can do?')).toBe(true);
  expect(asksIfSettled('Would you like to check your flight?')).toBe(false);
});

const options: AnswerOptions = { input: ['dtmf'], numDigits: 1, hints: '', action: 'https://x.test/a' };
const person = {
  willBeSettled: true,
  phone: '+17135550142',
  flightCode: 'CO1590',
  lastMessage: 'Your code is 482913.',
  seed: 1,
  id: 'x',
};
const OFFER = 'Would you like to check the status of your flight? Press 1 for yes, 2 for no.';

test('a caller takes the offer for their own reason only', () => {
  const taker = makeCaller({ ...person, reason: 'flight_status' });
  expect(taker.answer(OFFER, options)).toEqual({ digits: '1' });
  expect(taker.answer('It leaves at 5. Did that help? For yes, press 3. For no, press 4.', options)).toEqual({
    digits: '3',
  });
  expect(taker.outcome).toEqual({
    offersHeard: ['flight_status'],
    offersTaken: ['flight_status'],
    settled: true,
  });
  const other = makeCaller({ ...person, reason: 'refund_status' });
  expect(other.answer(OFFER, options)).toEqual({ digits: '2' });
  expect(other.answer('For a refund, press 6.', options)).toEqual({ digits: '6' });
  expect(other.outcome).toEqual({ offersHeard: ['flight_status'], offersTaken: [], settled: false });
});

test('a caller can show who they are, says their reason when asked, and gives up on nonsense', () => {
  const caller = makeCaller({ ...person, reason: 'other' });
  expect(caller.answer('Please enter the last four digits of your phone number.', options)).toEqual({
    digits: '0142',
  });
  expect(caller.answer('Please enter the code we have sent you.', options)).toEqual({ digits: '482913' });
  expect(caller.answer('How can we help?', { ...options, input: ['speech'] })).toHaveProperty('speech');
  const answers = Array.from({ length: 5 }, () => caller.answer('Hm.', options));
  expect(answers).toEqual(['silence', { digits: '0' }, { digits: '0' }, 'hangup', 'hangup']);
});

test('a choice of two', () => {
  expect(eitherIn('Hello, is it about your flight to Denver this evening, or about refund status?')).toEqual([
    'flight_status',
    'refund_status',
  ]);
  expect(eitherIn('Is it about that?')).toBeNull();
});
