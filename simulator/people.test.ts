import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { expect, test } from 'vitest';
import { consentsOf } from './consents.ts';
import { makeCustomers } from './people.ts';
import { AIRLINE_NUMBER, BORROWED_AREA, borrowedPhone, phoneIn, zones } from './phones.ts';
import { BOUNDARY } from './world.ts';

const customers = makeCustomers(1, 2500);

test('every number is a fictitious one of the North American plan', () => {
  const numbers = [...customers.map(({ phone }) => phone), AIRLINE_NUMBER, borrowedPhone(123)];
  for (const number of numbers) {
    expect(number).toMatch(/^\+1[2-9]\d{2}55501\d{2}$/);
    expect(parsePhoneNumberFromString(number)?.isPossible()).toBe(true);
  }
  expect(customers.some(({ phone }) => phone.startsWith(`+1${BORROWED_AREA}`))).toBe(false);
});

test('a zone has its own area codes and runs out with a word', () => {
  const seen = zones.map((zone) => phoneIn(zone, 0));
  expect(new Set(seen).size).toBe(zones.length);
  expect(() => phoneIn('Pacific/Honolulu', 100)).toThrow(/more passengers/);
});

test('a number is one customer, or relatives of one name', () => {
  const byPhone = new Map<string, typeof customers>();
  for (const customer of customers)
    byPhone.set(customer.phone, [...(byPhone.get(customer.phone) ?? []), customer]);
  const shared = [...byPhone.values()].filter((those) => those.length > 1);
  expect(shared.length).toBeGreaterThan(40);
  expect(shared.length).toBeLessThan(110);
  for (const those of shared) expect(new Set(those.map(({ lastName }) => lastName)).size).toBe(1);
  expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length);
  for (const { email } of customers) expect(email).toMatch(/^[a-z]+\.[a-z]+\.\d+@example\.com$/);
});

test('a seed gives the same people, another seed others', () => {
  expect(makeCustomers(1, 50)).toEqual(customers.slice(0, 50));
  expect(makeCustomers(2, 50)).not.toEqual(customers.slice(0, 50));
});

test('consent is given before it is taken back', () => {
  const rows = customers.flatMap((customer) => consentsOf(1, customer, BOUNDARY));
  expect(rows.some((row) => row[3] === 'revoked')).toBe(true);
  for (const row of rows) expect(Date.parse(row[5])).toBeLessThan(BOUNDARY);
});
