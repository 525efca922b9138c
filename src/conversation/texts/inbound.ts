import type { Config } from '../../config/index.ts';
import {
  addSuppressions,
  consentsOf,
  holdersOfIdentity,
  suppressedAmong,
  toE164,
} from '../../customers/index.ts';
import type { Consent, Contact, Ingest } from '../../ingest/index.ts';
import { bucketOf, type Clock, type Db, holdBucket, type Log } from '../../platform/index.ts';
import type { Door } from '../door/index.ts';
import { type Revocation, readRevocation, revoked } from '../revocation/index.ts';
import { answerTo, textTwiml } from './answer.ts';
import { granted, SOURCE } from './consents.ts';
import type { TextForm } from './form.ts';
import { isPleasantry } from './pleasantry.ts';
import { type InboundText, insertText, lastWish, loadText, markApplied, unapplied } from './store.ts';
import { openThreads } from './threads.ts';

export type TextDeps = {
  db: Db;
  clock: Clock;
  ingest: Pick<Ingest, 'accept'>;
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl' | 'company'>;
  log: Log;
  door: Pick<Door, 'begin' | 'turn' | 'read'>;
  /** Words for the person who has taken a dialogue over. */
  tellPerson(dialogueId: string, words: string): Promise<void>;
};

const CHANNEL = 'sms';
/** Texts left over from a failure that one webhook takes along. */
const LEFT_OVER = 20;

/**
 * Texts that come in. The first transaction keeps the text, its answer and what it means for the address; only then the
 * customers' own records are written, each in its bucket. A crash in between leaves the address suppressed already, and
 * the text is taken up again by the next webhook or start.
 */
export function openTexts({ db, clock, ingest, config, log, door, tellPerson }: TextDeps) {
  const threads = openThreads({ db, door, tellPerson });

  const keep = async (form: TextForm): Promise<InboundText> => {
    const address = toE164(form.from) ?? form.from;
    const bucket = bucketOf(address);
    const reading: Revocation = form.optOut ? byService(form) : readRevocation(form.body);
    const earlier = await threads.lastOf(bucket, CHANNEL, address, clock.now());
    return db.transaction(async (tx) => {
      // Two wishes of one address must see each other, or both would be confirmed.
      await holdBucket(tx, bucket, 'exclusive');
      const known = await loadText(tx, bucket, form.id);
      if (known) return known;
      const now = clock.now();
      const suppressed = (await suppressedAmong(tx, CHANNEL, [address])).has(address);
      const last = await lastWish(tx, bucket, CHANNEL, address);
      const everywhere = (await suppressedAmong(tx, 'any', [address])).has(address);
      const before = { suppressed, everywhere, last };
      const thread =
        reading.kind === 'none' && isAddressed(form, address)
          ? await threads.placeOf(tx, { bucket, channel: CHANNEL, address, id: form.id }, earlier, now)
          : null;
      const answer = form.optOut ? null : answerTo(reading, before, config.company, now);
      const text: InboundText = {
        bucket,
        id: form.id,
        channel: CHANNEL,
        address,
        body: form.body,
        means: reading.kind,
        scope: reading.kind === 'stop' ? reading.scope : null,
        answered: answer !== null,
        answer: textTwiml(answer),
        at: now,
        applied_at: null,
        dialogue_id: thread?.id ?? null,
        dialogue_step: thread?.step ?? null,
      };
      await insertText(tx, text);
      const status = text.scope === 'all' ? 'suppressed' : text.means === 'start' ? 'lifted' : null;
      if (status) {
        const record = {
          channel: CHANNEL,
          address,
          status,
          source: SOURCE,
          wording: text.body,
          at: now,
        } as const;
        await addSuppressions(tx, bucket, [record]);
      }
      return text;
    });
  };

  const apply = async (text: InboundText): Promise<void> => {
    if (text.dialogue_id !== null) return threads.goOn(text, clock.now());
    const phone = toE164(text.address);
    const holders = phone ? await holdersOfIdentity(db, { kind: 'phone', value: phone }) : [];
    const messages = text.means === 'none' ? contactsOf(text, holders) : await consents(text, holders);
    if (messages.length) await ingest.accept(messages);
    await markApplied(db, text, clock.now());
  };

  const consents = async (text: InboundText, holders: readonly string[]): Promise<Consent[]> => {
    const { channel, body: wording, at } = text;
    const lists = await Promise.all(
      holders.map(async (customerId) => {
        const evidence = { customerId, channel, wording, at };
        if (text.means === 'stop') return revoked({ ...evidence, source: SOURCE }, text.scope ?? 'all');
        if (text.means !== 'start') return [];
        const records = await consentsOf(db, bucketOf(customerId), [customerId]);
        return granted(evidence, records.get(customerId) ?? []);
      }),
    );
    return lists.flat();
  };

  /** Writes what is still to be written of texts that came in. What fails is told and left for the next time. */
  const finish = async (): Promise<void> => {
    for (const text of await unapplied(db, LEFT_OVER)) await tryToApply(text);
  };

  const tryToApply = (text: InboundText): Promise<void> =>
    apply(text).catch((err) =>
      log.error({ err, text: text.id }, 'a text is kept, but its consequences are not written; tried again'),
    );

  return {
    /** The answer to a text, as TwiML; the same one however often it is told of. */
    receive: async (form: TextForm): Promise<string> => {
      const text = await keep(form);
      if (text.applied_at === null) await tryToApply(text);
      await finish();
      if (text.dialogue_id === null || text.applied_at !== null) return text.answer;
      return (await loadText(db, text.bucket, text.id))?.answer ?? text.answer;
    },
    finish,
  };
}

/** To a person who writes words that ask for an answer; short codes and names are machines. */
function isAddressed({ body }: TextForm, address: string): boolean {
  return toE164(address) !== null && body.trim() !== '' && !isPleasantry(body);
}

/** The messaging service has acted on it, so its word counts, whatever we read. */
function byService({ optOut }: TextForm): Revocation {
  if (optOut === 'stop') return { kind: 'stop', scope: 'all' };
  return { kind: optOut === 'start' ? 'start' : 'help' };
}

/** A text is a contact of the one customer who has the number; whose it is of several nobody can tell. */
function contactsOf(text: InboundText, holders: readonly string[]): Contact[] {
  const [customerId] = holders;
  if (!customerId || holders.length > 1) return [];
  return [
    {
      kind: 'contact',
      contactId: `${text.channel}_${text.id}`,
      customerId,
      channel: text.channel,
      at: text.at,
      reason: null,
      handleSeconds: null,
      resolved: null,
      offeredReason: null,
      offerTaken: null,
    },
  ];
}
