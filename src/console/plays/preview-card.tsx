import { countSegments } from '../../channels/index.ts';
import type { Customer } from '../../customers/index.ts';
import type { Preview } from '../../outreach/index.ts';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, nameOf, plain, plural } from '../words.ts';

/** Whom the search found, and what the play would say to the one it is about. */
export type Previewed = { q: string; found: Customer[]; customer: Customer | null; previews: Preview[] };

/** What the play would say to a real customer, on each channel as they would see it. */
export function PreviewCard({ playId, shown, view }: { playId: string; shown: Previewed; view: View }) {
  const { q, found, customer, previews } = shown;
  const at = `/plays/${encodeURIComponent(playId)}`;
  return (
    <section class="card" aria-labelledby="preview">
      <header>
        <h2 id="preview">Preview</h2>
        <p>What it would say to a real customer, as facts stand now. Nothing is planned or sent.</p>
      </header>
      <form class="filters" method="get" action={`${at}#preview`}>
        <label class="long">
          <span>Name, id, e-mail address or telephone number begins with</span>
          <input type="search" name="customer" value={q} autocomplete="off" maxlength={200} required />
        </label>
        <button type="submit" class="secondary">
          Show
        </button>
      </form>
      {q && !customer && found.length === 0 && <p class="note">Nobody is found by “{q}”.</p>}
      {!customer && found.length > 0 && <p class="note">Whom? The first that are found:</p>}
      {!customer && found.length > 0 && (
        <ul class="plain found">
          {found.map((one) => (
            <li>
              <a href={`${at}?customer=${encodeURIComponent(one.id)}#preview`}>{nameOf(one)}</a>{' '}
              <small>{one.id}</small>
            </li>
          ))}
        </ul>
      )}
      {customer && (
        <>
          <p>
            <a href={`/customers/${encodeURIComponent(customer.id)}`}>{nameOf(customer)}</a>{' '}
            <small>{[customer.id, customer.locale, customer.timeZone].filter(Boolean).join(' · ')}</small>
          </p>
          {previews.length === 0 && (
            <p class="note">
              The play hangs on nothing that {nameOf(customer)} has: it would not be planned.
            </p>
          )}
          {previews.map((preview) => (
            <OneSubject preview={preview} view={view} />
          ))}
        </>
      )}
    </section>
  );
}

function OneSubject({ preview, view }: { preview: Preview; view: View }) {
  const { subject, anchorAt, audience, messages } = preview;
  return (
    <div class="previewed">
      <h3>
        {plain(subject.type)} {subject.id}{' '}
        {anchorAt !== null && (
          <small>
            <When at={anchorAt} zone={view.zone} />
          </small>
        )}
      </h3>
      {!audience.holds && (
        <p class="fault">Not in the audience now{audience.why ? `: ${audience.why}` : '.'}</p>
      )}
      <ul class="outbox">
        {messages.map((message) => (
          <li class={message.channel === 'email' ? 'mail' : 'phone'}>
            <Message message={message} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Message({ message }: { message: Preview['messages'][number] }) {
  const { channel, kind, subject, text, missing } = message;
  const parts = text !== null && channel === 'sms' ? countSegments(text) : null;
  return (
    <article>
      <header>
        <p>
          {channelWords(channel)}
          {kind === 'correction' && <small> correction</small>}
        </p>
      </header>
      {text === null ? (
        <p class="fault">Would not be sent, as something is missing: {missing}</p>
      ) : (
        <div class="message">
          {channel === 'email' && <p class="subject">{subject}</p>}
          <p class="body">{text}</p>
        </div>
      )}
      {parts && (
        <footer>
          {plural(parts.segments, 'segment')}, {plural(parts.units, 'character')} of {parts.encoding}
          {parts.encoding === 'UCS-2' && ': a character outside the plain alphabet makes it dearer'}
        </footer>
      )}
    </article>
  );
}
