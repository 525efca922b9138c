import type { Config } from '../../config/index.ts';
import type { Customer } from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import type { Ingest } from '../../ingest/index.ts';
import { bucketOf, type Clock, type Db, type Instant, type Log } from '../../platform/index.ts';
import { greetingName } from './caller.ts';
import { contactOf } from './contact.ts';
import { converse, newDialogue } from './dialogue.ts';
import type { Action, Input } from './dialogue-types.ts';
import type { CallForm } from './form.ts';
import { answersFor, forecastOrNone, recognise } from './known.ts';
import { advanceCall, type Call, type CallState, insertCall, loadCall } from './store.ts';
import { languageOf, twiml } from './twiml.ts';

export type CallDeps = {
  db: Db;
  clock: Clock;
  ingest: Pick<Ingest, 'accept'>;
  config: Pick<
    Config,
    | 'sandbox'
    | 'twilioAuthToken'
    | 'publicUrl'
    | 'agentNumber'
    | 'callerAttestation'
    | 'offerThreshold'
    | 'company'
    | 'defaultTimeZone'
  >;
  log: Log;
  /** Null when nothing can be said; nothing is offered then. */
  forecastFor(customer: Customer, at: Instant): Promise<Pick<Forecast, 'reasons'> | null>;
  /** Reasons in the order of the menu for a caller of whom nothing is known. */
  baseOrder(): Promise<string[]>;
};

/** How often a step is tried when webhooks of one call race each other. */
const MOST_TRIES = 5;

/** Calls, step by step: a step is answered once, and whatever is asked about it again gets the same answer. */
export function openCalls(deps: CallDeps) {
  const { db, clock, ingest, config, log } = deps;
  const load = (id: string) => loadCall(db, bucketOf(id), id);

  /** Every webhook of a call writes all that is known of its contact, so that one that failed is made good by the next. */
  const record = async (call: Call): Promise<void> => {
    const contact = contactOf(call);
    if (!contact) return;
    try {
      await ingest.accept([contact]);
    } catch (err) {
      log.error(
        { err, call: call.id },
        'a call went on, but its contact was not written; its next webhook tries again',
      );
    }
  };

  const begin = async (form: CallForm, step: number): Promise<string> => {
    const existing = await load(form.callSid);
    if (existing) return repeated(existing, step);
    const now = clock.now();
    const caller = await recognise(db, form, config.callerAttestation);
    const [dialogue, actions] = converse(
      newDialogue(now),
      {
        kind: 'started',
        caller: caller.kind,
        firstName: caller.customer ? greetingName(caller.customer.traits) : null,
        company: config.company.name,
        reasons: await forecastOrNone(deps.forecastFor, caller.customer, now, log),
        threshold: config.offerThreshold,
        baseOrder: await deps.baseOrder(),
        lost: step > 0,
      },
      now,
    );
    const language = languageOf(caller.customer?.locale ?? null);
    const fresh: CallState = { dialogue, contact: {}, answers: {}, handover: null, language };
    const call: Call = {
      bucket: bucketOf(form.callSid),
      id: form.callSid,
      customerId: caller.customer?.id ?? null,
      caller: caller.number,
      step,
      startedAt: now,
      endedAt: null,
      state: apply(fresh, actions, step),
    };
    if (!(await insertCall(db, call))) return begin(form, step);
    await record(call);
    return answerAt(call, step);
  };

  const repeated = async (call: Call, step: number): Promise<string> => {
    await record(call);
    return answerAt(call, step);
  };

  /** The state after what the dialogue decided, with the answer that the caller gets at `step`. */
  const apply = (state: CallState, actions: readonly Action[], step: number): CallState => {
    const next = `${config.publicUrl?.replace(/\/+$/, '') ?? ''}/voice/twiml/turn?step=${step + 1}`;
    const xml = twiml(actions, { language: state.language, agentNumber: config.agentNumber, next });
    return { ...withOutcome(state, actions), answers: { ...state.answers, [step]: xml } };
  };

  const turn = async (form: CallForm, step: number, tries = MOST_TRIES): Promise<string> => {
    const call = await load(form.callSid);
    if (!call) return begin(form, Math.max(step, 1));
    if (step !== call.step + 1 || call.endedAt !== null) return repeated(call, step);
    const now = clock.now();
    const input = await inputOf(form, call);
    const [dialogue, actions] = converse(call.state.dialogue, input, now);
    const next: Call = { ...call, step, state: apply({ ...call.state, dialogue }, actions, step) };
    if (!(await advanceCall(db, call.step, next, now))) {
      if (tries > 1) return turn(form, step, tries - 1);
      throw new Error(`call ${call.id} was changed by others ${MOST_TRIES} times in a row`);
    }
    await record(next);
    return answerAt(next, step);
  };

  const inputOf = async (form: CallForm, call: Call): Promise<Input> => {
    if (form.dialStatus)
      return { kind: 'dialled', answered: ['completed', 'answered'].includes(form.dialStatus) };
    if (!form.speech && !form.digits) return { kind: 'silence' };
    const { speech, digits } = form;
    const answers = await answersFor({ db, clock, timeZone: config.defaultTimeZone }, call.customerId);
    return { kind: 'heard', speech, digits, answers };
  };

  const end = async (form: CallForm, tries = MOST_TRIES): Promise<void> => {
    const call = await load(form.callSid);
    if (!call) return;
    if (call.endedAt !== null) return record(call);
    const now = clock.now();
    const [dialogue, actions] = converse(
      call.state.dialogue,
      { kind: 'ended', durationSeconds: form.callDuration },
      now,
    );
    const next: Call = { ...call, endedAt: now, state: withOutcome({ ...call.state, dialogue }, actions) };
    if (await advanceCall(db, call.step, next, now)) return record(next);
    if (tries > 1) return end(form, tries - 1);
    throw new Error(`call ${call.id} was changed by others ${MOST_TRIES} times in a row`);
  };

  return {
    /** The first answer of a call, as TwiML. */
    begin: (form: CallForm) => begin(form, 0),
    /** The answer to what the caller said or pressed at `step`. A call we have lost begins anew. */
    turn: (form: CallForm, step: number) => turn(form, step),
    /** The call is over. */
    end: (form: CallForm) => end(form),
  };
}

function withOutcome(state: CallState, actions: readonly Action[]): CallState {
  let { contact, handover } = state;
  for (const action of actions) {
    if (action.do === 'contact') contact = { ...contact, ...action.update };
    if (action.do === 'transfer') handover = action.context;
  }
  return { ...state, contact, handover };
}

/** The answer once given at a step; the current one for a step that has none. */
function answerAt(call: Call, step: number): string {
  const answer = call.state.answers[step] ?? call.state.answers[call.step];
  if (answer === undefined) throw new Error(`call ${call.id} has no answer at step ${call.step}`);
  return answer;
}
