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
  expect(readCaller(from, '', 'none').kind).toBe(kind);
});

const ASKED = ['none', 'C', 'B', 'A'] as const;

test.each([
  ['TN-Validation-Passed-A', 'none C B A'],
  ['tn-validation-passed-a', 'none C B A'],
  ['TN-Validation-Passed-B', 'none C B'],
  ['TN-Validation-Passed-C', 'none C'],
  ['TN-Validation-Passed-A-Diverted', 'none'],
  ['TN-Validation-Passed-A-Passthrough', 'none'],
  ['TN-Validation-Passed', 'none'],
  ['TN-Validation-Passed-D', 'none'],
  ['XTN-Validation-Passed-A', 'none'],
  ['No-TN-Validation', 'none'],
  ['', 'none'],
  ['TN-Validation-Failed-A', ''],
  ['TN-Validation-Failed-B', ''],
  ['TN-Validation-Failed-C', ''],
  ['TN-Validation-Failed-A-Diverted', ''],
  ['TN-Validation-Failed', ''],
])('a number with "%s" is looked up where this is asked: %s', (verstat, looked) => {
  const found = ASKED.filter((needed) => readCaller('+13125550100', verstat, needed).kind === 'number');
  expect(found.join(' ')).toBe(looked);
});

test('a withheld number stays withheld, whatever a carrier vouches for', () => {
  expect(readCaller('anonymous', 'TN-Validation-Passed-A', 'A').kind).toBe('withheld');
});

test('a number is looked up in E.164, and one that is not vouched for is not known', () => {
  expect(readCaller('+1 312 555 0100', 'TN-Validation-Passed-A', 'A')).toEqual({
    kind: 'number',
    number: '+13125550100',
  });
  expect(readCaller('+13125550100', '', 'A')).toEqual({ kind: 'unknown', number: null });
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
