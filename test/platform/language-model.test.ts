import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLanguageModel } from '../../src/platform/index.ts';
import { startLanguageModel } from '../support/language-model.ts';

let server: Awaited<ReturnType<typeof startLanguageModel>>;
beforeAll(async () => {
  server = await startLanguageModel({ words: '  So that is three parcels.\n' });
});
afterAll(() => server.stop());

const ask = (timeoutMs = 5000, url = server.url) =>
  openLanguageModel({ url, model: 'small', key: 'not-a-real-key' }).complete(
    [{ role: 'user', content: 'three parcels' }],
    { timeoutMs },
  );

test('it is asked as OpenAI’s own clients ask, and its words come back trimmed', async () => {
  server.tell({ words: '  So that is three parcels.\n' });
  expect(await ask(5000, `${server.url}/`)).toBe('So that is three parcels.');
  expect(server.asked.at(-1)).toMatchObject({
    authorization: 'Bearer not-a-real-key',
    model: 'small',
    messages: [{ role: 'user', content: 'three parcels' }],
    max_tokens: 200,
  });
});

test('no answer in time, a refusal and no words are failures with their cause', async () => {
  server.tell('never');
  await expect(ask(20)).rejects.toThrow(/timeout|timed out|aborted/i);
  server.tell({ status: 429 });
  await expect(ask()).rejects.toThrow('the language model answered 429');
  server.tell({ status: 200 });
  await expect(ask()).rejects.toThrow('has no words');
  server.tell({ words: '   ' });
  await expect(ask()).rejects.toThrow('it said nothing');
});
