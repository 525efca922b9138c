import { expect, test } from 'vitest';
import { catalogue } from '../reasons/index.ts';
import { withCatalogue } from './base-order.ts';

const names = catalogue.map((reason) => reason.name);

test('the catalogue follows what history tells, unless history is of another trade', () => {
  expect(withCatalogue([])).toEqual(names);
  expect(withCatalogue(['lost_item', 'other'])).toEqual([
    'lost_item',
    'other',
    ...names.filter((name) => name !== 'lost_item'),
  ]);
  expect(withCatalogue(['bill_dispute', 'flight_status'])).toEqual(['bill_dispute', 'flight_status']);
});
