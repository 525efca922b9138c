import { request } from 'node:http';
import type { Dice } from './dice.ts';
import { until } from './processes.ts';

/** What was told of one order, and whether the server said that it had it. */
export type Told = {
  token: string;
  customerId: string;
  messageId: string;
  play: string;
  at: number;
  acknowledgedAt: number;
};

const CUSTOMERS = 300;
/** Plays of the run, by the event that triggers them. The last one's messages die before most of the lost are found. */
const EVENTS = { 'Order Delayed': 'at-once', 'Order Packed': 'in-a-moment', 'Order Near': 'soon-worthless' };

/** Tells the server of orders, so many a second, each with a token of its own that its message will name. */
export function openLoad(
  post: (path: string, body: unknown) => Promise<number>,
  dice: Dice,
  aSecond: number,
) {
  const acknowledged: Told[] = [];
  /** How often each status came that is no acknowledgement; 0 is no answer. */
  const refused: Record<number, number> = {};
  let orders = 0;
  let open = 0;
  let stopped = false;

  async function tell(): Promise<void> {
    const number = ++orders;
    const event = dice.one(Object.keys(EVENTS) as (keyof typeof EVENTS)[]);
    const token = `T${String(number).padStart(6, '0')}`;
    const customerId = `c${number % CUSTOMERS}`;
    const at = Date.now();
    const told = { token, customerId, messageId: `m-${token}`, play: EVENTS[event], at };
    const traits = { firstName: 'Ashley', phone: `+1312555${String(100 + (number % 100)).padStart(4, '0')}` };
    const timestamp = new Date(at).toISOString();
    const batch = [
      { type: 'identify', userId: customerId, messageId: `i-${token}`, timestamp, traits },
      {
        type: 'track',
        userId: customerId,
        messageId: told.messageId,
        event,
        timestamp,
        properties: { orderId: token, token },
      },
    ];
    // As Segment's clients do: what was not acknowledged is told again, under the same messageId.
    const acknowledges = async () => {
      const status = await post('/v1/batch', { batch });
      if (status !== 200) refused[status] = (refused[status] ?? 0) + 1;
      return status === 200;
    };
    await until(`${token} is acknowledged`, acknowledges, 600_000);
    acknowledged.push({ ...told, acknowledgedAt: Date.now() });
  }

  const failed: Error[] = [];
  const timer = setInterval(() => {
    if (stopped) return;
    open++;
    tell()
      .catch((error: Error) => failed.push(error))
      .finally(() => open--);
  }, 1000 / aSecond);
  return {
    acknowledged,
    refused,
    /** Ends the load and waits until all of it is acknowledged. */
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await until('all that was told is acknowledged', async () => open === 0, 600_000);
      if (failed[0]) throw failed[0];
    },
  };
}

/** The status of an answer, or 0 when none came: the server is being killed now and then. */
export function poster(url: () => string, key: string) {
  return (path: string, body: unknown): Promise<number> =>
    new Promise((resolve) => {
      const sent = request(
        new URL(path, url()),
        {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          timeout: 10_000,
          agent: false,
        },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.complete ? (answer.statusCode ?? 0) : 0));
          answer.on('error', () => resolve(0));
        },
      );
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => resolve(0));
      sent.end(JSON.stringify(body));
    });
}

/** Plays whose messages name the order's token. */
export function plays() {
  const trigger = (event: string, delay: string) => ({ kind: 'event', event, subject: 'order', delay });
  const play = (id: string, event: string, delay: string, expires: string) => ({
    id,
    name: id,
    reason: 'order_status',
    purpose: 'service',
    trigger: trigger(event, delay),
    expires,
    unlessContacted: null,
    channels: ['sms'],
    holdout: 0,
    tolerance: 'PT10M',
    message: {
      subject: 'Your order',
      happened: '{{ company.name }}: news of your order {{ facts.token }}.',
      done: 'We are at it.',
      todo: 'You need not call us.',
      verify: 'See {{ company.site }}.',
    },
  });
  return [
    play('at-once', 'Order Delayed', 'PT0S', 'PT30M'),
    play('in-a-moment', 'Order Packed', 'PT3S', 'PT30M'),
    play('soon-worthless', 'Order Near', 'PT0S', 'PT12S'),
  ];
}
