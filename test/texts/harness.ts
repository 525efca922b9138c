import { createHmac } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { openTexts, textRoutes } from '../../src/conversation/index.ts';
import { forgetCustomer, projectCustomers } from '../../src/customers/index.ts';
import { openIngest } from '../../src/ingest/index.ts';
import { answerError, type Db, ManualClock, openLog, router } from '../../src/platform/index.ts';

import { type DoorSetting, openTestDoor } from '../support/door.ts';

export const START = Date.parse('2026-01-05T23:00:00Z');
export const TOKEN = 'token-of-a-test-account';
export const PUBLIC = 'https://hawk.example';

export type Setting = Parameters<typeof textRoutes>[0]['config'] & DoorSetting;
const live: Setting = {
  sandbox: false,
  twilioAuthToken: TOKEN,
  publicUrl: PUBLIC,
  company: { name: 'Hawk Air', site: 'hawk.example' },
  callerAttestation: 'none',
  offerThreshold: 0.5,
  defaultTimeZone: 'UTC',
};

/** As Twilio signs (twilio.com/docs/usage/security): HMAC-SHA1 over the address and the sorted parameters. */
export function sign(url: string, form: Record<string, string>, token = TOKEN): string {
  const sorted = Object.keys(form).sort();
  return createHmac('sha1', token)
    .update(url + sorted.map((name) => name + form[name]).join(''))
    .digest('base64');
}

/** The front door for texts. Another one on the same `db` is a restart. */
export function open(db: Db, setting: Partial<Setting> = {}, clock = new ManualClock(START)) {
  const log = openLog('silent');
  const config = { ...live, ...setting };
  const ingest = openIngest(db, clock, [projectCustomers], forgetCustomer);
  const { door, forecaster, people } = openTestDoor({ db, clock, ingest, log, config });
  const told: [string, string][] = [];
  const texts = openTexts({
    db,
    clock,
    ingest,
    config,
    log,
    door,
    tellPerson: async (id, words) => void told.push([id, words]),
  });
  const app = router();
  app.onError(answerError(log));
  app.route('/', textRoutes({ config, texts }));
  let sent = 0;
  const post = (
    form: Record<string, string>,
    signature: string | null = sign(`${PUBLIC}/sms/twilio`, form),
  ) =>
    app.request('/sms/twilio', {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(signature === null ? {} : { 'x-twilio-signature': signature }),
      },
    });
  return {
    clock,
    ingest,
    texts,
    forecaster,
    people,
    /** What was passed on to people who had taken over. */
    told,
    post,
    /** A text as Twilio tells of it; what is answered, or null for nothing. */
    text: async (from: string, body: string, more: Record<string, string> = {}) => {
      sent += 1;
      const id = `SM${from.slice(-4)}${sent}${clock.now()}`;
      return messageIn(await post({ MessageSid: id, From: from, To: '+15550100', Body: body, ...more }));
    },
    know: (customerId: string, phone: string) =>
      ingest.accept([
        {
          kind: 'identify',
          messageId: `${customerId}-known`,
          customerId,
          at: clock.now(),
          traits: { phone },
        },
      ]),
  };
}

/** The one message of a TwiML answer, or null; throws when it is no TwiML or more is asked for. */
export async function messageIn(response: Response): Promise<string | null> {
  const xml = await response.text();
  if (response.status !== 200 || XMLValidator.validate(xml) !== true)
    throw new Error(`no TwiML: ${response.status} ${xml}`);
  const { Response: root } = new XMLParser().parse(xml);
  if (root === '') return null;
  const names = Object.keys(root);
  if (names.length !== 1 || typeof root.Message !== 'string') throw new Error(`not one message: ${xml}`);
  return root.Message;
}
