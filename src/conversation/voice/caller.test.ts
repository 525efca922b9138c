import { expect, test } from 'vitest';
import { greetingName, readCaller } from './caller.ts';

test.each([
  ['', 'withheld'],
  ['anonymous', 'withheld'],
  ['Anonymous', 'withheld'],
  ['Restricted', 'withheld'],
  ['+266696687', 'withheld'],
  ['+7378742833', 'withheld'],
  ['+86282452253', 'withheld'],
  ['+8656696', 'withheld'],
  ['+2562533', 'withheld'],
  ['sip:+13125550100@example.com', 'unknown'],
  ['client:ashley', 'unknown'],
  ['3122000000', 'unknown'],
  ['+1', 'unknown'],
  ['+13125550100', 'number'],
  [' +1 (312) 200-0000 ', 'number'],
])('"%s" is %s', (from, kind) => {
  expect(readCaller(from, '').kind).toBe(kind);
});

test('a number whose check failed is nobody’s', () => {
  expect(readCaller('+13125550100', 'TN-Validation-Failed-C').kind).toBe('unknown');
  expect(readCaller('+13125550100', 'TN-Validation-Passed-A')).toEqual({
    kind: 'number',
    number: '+13125550100',
  });
});

test.each([
  [{ firstName: 'Ashley' }, 'Ashley'],
  [{ firstName: ' Mary Ann ' }, 'Mary Ann'],
  [{ first_name: 'Zoë' }, 'Zoë'],
  [{ firstName: "D'Angelo" }, "D'Angelo"],
  [{ firstName: 'Ashley Moore', lastName: 'Moore' }, null],
  [{ firstName: 'ashley@example.com' }, null],
  [{ firstName: '<Say>x</Say>' }, null],
  [{ firstName: '4111 1111' }, null],
  [{ firstName: 'x'.repeat(200) }, null],
  [{ firstName: 7 }, null],
  [{ firstName: '' }, null],
  [{}, null],
])('%j is greeted as %s', (traits, name) => {
  expect(greetingName(traits)).toBe(name);
});
