import type { Config } from '../../config/index.ts';
import { type Customer, loadCustomers } from '../../customers/index.ts';
import { bucketOf, type Db } from '../../platform/index.ts';
import { type Action, converse, type Input, type Medium, newDialogue, type Said } from '../dialogue/index.ts';
import { type Locale, localeOf, type OpenReasonBook, type ReasonBook } from '../reasons/index.ts';
import type { Talks } from '../talks/talk.ts';
import { greetingName } from './caller.ts';
import { owesContact } from './contact.ts';
import type { ContactWriter } from './contact-writer.ts';
import { type EffectDeps, perform } from './effects.ts';
import { greetedOf } from './greeted.ts';
import { languageOf } from './language.ts';
import { RecentDialogues } from './recent.ts';
import { recognise } from './recognise.ts';
import { advanceDialogue, type Dialogue, insertDialogue, type KeptState, loadDialogue } from './store.ts';
import type { Door, Heard, Opening, Presence, Reply, Standing } from './types.ts';

export type DoorDeps = EffectDeps & {
  talks: Pick<Talks, 'begin'>;
  contacts: Pick<ContactWriter, 'note'>;
  config: Pick<Config, 'callerAttestation' | 'offerThreshold' | 'company' | 'defaultTimeZone'>;
  book: OpenReasonBook;
  /** Reasons in the order of the menu for a caller of whom nothing is known. */
  baseOrder(): Promise<string[]>;
  /** Which reasons words point to, best first, by the company's own model; none where it is not sure. */
  hear(speech: string): Promise<readonly string[]>;
};

/** How often a step is tried when webhooks of one dialogue race each other. */
const MOST_TRIES = 5;
/** How many needs one input may lead to: a code that is checked, then an answer. */
const MOST_NEEDS = 6;
/** Answers kept for webhooks that are repeated. */
const KEPT_REPLIES = 3;

/** Dialogues, step by step: a step is answered once, and whatever is asked about it again gets the same answer. */
export function openDoor(deps: DoorDeps): Door {
  const { db, clock, config, log } = deps;
  const load = (id: string) => loadDialogue(db, bucketOf(id), id);
  const recent = new RecentDialogues();

  /** Commits what a dialogue has come to, from which its contact follows; false: another webhook was first. */
  const advance = async (before: Dialogue, next: Dialogue): Promise<boolean> => {
    const owed = owesContact(before, next);
    if (!(await advanceDialogue(db, before.step, next, owed))) return false;
    recent.keep(next);
    if (owed) await deps.contacts.note(next);
    return true;
  };

  /** Takes a dialogue on by one input, with all that it needs on the way. */
  const take = async (before: Dialogue, first: Input, step: number, book: ReasonBook): Promise<Dialogue> => {
    let dialogue = before;
    let input: Input | null = first;
    const actions: Action[] = [];
    for (let needs = 0; input; needs++) {
      if (needs > MOST_NEEDS) throw new Error(`dialogue ${before.id} needs more and more`);
      const [state, next] = converse(dialogue.state.dialogue, input, clock.now(), book);
      dialogue = {
        ...dialogue,
        customerId: state.customer?.customerId ?? dialogue.customerId,
        state: { ...withOutcome(dialogue.state, next), dialogue: state },
      };
      actions.push(...next);
      const need = next.find((action) => action.do === 'need');
      input = need ? await perform(deps, need.need, dialogue, state, book) : null;
    }
    const said = actions.filter(isSaid);
    const replies: [string, Reply['actions']][] = Object.entries({ ...dialogue.state.replies, [step]: said });
    return {
      ...dialogue,
      step,
      updatedAt: clock.now(),
      state: { ...dialogue.state, replies: Object.fromEntries(replies.slice(-KEPT_REPLIES)) },
    };
  };

  /** Whoever is handed over to a person stands in a queue, with all that was said. */
  const queue = async (dialogue: Dialogue): Promise<void> => {
    const transfer = replyAt(dialogue, dialogue.step).actions.find((action) => action.do === 'transfer');
    if (!transfer) return;
    const { id, medium, customerId, caller: number } = dialogue;
    const { reason, context } = transfer;
    try {
      // Who writes may write on before anyone has taken it.
      if (medium === 'chat' || medium === 'sms') await deps.talks.begin({ id, customerId, channel: medium });
      await deps.people.join({
        id,
        medium,
        customerId,
        number,
        reason,
        context,
        callBackAt: null,
        wantsCallBack: false,
      });
    } catch (err) {
      log.error({ err, dialogue: id }, 'a caller was put through, but is missing in the queue at the desk');
    }
  };

  const begin = async (
    id: string,
    medium: Medium,
    presence: Presence,
    opening: Opening,
    step: number,
  ): Promise<Reply> => {
    const now = clock.now();
    const [existing, book, baseOrder, caller] = await Promise.all([
      load(id),
      deps.book.current(),
      deps.baseOrder(),
      recognise(db, medium, presence, config.callerAttestation),
    ]);
    if (existing) return repeated(existing, step);
    const outbound = opening.message;
    const callee = outbound ? await mustLoad(db, outbound.customerId) : null;
    const customer = caller.customer;
    const tag = (callee ?? customer)?.locale ?? opening.locale ?? null;
    const locale: Locale = localeOf(tag);
    const fresh: Dialogue = {
      bucket: bucketOf(id),
      id,
      medium,
      // Whom we called is known once they have said that it is they.
      customerId: outbound ? null : (customer?.id ?? null),
      caller: caller.number,
      step,
      startedAt: now,
      updatedAt: now,
      endedAt: null,
      state: { dialogue: newDialogue(now), contact: {}, replies: {}, language: languageOf(tag, locale) },
    };
    const started: Input = {
      kind: 'started',
      medium,
      caller: caller.kind,
      assurance: caller.assurance,
      locale,
      company: config.company.name,
      customer:
        customer && !outbound ? await greetedOf(deps, customer, caller.assurance, locale, book) : null,
      people: callee
        ? [{ customerId: callee.id, firstName: greetingName(callee.traits) ?? '' }].filter(
            ({ firstName }) => firstName,
          )
        : caller.people,
      threshold: config.offerThreshold,
      baseOrder,
      zone: (callee ?? customer)?.timeZone ?? config.defaultTimeZone,
      canCallBack: caller.number !== null && medium !== 'outbound',
      first: opening.first ? await heardBy(deps, opening.first) : null,
      message: outbound ? { reason: outbound.reason, text: outbound.text } : null,
      lost: step > 0,
    };
    const dialogue = await take(fresh, started, step, book);
    const owed = owesContact(null, dialogue);
    if (!(await insertDialogue(db, dialogue, owed))) return begin(id, medium, presence, opening, step);
    recent.keep(dialogue);
    await Promise.all([owed && deps.contacts.note(dialogue), queue(dialogue)]);
    return replyAt(dialogue, step);
  };

  const repeated = async (dialogue: Dialogue & { contactOwed: boolean }, step: number): Promise<Reply> => {
    await Promise.all([dialogue.contactOwed && deps.contacts.note(dialogue), queue(dialogue)]);
    return replyAt(dialogue, step);
  };

  const turn: Door['turn'] = async (id, step, heard, medium, presence) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const known = recent.take(id);
      let dialogue = known?.step === step - 1 ? known : null;
      if (!dialogue) {
        const loaded = await load(id);
        if (!loaded) return begin(id, medium, presence, {}, Math.max(step, 1));
        if (step !== loaded.step + 1 || loaded.endedAt !== null) return repeated(loaded, step);
        dialogue = loaded;
      }
      const next = await take(dialogue, await inputOf(deps, heard), step, await deps.book.current());
      if (!(await advance(dialogue, next))) continue;
      await queue(next);
      return replyAt(next, step);
    }
    throw new Error(`dialogue ${id} was changed by others ${MOST_TRIES} times in a row`);
  };

  const end: Door['end'] = async (id, seconds) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const dialogue = recent.take(id) ?? (await load(id));
      if (!dialogue) return;
      if (dialogue.endedAt !== null) return;
      const now = clock.now();
      const input: Input = { kind: 'ended', durationSeconds: seconds };
      const [state, actions] = converse(dialogue.state.dialogue, input, now, await deps.book.current());
      const next: Dialogue = {
        ...dialogue,
        updatedAt: now,
        endedAt: now,
        state: { ...withOutcome(dialogue.state, actions), dialogue: state },
      };
      if (!(await advance(dialogue, next))) continue;
      if (dialogue.state.dialogue.transferred) await deps.people.leave(id);
      return;
    }
    throw new Error(`dialogue ${id} was changed by others ${MOST_TRIES} times in a row`);
  };

  return {
    begin: (id, medium, presence, opening = {}) => begin(id, medium, presence, opening, 0),
    turn,
    end,
    read: async (id) => {
      const dialogue = await load(id);
      return dialogue && standingOf(dialogue);
    },
  };
}

