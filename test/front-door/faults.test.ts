import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Db, openLog } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { messageIn } from '../texts/harness.ts';
import { spoken } from '../voice/harness.ts';
import { asTwilio, codesSent, NUMBERS, openTown, SECRETS, START, verifiedOf } from './town.ts';

let db: Db;
let product: TestApp;
let now = START;
beforeAll(async () => {
  db = await testDb();
  product = await openTown(db);
});
afterAll(() => product.app.close());

const later = async (minutes: number) => {
  now += minutes * 60_000;
  await product.clock(new Date(now).toISOString());
};
let calls = 0;
/** A call that has been begun; `send` answers what was asked last. */
async function call(from: string, app = product) {
  calls += 1;
  const common = { CallSid: `CAfault${calls}`, From: from, CallStatus: 'in-progress' };
  let last = await spoken(await asTwilio(app, '/voice/twiml', common));
  const send = async (more: Record<string, string>, action = last.action ?? '') => {
    last = await spoken(await asTwilio(app, action, { ...common, ...more }));
    return last;
  };
  const says = (words: string) => send({ SpeechResult: words });
  return { ...common, first: last, send, says, next: () => last.action ?? '' };
}
let texts = 0;
const text = async (from: string, body: string) => {
  texts += 1;
  return messageIn(
    await asTwilio(product, '/sms/twilio', { MessageSid: `SMfault${texts}`, From: from, Body: body }),
  );
};

test('an emoji on the edge of what is kept loses nobody', async () => {
  const words = `${'a'.repeat(199)}😀 plan`;
  const { says } = await call(NUMBERS.vera);
  expect((await says(words)).says.join()).not.toMatch(/went wrong/);
  await text('+13125550177', 'hello');
  expect(await text('+13125550177', words)).not.toBeNull();
  expect(await db.query('select id from inbound_texts where applied_at is null')).toEqual([]);
});

test('a right code is right, whatever races it', async () => {
  const before = await codesSent(db, 0);
  const { says, send, next } = await call(NUMBERS.vera);
  await says('balance');
  const code = (await codesSent(db, before.at(-1)?.seq ?? 0))[0]?.code ?? '';
  const step = next();
  const raced = await Promise.all([send({ Digits: code }, step), send({ Digits: '000000' }, step)]);
  const after = await send(
    { Digits: code },
    `/voice/twiml/turn?step=${Number(/step=(\d+)/.exec(step)?.[1]) + 1}`,
  );
  // where the code was taken at once, its digits are a choice now: of a person, if they begin with 0
  const told = after.action ? [await says('balance')] : [];
  expect([...raced, after, ...told].map(({ xml }) => xml).join()).toContain(verifiedOf('vera'));
});

test('a code goes to no number that others have, too', async () => {
  const seq = (await codesSent(db, 0)).at(-1)?.seq ?? 0;
  const { says } = await call(NUMBERS.sam);
  await says('Qnamesam');
  const asked = await says('balance');
  expect(asked.says.join()).toMatch(/your e-mail address/);
  expect((await codesSent(db, seq)).map(({ to }) => to)).toEqual(['qmailsam@example.com']);
});

test('whoever was put through by telephone is not waiting at the desk', async () => {
  const app = await testApp(db, { ...SECRETS, BEFOREHAND_AGENT_NUMBER: '+13125550999' });
  const waiting = async () =>
    (await app.get<{ queues: { waiting: number }[] }>('/v1/queues')).queues.reduce(
      (sum, queue) => sum + queue.waiting,
      0,
    );
  const before = await waiting();
  const { says, send, next, CallSid, From } = await call(NUMBERS.will, app);
  expect((await says('agente')).dial).toBe('+13125550999');
  await send({ DialCallStatus: 'completed' }, next());
  await asTwilio(app, '/voice/twiml/status', { CallSid, From, CallStatus: 'completed', CallDuration: '90' });
  expect(await waiting()).toBe(before);
});

describe('a machine that answers every text', () => {
  test('is not answered for ever, and may still stop us', async () => {
    const from = '+13125550188';
    let answers = 0;
    for (let n = 0; n < 40; n++)
      if ((await text(from, 'I am away until Monday. For anything urgent write to Bob. Goodbye!')) !== null)
        answers += 1;
    expect(answers).toBeLessThanOrEqual(24);
    expect(await text(from, 'STOP')).toMatch(/no more messages/);
    await later(24 * 60);
    expect(await text(from, 'Where is my plan?')).not.toBeNull();
  });
});

test('a template reads no files', async () => {
  const response = await product.app.request('/v1/reasons/files', {
    method: 'PUT',
    body: JSON.stringify({
      label: 'files',
      question: 'is it about files?',
      keywords: ['files'],
      answer: { level: 'open', about: 'nothing', template: "It is {% include 'package.json' %}." },
    }),
    headers: { authorization: `Basic ${btoa('sandbox:')}`, 'content-type': 'application/json' },
  });
  expect(response.status).toBeLessThan(500);
  const { says } = await call('anonymous');
  expect((await says('files')).says.join()).not.toMatch(/version|license/);
});

test('who is erased leaves no code, no household and no call from their number behind', async () => {
  await call(NUMBERS.sid);
  const known = await call('+13125550166');
  await known.says('agent');
  await product.identify('late', '2026-03-01T00:00:00Z', { firstName: 'Qnamelate', phone: '+13125550166' });
  await (await call('+13125550166')).says('refund');
  for (const id of ['late', 'sid']) {
    const response = await product.app.request(`/v1/customers/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${btoa('sandbox:')}` },
    });
    expect(response.status).toBe(200);
  }
  const left = await db.query<{ text: string }>(
    `select d::text as text from dialogues d union all select w::text from waiting w
     union all select c::text from conversations c union all select o::text from sandbox_outbox o`,
  );
  const rows = left.map((row) => row.text);
  expect(rows.filter((row) => /Qnamelate|Qnamesid|13125550166|qmailsid/.test(row))).toEqual([]);
});

test('what failed in the store is told without what was said', async () => {
  const lines: string[] = [];
  const log = openLog(
    'error',
    new Writable({
      write: (line, _, done) => {
        lines.push(String(line));
        done();
      },
    }),
  );
  const err = await db
    .query('select $1::jsonb', ['{"said":"my card is Qcard'])
    .catch((error: unknown) => error);
  log.error({ err }, 'it failed');
  expect(lines.join()).toContain('it failed');
  expect(lines.join()).not.toContain('Qcard');
});
