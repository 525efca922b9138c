import type { Entry, Talk } from '../../conversation/index.ts';
import type { Customer } from '../../customers/index.ts';
import { type CustomerNow, Now } from '../customer/customer-page.tsx';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, nameOf, plain } from '../words.ts';
import { FollowingPart, type Shown } from './following.tsx';
import { QueuesCard, type Waiting } from './queues-card.tsx';
import { SoFarCard } from './so-far-card.tsx';

const EXAMPLE = `Agent: Thanks for calling, this is Dana. How can I help?
Customer: hi, my flight tonight says delayed but not till when
Agent: What is your booking reference?`;

export type Fault = { words: string; text: string } | null;

/** Where an agent begins: a conversation about a customer, or about nobody in particular. */
export function DeskPage({
  talks,
  waiting,
  agent,
  refused,
  q,
  found,
  fault,
  view,
}: {
  talks: Talk[];
  waiting: Waiting;
  /** How the agent at this browser is called. */
  agent: string;
  /** Why nobody could be taken. */
  refused: string | null;
  q: string;
  found: Customer[];
  fault: Fault;
  view: View;
}) {
  return (
    <>
      <div class="heading">
        <h1>Desk</h1>
        <p>Take who waits for a person, and follow the conversation as it happens.</p>
      </div>
      <QueuesCard waiting={waiting} agent={agent} fault={refused} view={view} />
      <div class="columns even">
        <section class="card" aria-labelledby="begin">
          <h2 id="begin">Begin a conversation</h2>
          <form method="post" action="/desk">
            <label>
              Customer (id; empty if not known)
              <input
                name="customer"
                list="found"
                value={found.length === 1 ? found[0]?.id : q}
                autocomplete="off"
                maxlength={256}
              />
            </label>
            <datalist id="found">
              {found.map((customer) => (
                <option value={customer.id}>{nameOf(customer)}</option>
              ))}
            </datalist>
            <fieldset class="pick">
              <legend>Channel</legend>
              {['voice', 'chat'].map((channel, index) => (
                <label>
                  <input type="radio" name="channel" value={channel} checked={index === 0} />{' '}
                  {channelWords(channel)}
                </label>
              ))}
            </fieldset>
            <label>
              What was said so far (optional)
              <textarea name="paste" rows={7} placeholder={EXAMPLE} aria-invalid={fault ? 'true' : undefined}>
                {fault?.text}
              </textarea>
            </label>
            {fault && (
              <p class="fault" role="alert">
                {fault.words}
              </p>
            )}
            <button type="submit">Follow it</button>
          </form>
        </section>
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">Latest conversations</h2>
          {talks.length === 0 && <p class="note">None yet.</p>}
          <ul class="plain">
            {talks.map((talk) => (
              <li>
                <a href={`/desk/${encodeURIComponent(talk.id)}`}>
                  {talk.customerId ?? 'Customer not known'}, {plain(talk.channel)}
                </a>{' '}
                <When at={talk.startedAt} zone={view.zone} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

/** A conversation under way, with the customer's timeline and forecast beside it. */
export function TalkPage({
  following,
  entry,
  customer,
  view,
}: {
  following: Shown;
  /** Where it comes out of a queue. */
  entry: Entry | null;
  customer: CustomerNow | null;
  view: View;
}) {
  const { talk } = following;
  return (
    <>
      <div class="heading">
        <h1>{customer ? nameOf(customer.customer) : 'Customer not known'}</h1>
        <p>
          {channelWords(talk.channel)} since <When at={talk.startedAt} zone={view.zone} /> ·{' '}
          <a href="/desk">Desk</a>
          {customer && (
            <>
              {' '}
              ·{' '}
              <a href={`/customers/${encodeURIComponent(customer.customer.id)}`}>
                all about {customer.customer.id}
              </a>
            </>
          )}
        </p>
      </div>
      <div class="columns">
        <div>
          {entry && (
            <SoFarCard
              entry={entry}
              expected={customer?.expected ?? null}
              zone={customer?.customer.timeZone ?? null}
              view={view}
            />
          )}
          <TalkPart following={following} fault={null} focus={!entry} />
        </div>
        {customer && (
          <div
            id="now"
            hx-get={`/fragments/customers/${encodeURIComponent(customer.customer.id)}`}
            hx-trigger="sse:change"
            hx-sync="this:queue last"
          >
            <Now {...customer} view={view} />
          </div>
        )}
        {!customer && (
          <section class="card">
            <h2>Who is it?</h2>
            <p class="note">
              Nothing is known of the customer. Begin the conversation with an id to see timeline and
              forecast.
            </p>
          </section>
        )}
      </div>
    </>
  );
}

/** What is replaced when something is said: the conversation, and an empty field for what comes next. */
export function TalkPart({
  following,
  fault,
  focus = true,
}: {
  following: Shown;
  fault: Fault;
  /** Not where something above is to be read first. */
  focus?: boolean;
}) {
  const at = encodeURIComponent(following.talk.id);
  const next = following.turns.at(-1)?.labels.speaker === 'agent' ? 'customer' : 'agent';
  return (
    <div id="talk">
      <div
        id="following"
        hx-get={`/fragments/desk/${at}`}
        hx-trigger="sse:conversation"
        hx-sync="this:queue last"
      >
        <FollowingPart following={following} />
      </div>
      <form
        class="card say-form"
        method="post"
        action={`/desk/${at}/turns`}
        hx-post={`/desk/${at}/turns`}
        hx-target="#talk"
        hx-swap="outerHTML"
      >
        <fieldset class="pick">
          <legend>Who speaks</legend>
          {['agent', 'customer'].map((speaker) => (
            <label>
              <input type="radio" name="speaker" value={speaker} checked={speaker === next} />{' '}
              {speaker === 'agent' ? 'Agent' : 'Customer'}
            </label>
          ))}
        </fieldset>
        <label>
          What is said; Enter adds it. Several lines may begin with “Agent:” and “Customer:”
          <textarea
            name="text"
            rows={3}
            required
            autofocus={focus}
            data-enter-sends
            aria-invalid={fault ? 'true' : undefined}
          >
            {fault?.text}
          </textarea>
        </label>
        {fault && (
          <p class="fault" role="alert">
            {fault.words}
          </p>
        )}
        <button type="submit">Add</button>
      </form>
    </div>
  );
}