async function mustLoad(db: Db, customerId: string): Promise<Customer> {
  const customer = (await loadCustomers(db, bucketOf(customerId), [customerId])).get(customerId);
  if (!customer) throw new Error(`there is no customer ${customerId} to call`);
  return customer;
}

async function inputOf(deps: DoorDeps, heard: Heard): Promise<Input> {
  if (heard.dialled !== null) return { kind: 'dialled', answered: heard.dialled };
  if (!heard.speech && !heard.digits) return { kind: 'silence' };
  return { kind: 'heard', ...(await heardBy(deps, heard)) };
}

async function heardBy({ hear }: DoorDeps, { speech, digits }: Heard): Promise<Said> {
  return { speech, digits, named: speech ? await hear(speech) : [] };
}

function isSaid(action: Action): action is Reply['actions'][number] {
  return action.do !== 'need' && action.do !== 'contact';
}

function withOutcome(state: KeptState, actions: readonly Action[]): KeptState {
  const updates = actions.flatMap((action) => (action.do === 'contact' ? [action.update] : []));
  return { ...state, contact: Object.assign({}, state.contact, ...updates) };
}

/** The answer once given at a step; the current one for a step that has none. */
function replyAt({ id, step: current, state }: Dialogue, step: number): Reply {
  const actions = state.replies[step] ?? state.replies[current];
  if (!actions) throw new Error(`dialogue ${id} has no answer at step ${current}`);
  const { locale } = state.dialogue;
  const language = state.language.startsWith(locale) ? state.language : languageOf(null, locale);
  return { id, step: state.replies[step] ? step : current, locale, language, actions };
}

function standingOf(dialogue: Dialogue): Standing {
  const { place, said, last } = dialogue.state.dialogue;
  return {
    reply: replyAt(dialogue, dialogue.step),
    customerId: dialogue.customerId,
    said,
    told: last !== null,
    ended: place === 'closed' || dialogue.endedAt !== null,
  };
}
