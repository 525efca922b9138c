import { Hono } from 'hono';
import { voiceRoutes } from '../../src/conversation/index.ts';
import { forgetCustomer, projectCustomers } from '../../src/customers/index.ts';
import { openIngest } from '../../src/ingest/index.ts';
import { answerError, type Db, ManualClock, openLog } from '../../src/platform/index.ts';
import { type DoorSetting, openTestDoor } from '../support/door.ts';
import { expectValidTwiml } from '../support/twiml-grammar.ts';

/** 5:00 PM on Monday, 5 January 2026, in Chicago. */
export const START = Date.parse('2026-01-05T23:00:00Z');
export const ASHLEY = '+13125550101';

type Setting = Parameters<typeof voiceRoutes>[0]['config'] & DoorSetting;
export const sandbox: Setting = {
  sandbox: true,
  twilioAuthToken: null,
  publicUrl: null,
  agentNumber: null,
  transcribeCalls: false,
  callerAttestation: 'none',
  offerThreshold: 0.5,
  company: { name: 'Hawk Air', site: 'hawk.example' },
  defaultTimeZone: 'UTC',
};

/** The front door with everything behind it that calls need. Another one on the same `db` is a restart. */
export function open(db: Db, setting: Partial<Setting> = {}, clock = new ManualClock(START)) {
  const log = openLog('silent');
  const ingest = openIngest(db, clock, [projectCustomers], forgetCustomer);
  const config = { ...sandbox, ...setting };
  const app = new Hono();
  app.onError(answerError(log));
  const { door, people, forecaster, outbox } = openTestDoor({ db, clock, ingest, log, config });
  app.route('/', voiceRoutes({ door, config, log }));

  const post = (path: string, form: Record<string, string> | string, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
  return { app, clock, forecaster, ingest, people, outbox, post, log };
}

export type Door = ReturnType<typeof open>;

export type Spoken = {
  xml: string;
  says: string[];
  action: string | null;
  queue: string | null;
  dial: string | null;
  hangup: boolean;
};

/** What Twilio would do with the answer; throws when Twilio would take it for none. */
export async function spoken(response: Response): Promise<Spoken> {
  const xml = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (response.status !== 200 || !type.startsWith('text/xml'))
    throw new Error(`no TwiML: ${response.status} ${type} ${xml}`);
  const verbs = expectValidTwiml(xml).children;
  const all = [...verbs, ...verbs.flatMap(({ children }) => children)];
  const first = (name: string) => all.find((node) => node.name === name);
  return {
    xml,
    says: all.filter(({ name }) => name === 'Say').map(({ text }) => text),
    action: first('Gather')?.attributes.action ?? first('Dial')?.attributes.action ?? null,
    queue: first('Enqueue')?.text ?? null,
    dial: first('Dial')?.text ?? null,
    hangup: first('Hangup') !== undefined,
  };
}

/** A caller on the line: follows the action of each answer as Twilio does. */
export class Phone {
  last: Spoken | null = null;
  door: Door;
  readonly sid: string;
  readonly from: string;
  constructor(door: Door, sid: string, from: string) {
    this.door = door;
    this.sid = sid;
    this.from = from;
  }
  get #call() {
    return { CallSid: this.sid, From: this.from, To: '+13125550100', Direction: 'inbound' };
  }
  async call(extra: Record<string, string> = {}): Promise<Spoken> {
    this.last = await spoken(
      await this.door.post('/voice/twiml', { ...this.#call, CallStatus: 'ringing', ...extra }),
    );
    return this.last;
  }
  async send(input: Record<string, string>, path = this.last?.action): Promise<Spoken> {
    if (!path) throw new Error('the call is not waiting for anything');
    this.last = await spoken(
      await this.door.post(path, { ...this.#call, CallStatus: 'in-progress', ...input }),
    );
    return this.last;
  }
  say = (words: string) => this.send({ SpeechResult: words, Confidence: '0.9' });
  press = (key: string) => this.send({ Digits: key });
  silent = () => this.send({});
  hangUp = (seconds: number) =>
    this.door.post('/voice/twiml/status', {
      ...this.#call,
      CallStatus: 'completed',
      CallDuration: String(seconds),
    });
}

/** Ashley, whose flight HA123 to Denver leaves at 5:20 PM, and is then delayed to 6:05 PM. */
export async function flyAshley({ ingest }: Door, id = 'A1', phone = ASHLEY): Promise<void> {
  const track = { kind: 'track', customerId: id } as const;
  const about = {
    tripId: `${id}-T1`,
    flight: 'HA123',
    destination: 'DEN',
    fare: 'SECRETFARE',
    seat: '12SECRET',
  };
  await ingest.accept([
    {
      kind: 'identify',
      messageId: `${id}-i`,
      customerId: id,
      at: START - 86_400_000,
      traits: {
        firstName: 'Ashley',
        lastName: 'Moore',
        phone,
        timezone: 'America/Chicago',
        email: 'a@example.com',
      },
    },
    {
      ...track,
      messageId: `${id}-1`,
      at: START - 80_000_000,
      name: 'Flight Booked',
      properties: { ...about, departsAt: '2026-01-05T23:20:00Z' },
    },
  ]);
}

export async function delayAshley({ ingest, clock }: Door, id = 'A1'): Promise<void> {
  await ingest.accept([
    {
      kind: 'track',
      customerId: id,
      messageId: `${id}-2`,
      at: clock.now(),
      name: 'Flight Delayed',
      properties: { tripId: `${id}-T1`, departsAt: '2026-01-06T00:05:00Z', minutes: 45 },
    },
  ]);
}

export async function contactOf(db: Db, sid: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await db.query(
    `select customer_id, channel, reason, started_at, handle_seconds, resolved, offered_reason, offer_taken
     from contacts where id = $1`,
    [`voice_${sid}`],
  );
  return row as Record<string, unknown> | undefined;
}
