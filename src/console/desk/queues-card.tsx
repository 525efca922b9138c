import type { Entry, Queue, Queues } from '../../conversation/index.ts';
import { type Instant, MINUTE } from '../../platform/index.ts';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { channelWords, plural, reasonWords } from '../words.ts';

export type Waiting = Queues & { callBacks: Entry[]; inHand: Entry[] };
type Props = { waiting: Waiting; view: View };

/** The form by which an agent takes; its buttons are with the queues, which are replaced as they change. */
const TAKE = 'take';

/** Who waits for a person. The agent's name is asked once, and stays where it is while the queues change. */
export function QueuesCard({ agent, fault, ...props }: Props & { agent: string; fault: string | null }) {
  return (
    <section class="card waiting" aria-labelledby="waiting">
      <header>
        <h2 id="waiting">Waiting for a person</h2>
        <form id={TAKE} method="post" action="/desk/take">
          <label>
            Your name
            <input
              name="agent"
              value={agent}
              required
              maxlength={80}
              autocomplete="name"
              aria-invalid={fault ? 'true' : undefined}
            />
          </label>
        </form>
      </header>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div id="queues" hx-get="/fragments/desk" hx-trigger="sse:people, sse:tick" hx-sync="this:queue last">
        <QueuesPart {...props} />
      </div>
    </section>
  );
}

/** What changes while one looks on. */
export function QueuesPart({ waiting: { queues, agents, callBacks, inHand }, view }: Props) {
  const takeable = queues.some((queue) => queue.waiting + queue.callBacksDue > 0);
  return (
    <>
      {queues.length === 0 ? (
        <Empty heading="Nobody waits.">
          Who asks for a person in a call, a chat or a text stands here, with all that was said.
        </Empty>
      ) : (
        <Lines queues={queues} callBacks={callBacks} view={view} />
      )}
      <footer>
        <p class="note">{agentWords(agents.map(({ name }) => name))}</p>
        {takeable && (
          <button type="submit" form={TAKE}>
            Take next of any
          </button>
        )}
      </footer>
      {inHand.length > 0 && (
        <>
          <h3>In hand</h3>
          <ul class="plain">
            {inHand.map((entry) => (
              <li>
                <a href={`/desk/${encodeURIComponent(entry.id)}`}>
                  {reasonWords(entry.reason)}, {mediumWords(entry.medium)}
                </a>{' '}
                <span class="note">
                  {entry.takenBy} since{' '}
                  {entry.takenAt !== null && <When at={entry.takenAt} zone={view.zone} today={view.now} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Lines({ queues, callBacks, view }: { queues: Queue[]; callBacks: Entry[]; view: View }) {
  return (
    <div class="scroll">
      <table class="rows queues">
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col" class="num">
              Waiting
            </th>
            <th scope="col" class="num">
              Longest
            </th>
            <th scope="col" class="num">
              Expected wait
            </th>
            <th scope="col">Call backs</th>
            <th scope="col">
              <span class="hidden">Take</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr data-queue={queue.reason ?? ''}>
              <th scope="row">{reasonWords(queue.reason)}</th>
              <td class="num" data-label="Waiting">
                {queue.waiting}
              </td>
              <td class="num" data-label="Longest">
                {queue.longestSince === null ? '–' : minutes((view.now - queue.longestSince) / MINUTE)}
              </td>
              <td class="num" data-label="Expected wait">
                {expected(queue)}
              </td>
              <td data-label="Call backs">
                <Times of={callBacks.filter(({ reason }) => reason === queue.reason)} view={view} />
              </td>
              <td class="take">
                {queue.reason !== null && queue.waiting + queue.callBacksDue > 0 && (
                  <button type="submit" class="small" form={TAKE} name="reason" value={queue.reason}>
                    Take next
                    <span class="hidden"> of {reasonWords(queue.reason)}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SHOWN = 4;

function Times({ of, view }: { of: Entry[]; view: View }) {
  if (!of.length) return <>–</>;
  return (
    <span>
      {of.slice(0, SHOWN).map((entry, index) => (
        <>
          {index > 0 && '; '}
          <CallBackTime entry={entry} view={view} />
        </>
      ))}
      {of.length > SHOWN && `; ${of.length - SHOWN} more`}
    </span>
  );
}

/** "due 16:00", "Wed 11 Mar, 09:00", "soon". */
export function CallBackTime({ entry: { callBackAt }, view }: { entry: Entry; view: View }) {
  if (callBackAt === null) return <>as soon as possible</>;
  const time = <When at={callBackAt} zone={view.zone} today={view.now} />;
  return callBackAt <= view.now ? <span class="badge warn">due {time}</span> : time;
}

export function mediumWords(medium: Entry['medium']): string {
  return medium === 'outbound' ? 'call that we placed' : channelWords(medium).replace(/^C/, 'c');
}

function expected({ expectedWait, agents }: Queue): string {
  if (expectedWait !== null) return expectedWait === 0 ? 'none' : `about ${minutes(expectedWait)}`;
  return agents ? 'not known' : 'no agent';
}

function minutes(value: number): string {
  const whole = Math.floor(value);
  if (whole < 1) return 'under 1 min';
  return whole < 120 ? `${whole} min` : `${Math.floor(whole / 60)} h`;
}

function agentWords(names: string[]): string {
  if (!names.length) return 'No agent is about.';
  const shown =
    names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  return `${plural(names.length, 'agent')} about: ${shown}.`;
}

export function agoWords(at: Instant, now: Instant): string {
  return minutes((now - at) / MINUTE);
}
