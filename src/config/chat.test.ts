import { expect, test } from 'vitest';
import { loadConfig } from './config.ts';

test('the chat is off until told otherwise', () => {
  expect(loadConfig({})).toMatchObject({ chatSecret: null, chatOrigins: [] });
});

test('origins are listed by comma', () => {
  const secret = 'x'.repeat(32);
  const env = {
    BEFOREHAND_CHAT_SECRET: secret,
    BEFOREHAND_CHAT_ORIGINS: 'https://www.example.com, https://m.example.com:8443,http://localhost:3000',
  };
  expect(loadConfig(env)).toMatchObject({
    chatSecret: secret,
    chatOrigins: ['https://www.example.com', 'https://m.example.com:8443', 'http://localhost:3000'],
  });
});

test.each([
  ['BEFOREHAND_CHAT_SECRET', 'x'.repeat(31), /at least 32 characters/],
  ['BEFOREHAND_CHAT_ORIGINS', 'https://www.example.com/', /"https:\/\/www.example.com\/" is no origin/],
  ['BEFOREHAND_CHAT_ORIGINS', 'www.example.com', /no origin/],
  ['BEFOREHAND_CHAT_ORIGINS', 'http://www.example.com', /no origin/],
  ['BEFOREHAND_CHAT_ORIGINS', 'https://a.example,', /"" is no origin/],
  ['BEFOREHAND_CHAT_ORIGINS', '*', /no origin/],
])('%s=%s stops the start', (name, value, fault) => {
  expect(() => loadConfig({ [name]: value })).toThrow(fault);
});
