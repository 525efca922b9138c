import { expect, test } from 'vitest';
import { Rows } from './rows.ts';
import { fitRules } from './rules.ts';

/** Contacts of which three in four are about what the last one was about, where there was one. */
function someExamples() {
  const contacts = new Rows();
  for (let i = 0; i < 400; i++) {
    const last = i % 2;
    contacts.add({ 'contact/last/': ['a', 'b'][last] as string }, i % 8 < 6 ? last : 1 - last, 1, i);
  }
  for (let i = 0; i < 100; i++) contacts.add({}, 0, 1, i);
  const moments = new Rows();
  for (let i = 0; i < 300; i++) moments.add({ 'contact/since/': 5 }, i % 3, 10, i);
  for (let i = 0; i < 300; i++) moments.add({}, 2, 10, i);
  return { reasons: ['a', 'b'], contacts, moments };
}

test('the last-reason rule trusts the last reason as far as it has paid, and else says the base rate', () => {
  const rules = fitRules(someExamples());
  expect(rules.lastReason({})).toEqual([...rules.baseReason]);
  expect(rules.lastReason({ 'contact/last/': 'b' })[1]).toBeGreaterThan(0.65);
  expect(rules.lastReason({ 'contact/last/': 'b' })[1]).toBeLessThan(0.85);
  expect(rules.lastReason({ 'contact/last/': 'unheard of' })).toEqual([...rules.baseReason]);
});

test('the last-contact rule says the rate among those in touch as long ago', () => {
  const rules = fitRules(someExamples());
  expect(rules.lastContact({ 'contact/since/': 3 })[0]).toBeCloseTo(1 / 3, 1);
  expect(rules.lastContact({})[0]).toBeLessThan(0.05);
  expect(rules.baseSoon[0]).toBeCloseTo(1 / 6, 2);
});
