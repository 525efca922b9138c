import { expect, test } from 'vitest';
import { partsOf, phrase } from './phrase.ts';
import type { Features } from './types.ts';

const cases: [string, number | string, string | null][] = [
  ['next trip/until/departure', 3.2, 'departure in 3 h'],
  ['next trip/until/departure', -0.25, 'departure 15 min ago'],
  ['last order/until/dueAt', -30, 'due yesterday'],
  ['next visit/until/windowStartsAt', 71, 'window starts in 3 days'],
  ['next trip/since/Seat Changed', 5, 'Seat Changed 5 h ago'],
  ['next trip/waiting/Seat Changed', 50, 'nothing on the next trip since Seat Changed 2 days ago'],
  ['next trip/is/seatAssigned', 'false', 'seat assigned of the next trip is false'],
  ['asked/since/flight_status', 25, 'contacted about flight_status yesterday'],
  ['asked/times/refund', 2, 'contacted about refund twice'],
  ['contact/resolved/', 'false', 'last contact was not resolved'],
  ['trait/is/homeCity', 'Oslo', 'home city is Oslo'],
  ['company/lately/outage', 96, 'many customers have contacted about outage of late'],
  ['company/day/', 1.8342, 'contacts of the last day are 1.8 times what is usual in the company'],
  ['company/week/', 0.5, 'contacts of the last week are 0.5 times what is usual in the company'],
  ['event/recent/Login Failed', 4, 'Login Failed 4 times in 30 days'],
  ['event/said/Login Failed: attempts', 3, 'Login Failed: attempts 3'],
  ['outreach/since/gate/change', 2, 'gate/change was sent 2 h ago'],
  ['all trip/ahead/', 0, 'no trip ahead'],
  ['clock/hour/', 9, "it is 9 h in the customer's zone"],
  ['next invoice/change/amount', 27, "amount of the next invoice is 27 above the customer's usual"],
  [
    'next invoice/differs/amount: previousAmount',
    -3.456,
    'amount of the next invoice is 3.46 below its previous amount',
  ],
  ['event/change/Line Degraded: packetLoss', 4, "Line Degraded: packetLoss 4 above the customer's usual"],
  ['event/week/Login Failed', 2, 'Login Failed twice in 7 days'],
  [
    'ahead trip/until where/seatAssigned: false',
    30,
    'the nearest trip whose seat assigned is false comes in 30 h',
  ],
  [
    'open trip/newest without/Flight Arrived: Points Posted',
    96,
    'no Points Posted on a trip 4 days after Flight Arrived',
  ],
  [
    'open visit/overdue/windowEndsAt: Technician Arrived',
    1,
    'Technician Arrived is later than usual after window ends',
  ],
  ['asked/settled/refund', 3, 'contact about refund was resolved 3 h ago'],
  ['asked/open/refund', 30, 'contact about refund was left unresolved yesterday'],
  ['asked/habit/refund', 1.5, 'has contacted about refund of late'],
  ['contact/unresolved/', 2, 'twice left without a solution in 30 days'],
  ['no/such/thing', 1, null],
];

test.each(cases)('%s of %s is told as "%s"', (name, value, words) => {
  expect(phrase(name, situationWith({ [name]: value }))?.words ?? null).toBe(words);
});

test('a move is told by how often and by how much, whichever of its features spoke', () => {
  const features = { 'next trip/moves/departure': 2, 'next trip/moved by/departure': 0.75 };
  for (const name of Object.keys(features)) {
    expect(phrase(name, situationWith(features))).toEqual({
      words: 'departure moved twice, last by 45 min',
      about: 'next trip departure moved',
    });
  }
  const earlier = { 'next trip/moves/departure': 1, 'next trip/moved by/departure': -2 };
  expect(phrase('next trip/moves/departure', situationWith(earlier))?.words).toBe(
    'departure moved by 2 h earlier',
  );
});

test('of the nearest with a flag it is told that it is the next, where it is', () => {
  const name = 'ahead trip/until where/seatAssigned: false';
  const features = { [name]: 30, 'next trip/is/seatAssigned': 'false' };
  expect(phrase(name, situationWith(features))?.words).toBe('seat assigned of the next trip is false');
});

test('what has not happened is told of a subject at hand only', () => {
  const name = 'last trip/since/Points Posted';
  expect(phrase(name, situationWith({ 'last trip/stage/': 'Arrived' }))?.words).toBe(
    'no Points Posted yet on the last trip',
  );
  expect(phrase(name, situationWith({}))).toBeNull();
});

test('a name is cut at its first two slashes', () => {
  expect(partsOf('event/since/A/B')).toEqual({ scope: 'event', measure: 'since', what: 'A/B' });
});

function situationWith(features: Features) {
  return { at: 0, zone: 'Europe/Oslo', features };
}
