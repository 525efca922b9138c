import { createHmac } from 'node:crypto';
import { validateApp } from '@jambonz/schema';
import { sign } from 'hono/jwt';
import { expect } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { signed } from '../support/twilio-signature.ts';
import { messageIn } from '../texts/harness.ts';
import { spoken } from '../voice/harness.ts';

export const START = Date.parse('2026-03-02T15:00:00Z');
export const PUBLIC = 'https://front.example';
export const SECRETS = {
  BEFOREHAND_PUBLIC_URL: PUBLIC,
  BEFOREHAND_CHAT_SECRET: 'a secret of the company and of ours',
  BEFOREHAND_CHAT_ORIGINS: 'https://www.front.example',
  TWILIO_AUTH_TOKEN: 'token-of-a-test-account',
  JAMBONZ_WEBHOOK_SECRET: 'wh_0123456789abcdef',
};

/** Customers, all of whose facts are words that stand nowhere else; the two Blooms share a number, and so do four strangers. */
export const NUMBERS = {
  vera: '+13125550101',
  will: '+13125550102',
  sam: '+13125550103',
  sid: '+13125550103',
  ...{ o1: '+13125550104', o2: '+13125550104', o3: '+13125550104', o4: '+13125550104' },
} as const;
export type Who = keyof typeof NUMBERS;
export const EVERYONE = Object.keys(NUMBERS) as Who[];
const letters = (id: Who) => id.replace(/\d/g, (digit) => 'abcde'[Number(digit)] ?? '');
export const nameOf = (id: Who) => `Qname${letters(id)}`;
export const publicOf = (id: Who) => `Qpublic${letters(id)}`;
export const verifiedOf = (id: Who) => `Qverified${letters(id)}`;
/** Said to nobody, at no level. */
export const neverOf = (id: Who) => [
  `Qcard${letters(id)}`,
  `Qlast${letters(id)}`,
  `qmail${letters(id)}`,
  NUMBERS[id],
];

const account = (level: 'public' | 'verified', fact: string, words: string[]) => ({
  label: { en: words[0], es: words[1] },
  question: { en: `is it about your ${words[0]}?`, es: `¿es por su ${words[1]}?` },
  about: { level, of: { subject: 'account' }, facts: [fact], phrase: { en: `your {{ ${fact} }}` } },
  keywords: { en: [words[0]], es: [words[1]] },
  answer: {
    level,
    about: { subject: 'account' },
    facts: [fact],
    template: { en: `It is {{ ${fact} }}.{{ card | default: '' }}`, es: `Es {{ ${fact} }}.` },
    followUps: [
      { name: 'text_me', level, label: 'text me this', keywords: ['text me'], event: 'Answer Requested' },
    ],
  },
});

export async function openTown(db: Db): Promise<TestApp> {
  const product = await testApp(db, SECRETS);
  await product.clock(new Date(START).toISOString());
  for (const id of EVERYONE) {
    const office = id.startsWith('o');
    await product.identify(id, '2026-02-01T00:00:00Z', {
      firstName: nameOf(id),
      lastName: id.startsWith('s') ? 'Qlastbloom' : `Qlast${letters(id)}`,
      phone: NUMBERS[id],
      email: `qmail${letters(id)}@example.com`,
      ...(office ? {} : { locale: id === 'will' ? 'es-US' : 'en-US' }),
    });
    await product.track(id, 'Account Opened', '2026-02-02T00:00:00Z', {
      accountId: `${id}-A`,
      plan: publicOf(id),
      balance: verifiedOf(id),
      card: `Qcard${letters(id)}`,
      renewsAt: '2026-03-09T12:00:00Z',
    });
  }
  for (const [name, spec] of [
    ['plan', account('public', 'plan', ['plan', 'tarifa'])],
    ['balance', account('verified', 'balance', ['balance', 'saldo'])],
  ] as const) {
    const response = await product.app.request(`/v1/reasons/${name}`, {
      method: 'PUT',
      body: JSON.stringify(spec),
      headers: {
        authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}`,
        'content-type': 'application/json',
      },
    });
    expect([response.status, await response.text()]).toMatchObject([200, expect.any(String)]);
  }
  return product;
}

type Sent = { method?: string; path: string; body?: string | Uint8Array; headers?: Record<string, string> };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json', origin: 'https://www.front.example' };

export const request = async (
  { app }: TestApp,
  { path, method = 'POST', body, headers = FORM }: Sent,
): Promise<Response> => app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });

export const asTwilio = (product: TestApp, path: string, form: Record<string, string>) =>
  request(product, {
    path: path.replace(PUBLIC, ''),
    body: new URLSearchParams(form).toString(),
    headers: {
      ...FORM,
      'x-twilio-signature': signed(SECRETS.TWILIO_AUTH_TOKEN, `${PUBLIC}${path.replace(PUBLIC, '')}`, form),
    },
  });

export const asJambonz = (product: TestApp, path: string, given: object) => {
  const body = JSON.stringify(given);
  const seconds = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', SECRETS.JAMBONZ_WEBHOOK_SECRET).update(`${seconds}.${body}`).digest('hex');
  return request(product, {
    path: path.replace(PUBLIC, ''),
    body,
    headers: { 'content-type': 'application/json', 'jambonz-signature': `t=${seconds},v1=${v1}` },
  });
};

let pages = 0;
/** Each from an address of its own, as one address may not ask so often. */
export const asPage = async ({ app }: TestApp, path: string, body?: object): Promise<Response> => {
  pages += 1;
  const socket = {
    remoteAddress: `198.51.${pages >> 8}.${pages & 255}`,
    remotePort: 1,
    remoteFamily: 'IPv4',
  };
  const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  return app.request(path, { ...sent, headers: JSON_TYPE }, { incoming: { socket } });
};

export const login = (
  sub: string,
  { secret = SECRETS.BEFOREHAND_CHAT_SECRET, aud = 'beforehand-chat', for: seconds = 1800 } = {},
) => sign({ sub, aud, exp: START / 1000 + seconds }, secret, 'HS256');

/** What the other side gets, as text; throws when it is nothing that the provider would take. */
export async function wellFormed(medium: string, response: Response): Promise<string> {
  const text = await response.clone().text();
  expect(response.status, text).toBeLessThan(500);
  if (medium === 'chat') {
    if (response.status !== 429) JSON.parse(text);
  } else if (response.status === 204) expect(text).toBe('');
  else if (medium === 'voice') await spoken(response);
  else if (medium === 'sms') await messageIn(response);
  else expect(validateApp(JSON.parse(text)), text).toMatchObject({ valid: true });
  expect(text).not.toMatch(/something went wrong on our side/);
  return text;
}

type Code = { to: string; code: string; seq: number };
export async function codesSent(db: Db, after: number): Promise<Code[]> {
  const rows = await db.query<{ seq: number; recipient: string; body: string }>(
    'select seq, recipient, body from sandbox_outbox where seq > $1 order by seq',
    [after],
  );
  return rows.flatMap(({ seq, recipient, body }) => {
    const code = /\b(\d{6})\b/.exec(body)?.[1];
    return code ? [{ seq, to: recipient, code }] : [];
  });
}
