import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import {
  asJambonz,
  asPage,
  asTwilio,
  codesSent,
  EVERYONE,
  login,
  NUMBERS,
  nameOf,
  neverOf,
  openTown,
  publicOf,
  request,
  SECRETS,
  START,
  verifiedOf,
  type Who,
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

/** Someone on a line: who they are taken for at most, and of whom they may ever hear what. */
type Line = {
  medium: 'voice' | 'jambonz' | 'sms' | 'chat';
  from: string;
  as: Who[];
  names: Who[];
  extra?: Record<string, string>;
};
const line = (medium: Line['medium'], from: string, as: Who[] = [], names: Who[] = as): Line => ({
  medium,
  from,
  as,
  names,
});
const LINES: Line[] = [
  line('voice', NUMBERS.vera, ['vera']),
  line('voice', NUMBERS.will, ['will']),
  line('jambonz', NUMBERS.vera, ['vera']),
  line('sms', NUMBERS.vera, ['vera']),
  line('sms', NUMBERS.will, ['will']),
  // One of the two at most, of whom both may be named: they know of each other.
  line('voice', NUMBERS.sam, ['sam', 'sid']),
  line('sms', NUMBERS.sam),
  line('voice', NUMBERS.o1),
  line('jambonz', NUMBERS.o1),
  line('voice', '+13125550199'),
  line('sms', '+13125550199'),
  line('sms', 'HAWKAIR'),
  line('voice', 'anonymous'),
  line('jambonz', '+266696687'),
  { ...line('voice', NUMBERS.vera), extra: { StirVerstat: 'TN-Validation-Failed-A' } },
  { ...line('voice', `sip:${NUMBERS.vera}@evil.example`) },
  line('chat', ''),
  { ...line('chat', 'vera', ['vera']), extra: { login: 'vera' } },
];

const WORDS = [
  'balance',
  'plan',
  'saldo',
  'tarifa',
  'yes',
  'no',
  'sí',
  'repeat',
  'agent',
  'español',
  'english',
  'text me this',
  'refund',
  'bye',
  'call me back',
  'as soon as possible',
  'tomorrow at nine',
  nameOf('sam'),
  nameOf('sid'),
  nameOf('vera'),
  'my balance please',
  'no, the plan',
  'STOP',
  'START',
  'HELP',
  'ok thanks',
  '👍',
  `${'a'.repeat(199)}😀😀`,
  'x'.repeat(5000),
  "'; drop table dialogues; --",
  '{{ card }}',
  '<Say>hello</Say>',
  '\u0000\u0007\ud800',
  'null',
  '[object Object]',
  '000000',
];
type Step =
  | { do: 'say'; words: string }
  | { do: 'key'; key: string }
  | { do: 'code'; which: 'right' | 'wrong' | 'another’s'; late: boolean }
  | { do: 'silence' | 'repeat' | 'stale' | 'ahead' | 'begin' | 'end' | 'dialled' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), words: fc.constantFrom(...WORDS) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      words: fc.constantFrom('balance', 'plan', 'yes'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('key' as const),
      key: fc.constantFrom('0', '1', '2', '3', '9', '*', '#', '12', 'a'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('code' as const),
      which: fc.constantFrom('right' as const, 'wrong' as const, 'another’s' as const),
      late: fc.nat(5).map((n) => n === 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      words: fc.string({ unit: 'binary', maxLength: 300 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...(['silence', 'repeat', 'stale', 'ahead', 'begin', 'end', 'dialled'] as const))
      .map((what) => ({ do: what })),
  },
);

let made = 0;
let now = START;
/** Other calls of the same customers, whose codes are tried where they do not belong. */
const codes: { code: string; to: string; by: number; at: number }[] = [];

/** Says and does things on a line, and looks at every answer: is it one, and does it tell more than it may? */
class Talker {
  readonly #id = ++made;
  readonly #line: Line;
  #step = 0;
  #text = 0;
  #session = '';
  #verified = false;
  readonly #public = new Set<Who>();
  #last: () => Promise<Response> = async () => new Response(null, { status: 204 });
  constructor(given: Line) {
    this.#line = given;
  }
  get dialogue() {
    return this.#line.medium === 'chat' ? this.#session : `${this.#line.medium}-${this.#id}`;
  }

  async begin(): Promise<void> {
    const { medium, from, extra = {} } = this.#line;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(product, '/voice/twiml', {
          CallSid: this.dialogue,
          From: from,
          CallStatus: 'ringing',
          ...extra,
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(product, '/voice/jambonz', {
          call_sid: this.dialogue,
          from,
          direction: 'inbound',
          call_status: 'trying',
        }),
      );
    if (medium !== 'chat' || this.#session) return;
    const token = extra.login ? await login(extra.login, { for: (now - START) / 1000 + 1800 }) : null;
    const body = JSON.parse(await this.#send(() => asPage(product, '/chat/sessions', { token })));
    this.#session = body.session ?? '';
  }

  async take(what: Step): Promise<void> {
    if (what.do === 'begin') return this.begin();
    if (what.do === 'repeat') return void (await this.#send(this.#last));
    if (what.do === 'end') return this.#end();
    if (what.do === 'say') return this.#say({ words: what.words });
    if (what.do === 'key') return this.#say({ key: what.key });
    if (what.do === 'dialled') return this.#say({ dialled: 'no-answer' });
    if (what.do === 'silence') return this.#say({});
    if (what.do !== 'code') return this.#say({ words: 'balance' }, what.do === 'stale' ? -1 : 5);
    if (what.late) {
      now += 11 * 60_000;
      await product.clock(new Date(now).toISOString());
    }
    const own = codes.filter(({ by }) => by === this.#id).at(-1);
    const others = codes.filter(({ by }) => by !== this.#id).at(-1);
    const code = what.which === 'right' ? own?.code : what.which === 'another’s' ? others?.code : '000000';
    if (own && code === own.code && now - own.at < 10 * 60_000) this.#verified = true;
    return this.#say({ key: code ?? '123456' });
  }

  async #end(): Promise<void> {
    const { medium, from } = this.#line;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(product, '/voice/twiml/status', {
          CallSid: this.dialogue,
          From: from,
          CallStatus: 'completed',
          CallDuration: '9',
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(product, '/voice/jambonz/status', {
          call_sid: this.dialogue,
          from,
          call_status: 'completed',
          duration: 9,
        }),
      );
    if (medium === 'chat') await this.#send(() => asPage(product, `/chat/sessions/${this.#session}/end`, {}));
  }

  async #say(
    { words = '', key = '', dialled = '' }: { words?: string; key?: string; dialled?: string },
    off = 0,
  ): Promise<void> {
    const { medium, from, extra = {} } = this.#line;
    const step = this.#step + 1 + off;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(product, `/voice/twiml/turn?step=${step}`, {
          ...{ CallSid: this.dialogue, From: from, CallStatus: 'in-progress', ...extra },
          ...(words && { SpeechResult: words.toWellFormed() }),
          ...(key && { Digits: key }),
          ...(dialled && { DialCallStatus: dialled }),
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(product, `/voice/jambonz/turn?step=${step}`, {
          ...{ call_sid: this.dialogue, from, direction: 'inbound', digits: key, dial_call_status: dialled },
          speech: { alternatives: words ? [{ transcript: words }] : [] },
        }),
      );
    if (medium === 'sms') {
      this.#text += 1;
      const form = {
        MessageSid: `SM${this.#id}x${this.#text}`,
        From: from,
        Body: (words || key).toWellFormed(),
      };
      await this.#send(() => asTwilio(product, '/sms/twilio', form));
    }
    if (medium === 'chat')
      await this.#send(() =>
        asPage(product, `/chat/sessions/${this.#session}/turns`, {
          step,
          ...(key ? { choice: key } : { text: words }),
        }),
      );
  }

  async #send(send: () => Promise<Response>): Promise<string> {
    this.#last = send;
    const { medium, as, names, extra } = this.#line;
    const seq = Number(
      (await db.query<{ seq: number | null }>('select max(seq) as seq from sandbox_outbox'))[0]?.seq ?? 0,
    );
    const text = await wellFormed(medium, await send());
    for (const { to, code } of await codesSent(db, seq)) {
      codes.push({ code, to, by: this.#id, at: now });
      // To nobody but the one whose dialogue it is, and to no address that others have, too.
      expect(
        as.flatMap((who) => [`qmail${who}@example.com`, ...(as.length === 1 ? [NUMBERS[who]] : [])]),
      ).toContain(to);
    }
    const next = /turn\?step=(\d+)/.exec(text)?.[1];
    const shown = /"step":(\d+)/.exec(text)?.[1];
    if (next) this.#step = Number(next) - 1;
    else if (shown && medium === 'chat') this.#step = Number(shown);
    for (const who of EVERYONE) if (text.includes(publicOf(who))) this.#public.add(who);
    const allowed = new Set([
      ...names.map(nameOf),
      ...(this.#public.size < 2 ? as.map(publicOf) : []),
      ...(this.#verified || extra?.login ? as.map(verifiedOf) : []),
    ]);
    const secrets = EVERYONE.flatMap((who) => [nameOf(who), publicOf(who), verifiedOf(who), ...neverOf(who)]);
    expect(
      secrets.filter((secret) => !allowed.has(secret) && text.includes(secret)),
      text,
    ).toEqual([]);
    return text;
  }
}

describe('whatever comes in at the front door', () => {
  test('no dialogue says more than its level, in whatever order, however often, and beside others', async () => {
    const plan = fc.array(
      fc.tuple(fc.constantFrom(...LINES), fc.array(step, { minLength: 3, maxLength: 9 })),
      { minLength: 2, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (calls) => {
        const talkers = calls.map(([given]) => new Talker(given));
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
          const id = `race-${++made}`;
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
