import { expect, test } from 'vitest';
import { loadConfig } from './index.ts';

const SID = '0123456789abcdef'.repeat(2);
const account = { TWILIO_ACCOUNT_SID: `AC${SID}`, TWILIO_AUTH_TOKEN: 'token' };

test('text messages need an account, its token and a sender; without any of it there are none', () => {
  expect(loadConfig({}).sms).toBeNull();
  expect(loadConfig({ TWILIO_AUTH_TOKEN: 'token' }).sms, 'calls need no more').toBeNull();
  expect(loadConfig({ ...account, TWILIO_FROM: '+13125550100' }).sms).toEqual({
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: 'token',
    from: '+13125550100',
    messagingServiceSid: null,
    baseUrl: 'https://api.twilio.com',
    listedAfter: 1_800_000,
  });
  const service = {
    TWILIO_MESSAGING_SERVICE_SID: `MG${SID}`,
    TWILIO_API_BASE_URL: 'http://127.0.0.1:4/twilio',
  };
  expect(loadConfig({ ...account, ...service }).sms).toMatchObject({
    from: null,
    messagingServiceSid: `MG${SID}`,
    baseUrl: 'http://127.0.0.1:4/twilio',
  });
});

test.each<[string, Record<string, string>, string[]]>([
  [
    'no token and no sender',
    { TWILIO_ACCOUNT_SID: `AC${SID}` },
    ['needs TWILIO_AUTH_TOKEN', 'needs TWILIO_FROM or'],
  ],
  ['a sender without an account', { TWILIO_FROM: '+13125550100' }, ['TWILIO_FROM needs TWILIO_ACCOUNT_SID']],
  [
    'a service without an account',
    { TWILIO_MESSAGING_SERVICE_SID: `MG${SID}` },
    ['SERVICE_SID needs TWILIO_ACCOUNT'],
  ],
  [
    'much that is miswritten',
    {
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_FROM: '5550100',
      TWILIO_MESSAGING_SERVICE_SID: `AC${SID}`,
      TWILIO_API_BASE_URL: 'api',
    },
    ['AC and 32', 'E.164', 'MG and 32', 'TWILIO_API_BASE_URL: write a whole URL'],
  ],
  ['a token in the clear', { TWILIO_API_BASE_URL: 'http://api.example.com' }, ['use https']],
  [
    'contradictions of several kinds',
    { ...account, BEFOREHAND_CLOCK: 'manual', SMTP_URL: 'smtp://localhost' },
    ['TWILIO_FROM or', 'for --sandbox only', 'MAIL_FROM'],
  ],
])('%s: every fault is told', (_, env, faults) => {
  for (const fault of faults) expect(() => loadConfig(env)).toThrow(fault);
});
