import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../platform/index.ts';
import { bestMoment } from './moment.ts';

const at = (text: string) => Date.parse(text);
const evenings = Array.from({ length: 8 }, (_, day) => at('2026-02-01T18:20:00+01:00') + day * DAY);

test('who gets in touch in the evening is written to in the evening, in their zone', () => {
  const { at: chosen, why } = bestMoment(
    at('2026-03-01T08:10:00Z'),
    at('2026-03-01T21:00:00Z'),
    'Europe/Paris',
    evenings,
    null,
  );
  expect(new Date(chosen).toISOString()).toBe('2026-03-01T17:00:00.000Z');
  expect(why).toBe('about 18:00, near which 8 of their 8 contacts came');
});

test('of whom nothing is known is written to when customers usually get in touch, else by day', () => {
  const mornings = Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 50 : 1));
  const [from, to] = [at('2026-03-01T02:00:00Z'), at('2026-03-01T20:00:00Z')];
  expect(new Date(bestMoment(from, to, 'UTC', [], mornings).at).toISOString()).toBe(
    '2026-03-01T10:00:00.000Z',
  );
  expect(new Date(bestMoment(from, to, 'UTC', [], null).at).getUTCHours()).toBeGreaterThanOrEqual(9);
});

test('one contact at night does not make a night bird', () => {
  const night = [at('2026-02-01T03:10:00Z')];
  expect(
    new Date(
      bestMoment(at('2026-03-01T00:00:00Z'), at('2026-03-02T00:00:00Z'), 'UTC', night, null).at,
    ).getUTCHours(),
  ).toBeGreaterThan(8);
});

test('the moment lies within what is allowed, also where clocks change by half an hour', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') }),
      fc.integer({ min: 0, max: 3 * DAY }),
      fc.constantFrom('Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'Europe/Berlin'),
      fc.array(fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2026-01-01T00:00:00Z') }), {
        maxLength: 20,
      }),
      (from, span, zone, contacts) => {
        const { at: chosen } = bestMoment(from, from + span, zone, contacts, null);
        expect(chosen).toBeGreaterThanOrEqual(from);
        expect(chosen).toBeLessThanOrEqual(from + span);
      },
    ),
  );
});
