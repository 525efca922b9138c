import { expect, test } from 'vitest';
import { loadConfig } from './config.ts';

const URL = { BEFOREHAND_LLM_URL: 'https://llm.example.com/v1', BEFOREHAND_LLM_MODEL: 'small' };

test('a language model is asked only where one is named', () => {
  expect(loadConfig({}).languageModel).toBeNull();
  expect(loadConfig(URL).languageModel).toEqual({
    url: 'https://llm.example.com/v1',
    model: 'small',
    key: null,
  });
});

test.each([
  [{ BEFOREHAND_LLM_URL: 'https://llm.example.com/v1' }, /go together/],
  [{ ...URL, BEFOREHAND_LLM_URL: 'llm' }, /write a whole URL/],
  [{ ...URL, BEFOREHAND_LLM_URL: 'http://llm.example.com/v1', BEFOREHAND_LLM_KEY: 'k' }, /use https/],
])('%j stops the start', (env, fault) => {
  expect(() => loadConfig(env)).toThrow(fault);
});
