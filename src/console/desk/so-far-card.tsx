import type { Entry } from '../../conversation/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import type { View } from '../page.tsx';
import { dayOf, hourOf, shortTime, When } from '../when.tsx';
import { percent, plain, reasonWords } from '../words.ts';
import { agoWords, CallBackTime, mediumWords } from './queues-card.tsx';

const REASONS = 3;
type Assurance = Entry['context']['assurance'];
const SURE: Record<Assurance, { tone: string; words: string; what: string }> = {
  none: {
    tone: 'bad',
    words: 'Not verified',
    what: 'Nobody knows who this is. Ask before you tell anything of a customer.',
  },
  number: {
    tone: 'warn',
    words: 'Not verified',
    what: 'The number or address is this customer’s; others may have it in hand. Verify before you tell or change anything.',
  },
  verified: {
    tone: 'good',
    words: 'Verified',
    what: 'By a one-time code, a login, or what only the customer knows.',
  },
};

type Props = {
  entry: Entry;
  expected: Pick<Forecast, 'reasons'> | null;
  /** The customer's own; null where it isn't known. */
  zone: string | null;
  view: View;
};

/** All that the dialogue hands to the person who takes over, so that nothing has to be said twice. */
export function SoFarCard(props: Props) {
  const at = `/fragments/desk/${encodeURIComponent(props.entry.id)}/so-far`;
  return (
    <section
      class="card so-far"
      aria-labelledby="so-far"
      hx-get={at}
      hx-trigger="sse:people"
      hx-sync="this:queue last"
    >
      <SoFarPart {...props} />
    </section>
  );
}

/** What changes while one looks on: more may be said, and someone else may end it. */
export function SoFarPart({ entry, expected, zone, view }: Props) {
  const { context } = entry;
  const sure = SURE[context.assurance];
  return (
    <>
      <header>
        <h2 id="so-far">So far</h2>
        <span class={`badge ${sure.tone}`}>{sure.words}</span>
      </header>
      <p class="summary">{context.summary}</p>
      <dl class="pairs">
        <dt>Reason</dt>
        <dd>{reasonWords(entry.reason)}</dd>
        {expected && expected.reasons.length > 0 && (
          <>
            <dt>Was expected</dt>
            <dd>
              {expected.reasons
                .slice(0, REASONS)
                .map(({ reason, probability }) => `${plain(reason)} ${percent(probability)}`)
                .join(', ')}
            </dd>
          </>
        )}
        <dt>Who it is</dt>
        <dd>{sure.what}</dd>
        <dt>Came by</dt>
        <dd>
          {mediumWords(entry.medium)}, waiting since{' '}
          <When at={entry.joinedAt} zone={view.zone} today={view.now} />
        </dd>
        {(entry.wantsCallBack || entry.number) && (
          <>
            <dt>{entry.wantsCallBack ? 'Call back' : 'Number'}</dt>
            <dd>
              {entry.number ? <a href={`tel:${entry.number}`}>{entry.number}</a> : 'no number'}
              {entry.wantsCallBack && (
                <>
                  {', '}
                  <CallBackTime entry={entry} view={view} />
                  {theirClock(entry, zone, view)}
                </>
              )}
            </dd>
          </>
        )}
      </dl>
      <h3>What was said</h3>
      {context.said.length === 0 && <p class="note">Nothing yet.</p>}
      <ol class="talk">
        {context.said.map(({ by, text }) => (
          <li class={by === 'us' ? 'agent' : 'customer'}>
            <span class="speaker">{by === 'us' ? 'Beforehand' : 'Customer'}</span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <Outcome entry={entry} view={view} />
    </>
  );
}

/** "(17:00 in America/New_York)" where the customer's clocks show something else than the page. */
function theirClock({ callBackAt }: Entry, zone: string | null, view: View): string {
  if (callBackAt === null || zone === null) return '';
  if (shortTime(callBackAt, zone) === shortTime(callBackAt, view.zone)) return '';
  const sameDay = dayOf(callBackAt, zone) === dayOf(callBackAt, view.zone);
  return ` (${(sameDay ? hourOf : shortTime)(callBackAt, zone)} in ${zone})`;
}

function Outcome({ entry, view }: { entry: Entry; view: View }) {
  if (entry.doneAt !== null) {
    return (
      <p class="note">
        {entry.outcome === 'resolved' ? 'Resolved' : 'Not resolved'}, {entry.takenBy},{' '}
        <When at={entry.doneAt} zone={view.zone} today={view.now} />.
      </p>
    );
  }
  if (entry.takenAt === null) {
    return (
      <p class="note">
        In nobody’s hand. <a href="/desk">Take the next at the desk.</a>
      </p>
    );
  }
  const at = `/desk/${encodeURIComponent(entry.id)}`;
  return (
    <form class="outcome" method="post" action={`${at}/done`}>
      <button type="submit" name="outcome" value="resolved">
        Done, resolved
      </button>
      <button type="submit" class="outline" name="outcome" value="not_resolved">
        Done, not resolved
      </button>
      <button type="submit" class="outline back" formaction={`${at}/put-back`}>
        Put back
      </button>
      <p class="note">
        {entry.takenBy} has it, for {agoWords(entry.takenAt, view.now)}.
      </p>
    </form>
  );
}
