import { randomBytes } from 'node:crypto';
import type { Channels } from '../../channels/index.ts';
import {
  type Customer,
  holdersOfIdentity,
  identitiesOf,
  loadCustomers,
  suppressedAmong,
} from '../../customers/index.ts';
import {
  bucketOf,
  type Clock,
  type Db,
  HOUR,
  idOf,
  type Log,
  MINUTE,
  readSetting,
  writeSetting,
} from '../../platform/index.ts';
import type { Locale } from '../reasons/index.ts';
import { codeOf, isCode } from './code.ts';
import { noteCode, tryCode, useCode } from './store.ts';

/** How long a code is good for. */
const GOOD_FOR = 10 * MINUTE;
/** Codes sent to, and digits tried for, a customer within an hour: more is somebody guessing. */
const MOST_SENT = 5;
const MOST_TRIED = 8;

export type Codes = {
  /** Sends a code to an address that the customer has had with us; to which kind, or null when none can be reached. */
  send(
    customerId: string,
    dialogue: string,
    company: string,
    locale: Locale,
  ): Promise<'phone' | 'email' | null>;
  /** `lapsed`: it was good once; `locked`: too many tries, from whatever dialogue. */
  check(customerId: string, dialogue: string, said: string): Promise<'right' | 'wrong' | 'lapsed' | 'locked'>;
};

const TEXT: Record<Locale, (company: string, code: string) => string> = {
  en: (company, code) =>
    `${company}: your code is ${code}. It is good for 10 minutes. We will only ask for it in the call or chat that you began.`,
  es: (company, code) =>
    `${company}: su código es ${code}. Vale 10 minutos. Solo se lo pediremos en la llamada o el chat que usted inició.`,
};

/** One-time codes, by which a customer shows to be who the number says. */
export function openCodes({
  db,
  clock,
  channels,
  log,
}: {
  db: Db;
  clock: Clock;
  channels: Channels;
  log: Log;
}): Codes {
  const secretOf = async (): Promise<string> => {
    const kept = await readSetting<string>(db, 'code-secret');
    if (kept) return kept;
    await writeSetting(db, 'code-secret', randomBytes(32).toString('base64'));
    return (await readSetting<string>(db, 'code-secret')) ?? '';
  };
  const idFor = (customerId: string, dialogue: string) => idOf('code', customerId, dialogue);
  return {
    send: async (customerId, dialogue, company, locale) => {
      const bucket = bucketOf(customerId);
      const customer = (await loadCustomers(db, bucket, [customerId])).get(customerId);
      if (!customer) return null;
      const now = clock.now();
      const id = idFor(customerId, dialogue);
      const noted = await noteCode(db, { bucket, customerId, id, now, since: now - HOUR, most: MOST_SENT });
      if (!noted) return null;
      const text = TEXT[locale](company, codeOf(await secretOf(), id));
      for (const way of await waysTo(db, channels, customer)) {
        const outcome = await way.channel.send({
          id,
          bucket,
          to: way.to,
          subject: way.kind === 'email' ? company : null,
          text,
          expiresAt: now + GOOD_FOR,
        });
        if (outcome.kind === 'ok' || outcome.kind === 'unknown') return way.kind;
        log.warn(
          { customer: customerId, channel: way.channel.name, why: outcome.why },
          'a code could not be sent',
        );
      }
      return null;
    },
    check: async (customerId, dialogue, said) => {
      const bucket = bucketOf(customerId);
      const id = idFor(customerId, dialogue);
      const now = clock.now();
      const tried = await tryCode(db, {
        bucket,
        customerId,
        id,
        since: now - HOUR,
        notBefore: now - GOOD_FOR,
      });
      if (!tried) return 'wrong';
      if (tried.tries > MOST_TRIED) return 'locked';
      if (!tried.isCurrent) return 'lapsed';
      if (!isCode(said, codeOf(await secretOf(), id))) return 'wrong';
      await useCode(db, bucket, customerId, id, now);
      return 'right';
    },
  };
}

/**
 * The customer's telephone first, then mail; not to an address that wants nothing from us, nor to one that others have,
 * too: whoever reads a code there may be any of them.
 */
async function waysTo(db: Db, channels: Channels, { traits }: Customer) {
  const identities = identitiesOf(traits);
  const ways = [...channels.values()].flatMap((channel) => {
    if (!channel.bearsText) return [];
    const identity = identities.find(({ kind }) => kind === channel.reaches);
    return identity ? [{ channel, kind: channel.reaches, to: identity.value }] : [];
  });
  const open = await Promise.all(
    ways.map(async ({ channel, kind, to }) => {
      const [suppressed, holders] = await Promise.all([
        suppressedAmong(db, channel.name, [to]),
        holdersOfIdentity(db, { kind, value: to }),
      ]);
      return !suppressed.has(to) && holders.length === 1;
    }),
  );
  return ways
    .filter((_, index) => open[index])
    .sort((a, b) => Number(b.kind === 'phone') - Number(a.kind === 'phone'));
}
