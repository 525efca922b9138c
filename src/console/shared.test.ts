import { expect, test } from 'vitest';
import { shared } from './shared.ts';

function slow() {
  const finish: ((value: string) => void)[] = [];
  let changes = 0;
  const ask = shared(
    (key: string) => new Promise<string>((resolve) => finish.push((value) => resolve(`${key} ${value}`))),
    () => changes,
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, finish, turn, change: () => changes++ };
}

test('who asks at once is answered by one computation', async () => {
  const { ask, finish, turn } = slow();
  const asked = [ask('a'), ask('a')];
  await turn();
  asked.push(ask('a'));
  expect(finish).toHaveLength(1);
  finish[0]?.('1');
  expect(await Promise.all(asked)).toEqual(['a 1', 'a 1', 'a 1']);
});

test('after a change nobody gets what was read before it, and only one more is computed at a time', async () => {
  const { ask, finish, turn, change } = slow();
  const first = ask('a');
  await turn();
  change();
  const late = [ask('a'), ask('a')];
  change();
  late.push(ask('a'));
  await turn();
  expect(finish).toHaveLength(1);
  finish[0]?.('old');
  expect(await first).toBe('a old');
  await turn();
  expect(finish).toHaveLength(2);
  finish[1]?.('new');
  expect(await Promise.all(late)).toEqual(['a new', 'a new', 'a new']);
});

test('what has ended is computed again; other keys do not wait', async () => {
  const { ask, finish, turn } = slow();
  const [a, b] = [ask('a'), ask('b')];
  await turn();
  finish[1]?.('2');
  expect(await b).toBe('b 2');
  finish[0]?.('1');
  await a;
  void ask('a');
  await turn();
  expect(finish).toHaveLength(3);
});

test('a failure is told to those who asked, and the next tries again', async () => {
  let tries = 0;
  const ask = shared(
    async () => {
      if (++tries === 1) throw new Error('no store');
      return 'well';
    },
    () => 0,
  );
  await expect(ask(1)).rejects.toThrow('no store');
  expect(await ask(1)).toBe('well');
});
