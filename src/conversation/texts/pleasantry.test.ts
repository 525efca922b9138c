import { expect, test } from 'vitest';
import { isPleasantry } from './pleasantry.ts';

test.each([
  'ok',
  'OK thanks!',
  'Thank you so much',
  '👍',
  '🙏🏽',
  'Great, thanks',
  'muchas gracias',
  'vale, perfecto',
  'Got it.',
])('"%s" needs no answer', (body) => expect(isPleasantry(body)).toBe(true));
test.each([
  '',
  'ok?',
  'thanks but where is my bag',
  'is my flight on time',
  'yes',
  'no',
  '1',
  '?',
  'good flight?',
  'hola',
])('"%s" may need one', (body) => expect(isPleasantry(body)).toBe(false));
