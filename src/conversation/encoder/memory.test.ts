import { expect, it } from 'vitest';
import { Memory } from './memory.ts';

it('forgets what was used longest ago', () => {
  const memory = new Memory<number>(2);
  memory.set('a', 1);
  memory.set('b', 2);
  expect(memory.get('a')).toBe(1);
  memory.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([1, undefined, 3]);
});
