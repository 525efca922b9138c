import { queryAbout } from '../../channels/index.ts';
import { type Customer, identitiesOf } from '../../customers/index.ts';
import { idOnChannel, type Outreach } from '../../outreach/index.ts';
import { asset } from '../assets.ts';
import type { View } from '../page.tsx';
import { nameOf, reasonWords } from '../words.ts';
import { Handset } from './handset.tsx';

type Props = { callers: Customer[]; ringing: Outreach[]; q: string; signs: boolean; view: View };

/** A telephone that plays calls against the voice webhooks: who calls, the handset, what is said. */
export function PhonePage({ callers, ringing, q, signs, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Phone</h1>
        <p>
          Call {view.company} without a telephone. The call is real to the product: a known caller’s becomes a
          contact.
        </p>
      </div>
      <noscript>
        <p class="fault">This page plays the call in the browser, which needs JavaScript.</p>
      </noscript>
      <div class="calling" id="phone" data-state="idle" data-company={view.company}>
        <CallerForm callers={callers} ringing={ringing} q={q} />
        <Handset />
        <div class="record">
          <section class="card call" aria-labelledby="call-heading">
            <header>
              <h2 id="call-heading">The call</h2>
            </header>
            <p class="note" id="nothing-said">
              Choose who calls and press Call. What is said stands here, and is spoken where this browser has
              a voice.
            </p>
            <ol id="transcript" role="log" aria-live="polite" aria-labelledby="call-heading" tabindex={0} />
          </section>
          <section class="card webhooks" aria-labelledby="webhooks-heading">
            <header>
              <h2 id="webhooks-heading">Webhooks</h2>
              <p>
                What Twilio would have sent, {signs ? 'signed with its token' : 'unsigned, as in a sandbox'},
                and the TwiML that came back.
              </p>
            </header>
            <div id="webhooks">
              <p class="note">None yet.</p>
            </div>
          </section>
        </div>
      </div>
      <script type="module" src={asset('phone.js')} />
    </>
  );
}

function CallerForm({ callers, ringing, q }: Pick<Props, 'callers' | 'ringing' | 'q'>) {
  return (
    <form class="card callers" id="caller">
      <fieldset>
        <legend>Who calls</legend>
        <label class="find">
          <span>Find by name, id, e-mail or number</span>
          <input
            type="search"
            name="q"
            value={q}
            autocomplete="off"
            maxlength={200}
            hx-get="/fragments/phone/callers"
            hx-trigger="input changed delay:200ms"
            hx-target="#callers"
            hx-swap="outerHTML"
            hx-sync="this:replace"
          />
        </label>
        <Callers callers={callers} />
        <div class="other">
          <label>
            <input type="radio" name="from" value="typed" required checked={callers.length === 0} /> Another
            number
          </label>
          <input
            type="tel"
            name="number"
            aria-label="The other number"
            placeholder="+13125550199"
            autocomplete="off"
            maxlength={40}
          />
        </div>
        <label>
          <input type="radio" name="from" value="anonymous" required /> Number withheld
        </label>
        <Ringing calls={ringing} />
      </fieldset>
      <label class="vouched">
        <span>The carrier vouches for the number</span>
        <select name="verstat">
          <option value="">not at all</option>
          <option value="TN-Validation-Passed-A">fully (A)</option>
          <option value="TN-Validation-Passed-B">for its customer (B)</option>
          <option value="TN-Validation-Passed-C">for the gateway (C)</option>
          <option value="TN-Validation-Failed-A">the check failed</option>
        </select>
      </label>
      <button type="submit">Call</button>
    </form>
  );
}

/** Calls that plays have placed: whose telephone rings, to be answered here. */
function Ringing({ calls }: { calls: Outreach[] }) {
  if (calls.length === 0) return null;
  return (
    <div class="ringing">
      <p class="note">Or answer a call that we have placed</p>
      {calls.map((row) => (
        <label>
          <input
            type="radio"
            name="from"
            value={row.address ?? ''}
            data-name={row.customerId}
            data-about={queryAbout({ id: idOnChannel(row), bucket: row.bucket })}
            required
          />{' '}
          <span>{reasonWords(row.reason)}</span>{' '}
          <small>
            {row.customerId} · {row.address}
          </small>
        </label>
      ))}
    </div>
  );
}

/** The customers that were found, to choose from by their numbers. */
export function Callers({ callers }: { callers: Customer[] }) {
  const rows = callers.map((customer) => ({
    customer,
    number: identitiesOf(customer.traits).find(({ kind }) => kind === 'phone')?.value ?? null,
  }));
  const first = rows.find(({ number }) => number !== null);
  return (
    <div id="callers" aria-live="polite">
      {rows.length === 0 && <p class="note">No customer begins like that.</p>}
      {rows.map((row) => (
        <label>
          <input
            type="radio"
            name="from"
            value={row.number ?? ''}
            data-name={nameOf(row.customer)}
            disabled={row.number === null}
            checked={row === first}
            required
          />{' '}
          <span>{nameOf(row.customer)}</span>
          <small>
            {row.customer.id} · {row.number ?? 'no number'}
          </small>
        </label>
      ))}
    </div>
  );
}
