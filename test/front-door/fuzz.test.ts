import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { LINES, step, WORDS } from './lines.ts';
import { Talker, type Town } from './talker.ts';
import {
  asPage,
  asTwilio,
  EVERYONE,
  login,
  NUMBERS,
  neverOf,
  openTown,
  request,
  SECRETS,
  START,
  verifiedOf,
  wellFormed,
} from './town.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await openTown(db);
});
afterAll(async () => {
  await product.app.close();
});

let races = 0;
const TABLES = [
  'dialogues',
  'inbound_texts',
  'contacts',
  'events',
  'waiting',
  'codes',
  'conversations',
  'suppressions',
];
const written = async () => {
  const counts = TABLES.map((table) => `(select count(*) from ${table})`).join(', ');
  return Object.values((await db.query(`select row(${counts})::text as counts`))[0] ?? {})[0];
};

describe('whatever comes in at the front door', () => {
  test('no dialogue says more than its level, in whatever order, however often, and beside others', async () => {
    const town: Town = { db, product, now: START, made: 0, codes: [] };
    const plan = fc.array(
      fc.tuple(fc.constantFrom(...LINES), fc.array(step, { minLength: 3, maxLength: 9 })),
      { minLength: 2, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (calls) => {
        const talkers = calls.map(([given]) => new Talker(town, given));
        for (const one of talkers) await one.begin();
        const most = Math.max(...calls.map(([, steps]) => steps.length));
        for (let turn = 0; turn < most; turn++)
          for (const [index, [, steps]] of calls.entries()) {
            const what = steps[turn];
            if (what) await talkers[index]?.take(what);
          }
      }),
      {
        numRuns: Number(process.env.FUZZ_RUNS ?? 40),
        endOnFailure: true,
      },
    );
  });

  test('of one call there is one dialogue, whose steps only grow, and the same step has one answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(...WORDS)), {
          minLength: 4,
          maxLength: 10,
        }),
        async (webhooks) => {
          const id = `race-${++races}`;
          const common = { CallSid: id, From: NUMBERS.vera };
          let highest = -1;
          for (let at = 0; at < webhooks.length; at += 3) {
            const answers = await Promise.all(
              webhooks.slice(at, at + 3).map(async ([asked, words]) => {
                const path = asked === 0 ? '/voice/twiml' : `/voice/twiml/turn?step=${asked}`;
                const form = { ...common, ...(words && asked ? { SpeechResult: words.toWellFormed() } : {}) };
                return { asked, xml: await wellFormed('voice', await asTwilio(product, path, form)) };
              }),
            );
            for (const { asked, xml } of answers)
              for (const other of answers) if (other.asked === asked) expect(other.xml).toBe(xml);
            const rows = await db.query<{ step: number }>('select step from dialogues where id = $1', [id]);
            expect(rows).toHaveLength(1);
            expect(rows[0]?.step).toBeGreaterThanOrEqual(highest);
            highest = rows[0]?.step ?? highest;
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('nonsense is refused or read as nothing, never answered with a fault of ours', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('', 'x'.repeat(70_000), '🙂'.repeat(400), '[]', '-1', '1e9'),
    );
    const names = [
      'CallSid',
      'MessageSid',
      'From',
      'Body',
      'SpeechResult',
      'Digits',
      'CallStatus',
      'OptOutType',
      'StirVerstat',
      '__proto__',
      'constructor',
    ];
    const form = fc
      .array(fc.tuple(fc.constantFrom(...names), wild), { maxLength: 8 })
      .map((pairs) =>
        pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
      );
    const body = fc.oneof(
      bytes,
      form,
      form.map((given) => `CallSid=CAwild&MessageSid=SMwild&From=%2B13125550101&${given}`),
      fc.json(),
    );
    const paths = [
      '/voice/twiml',
      '/voice/twiml/turn?step=1',
      '/voice/twiml/turn?step=%00&step=9',
      '/voice/twiml/status',
      '/sms/twilio',
      '/sms/twilio/status',
      '/voice/jambonz',
      '/voice/jambonz/turn?step=',
      '/voice/jambonz/status',
      '/chat/sessions',
      `/chat/sessions/chat_${'a'.repeat(32)}/turns`,
      '/chat/sessions/%00',
    ];
    const types = [
      'application/x-www-form-urlencoded',
      'application/json',
      'text/xml',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        body,
        fc.constantFrom(...types),
        fc.constantFrom('POST', 'GET', 'PUT'),
        async (path, given, type, method) => {
          const response = await request(product, {
            path,
            method,
            headers: type ? { 'content-type': type } : {},
            ...(method === 'GET' ? {} : { body: given }),
          });
          expect(response.status).toBeLessThan(500);
          const text = await response.text();
          expect(
            EVERYONE.flatMap((who) => [verifiedOf(who), ...neverOf(who)]).filter((secret) =>
              text.includes(secret),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('outside the sandbox', () => {
  const live = {
    ...SECRETS,
    BEFOREHAND_SANDBOX: '',
    BEFOREHAND_CLOCK: '',
    BEFOREHAND_API_KEY: 'a-key-of-the-company',
  };

  test('whatever is not signed is refused, and nothing is written', async () => {
    const app = await testApp(db, live);
    const before = await written();
    const header = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom('', 't=1,v1=aa', 'YWJj'),
      fc.string({ maxLength: 60 }).map((text) => encodeURIComponent(text)),
    );
    const target = fc.constantFrom(
      '/voice/twiml',
      '/voice/twiml/turn?step=1',
      '/voice/twiml/status',
      '/sms/twilio',
      '/sms/twilio/status',
      '/voice/jambonz',
      '/voice/jambonz/turn?step=1',
      '/voice/jambonz/status',
    );
    await fc.assert(
      fc.asyncProperty(target, header, fc.constantFrom(...EVERYONE), async (path, signature, who) => {
        const isJambonz = path.includes('jambonz');
        const body = isJambonz
          ? JSON.stringify({ call_sid: 'forged', from: NUMBERS[who], call_status: 'completed' })
          : new URLSearchParams({
              CallSid: 'forged',
              MessageSid: 'forged',
              From: NUMBERS[who],
              Body: 'STOP',
              CallStatus: 'completed',
            }).toString();
        const name = isJambonz ? 'jambonz-signature' : 'x-twilio-signature';
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          ...(signature === undefined ? {} : { [name]: signature }),
        };
        const response = await request(app, { path, body, headers });
        expect([400, 403]).toContain(response.status);
      }),
      { numRuns: 80 },
    );
    expect(await written()).toBe(before);
  });

  test('without secrets nothing can be checked, which is said, and nothing is written', async () => {
    const app = await testApp(db, {
      BEFOREHAND_SANDBOX: '',
      BEFOREHAND_CLOCK: '',
      BEFOREHAND_API_KEY: 'a-key-of-the-company',
    });
    const before = await written();
    for (const path of ['/voice/twiml', '/sms/twilio', '/voice/jambonz'])
      expect(
        (
          await request(app, {
            path,
            body: 'CallSid=x&MessageSid=x&From=1',
            headers: { 'jambonz-signature': 't=1,v1=aa' },
          })
        ).status,
      ).toBe(503);
    expect((await asPage(app, '/chat/sessions', {})).status).toBe(503);
    expect(await written()).toBe(before);
  });

  test.each([
    [
      'a secret of someone else’s',
      () => login('vera', { secret: 'a secret of someone else’s, long enough' }),
    ],
    ['another audience', () => login('vera', { aud: 'elsewhere' })],
    ['a time that is past', () => login('vera', { for: -4000 })],
    ['a time far ahead', () => login('vera', { for: 500_000 })],
    [
      'no algorithm',
      async () =>
        `${btoa('{"alg":"none","typ":"JWT"}')}.${btoa('{"sub":"vera","aud":"beforehand-chat","exp":9999999999}')}.`,
    ],
  ])('a login with %s is none', async (_, token) => {
    const response = await asPage(product, '/chat/sessions', { token: await token() });
    expect(response.status).toBe(401);
  });
});
