import { addSuppressions, loadCustomers } from '../../customers/index.ts';
import type { Ingest } from '../../ingest/index.ts';
import { bucketOf, type Clock, type Instant, type Log } from '../../platform/index.ts';
import { type AnswerDeps, composeAnswer } from '../answers/index.ts';
import type { Codes } from '../codes/index.ts';
import type { DialogueState, Input, Need } from '../dialogue/index.ts';
import type { ReasonBook } from '../reasons/index.ts';
import { revoked } from '../revocation/index.ts';
import { type GreetDeps, greetedOf } from './greeted.ts';
import type { Dialogue } from './store.ts';
import type { People } from './types.ts';

export type EffectDeps = AnswerDeps &
  GreetDeps & { clock: Clock; ingest: Pick<Ingest, 'accept'>; codes: Codes; people: People; log: Log };

/**
 * Does what a dialogue needs before it can go on, and tells it the outcome. Repeating it after a crash or beside another
 * webhook changes nothing more: codes, events and places in a queue are named by the dialogue.
 */
export async function perform(
  deps: EffectDeps,
  need: Need,
  dialogue: Pick<Dialogue, 'id' | 'medium' | 'caller' | 'customerId'>,
  state: DialogueState,
  book: ReasonBook,
): Promise<Input> {
  const { customerId } = dialogue;
  switch (need.what) {
    case 'identify': {
      const named = state.people.some((person) => person.customerId === need.customerId);
      const customer = named
        ? (await loadCustomers(deps.db, bucketOf(need.customerId), [need.customerId])).get(need.customerId)
        : undefined;
      return {
        kind: 'identified',
        customer: customer ? await greetedOf(deps, customer, 'number', state.locale, book) : null,
      };
    }
    case 'answer': {
      const { locale, assurance } = state;
      const asked = { customerId, locale, assurance, dialogue: dialogue.id };
      const answer = await composeAnswer(deps, book.of(need.reason), asked);
      return { kind: 'answered', reason: need.reason, answer };
    }
    case 'code':
      return {
        kind: 'coded',
        to: customerId
          ? await deps.codes.send(customerId, codeFor(dialogue, state), state.company, state.locale)
          : null,
      };
    case 'check':
      return {
        kind: 'checked',
        outcome: customerId
          ? await deps.codes.check(customerId, codeFor(dialogue, state), need.said)
          : 'wrong',
      };
    case 'followUp':
      return { kind: 'followedUp', what: need.follow, done: await followUp(deps, need, dialogue, state) };
    case 'refuse':
      await refuse(deps, need, dialogue, state);
      return { kind: 'refused' };
    case 'wait':
      return { kind: 'waitTold', minutes: await waitFor(deps, need.reason) };
    case 'callBack': {
      const { reason, at, context } = need;
      const { id, medium, caller } = dialogue;
      const entry = {
        id,
        medium,
        customerId,
        number: caller,
        callBackAt: at,
        wantsCallBack: true,
        reason,
        context,
      };
      await deps.people.join(entry);
      return { kind: 'calledBack', at };
    }
  }
}

/**
 * No more calls to the number, whoever has it; what is written of a customer is what they said themselves, except that
 * advertising ends for whom it was meant in any case. The words said are the proof.
 */
async function refuse(
  { db, clock, ingest }: EffectDeps,
  { scope, said: wording }: Extract<Need, { what: 'refuse' }>,
  { caller, customerId }: Pick<Dialogue, 'caller' | 'customerId'>,
  { people }: DialogueState,
): Promise<void> {
  const record = { channel: 'voice', source: 'said on a call', wording, at: clock.now() };
  if (scope === 'all' && caller)
    await addSuppressions(db, bucketOf(caller), [{ ...record, address: caller, status: 'suppressed' }]);
  const whose = customerId ?? (scope === 'marketing' ? people[0]?.customerId : null);
  if (whose) await ingest.accept(revoked({ ...record, customerId: whose }, scope));
}

/** What a code is of: the dialogue, and how often it was asked for there. */
function codeFor({ id }: Pick<Dialogue, 'id'>, { codes }: DialogueState): string {
  return codes > 1 ? `${id}#${codes}` : id;
}

/** Nobody is kept from a person because the wait could not be told. */
async function waitFor({ people, log }: EffectDeps, reason: string | null): Promise<number | null> {
  try {
    return await people.expectedWait(reason);
  } catch (err) {
    log.error({ err }, 'how long the wait for a person is could not be told');
    return null;
  }
}

/** What was asked for, as an event on the customer's timeline, which plays follow. */
async function followUp(
  { ingest, clock, log }: EffectDeps,
  { follow, reason, answer }: Extract<Need, { what: 'followUp' }>,
  dialogue: Pick<Dialogue, 'id' | 'customerId'>,
  { last, turns }: DialogueState,
): Promise<boolean> {
  const wanted = last?.followUps.find(({ name }) => name === follow);
  if (!wanted?.event || !dialogue.customerId) return false;
  const at: Instant = clock.now();
  // Only what is about the subject names it: a message of its own is the customer's.
  const about =
    follow === 'text_me' || !last?.subject
      ? {}
      : { [`${last.subject.type}Id`]: last.subject.id, [follow]: true };
  try {
    await ingest.accept([
      {
        kind: 'track',
        messageId: `${dialogue.id}_${follow}_${turns}`,
        customerId: dialogue.customerId,
        at,
        name: wanted.event,
        properties: { ...about, reason, ...(follow === 'text_me' ? { answer } : {}) },
      },
    ]);
    return true;
  } catch (err) {
    log.error({ err, dialogue: dialogue.id, follow }, 'what a customer asked for could not be written');
    return false;
  }
}
