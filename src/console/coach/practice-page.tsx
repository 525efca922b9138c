import { hintFor, type Practice, type Scenario, screenOf, tasksOf } from '../../conversation/index.ts';
import { asset } from '../assets.ts';
import { title } from '../words.ts';

type Fault = { words: string; text: string } | null;
type Props = { practice: Practice; scenario: Scenario };

/** The talk under way: what is known before it on the side, what is said in the middle. */
export function PracticePage({ practice, scenario }: Props) {
  return (
    <>
      <div class="heading">
        <h1>{scenario.title}</h1>
        <p>
          {title(scenario.industry)}, difficulty {scenario.difficulty} of 8 · <a href="/coach">Coach</a>
        </p>
      </div>
      <PracticePart practice={practice} scenario={scenario} fault={null} />
      <script type="module" src={asset('coach.js')} />
    </>
  );
}

/** All that changes with a turn. */
export function PracticePart({ practice, scenario, fault }: Props & { fault: Fault }) {
  const { state } = practice;
  const at = `/coach/${encodeURIComponent(practice.id)}`;
  const name = scenario.customer.name.split(' ')[0];
  return (
    <div id="practice" class="practice" data-language="en-US">
      <section class="card" aria-labelledby="said-heading">
        <h2 id="said-heading">{scenario.customer.name} is on the line</h2>
        {state.exchanges.length === 0 && <p class="note">The telephone rings. You speak first.</p>}
        <ol class="chat" role="log" aria-live="polite" aria-labelledby="said-heading">
          {state.exchanges.map(({ agent, customer }, i) => (
            <>
              <li class="agent">
                <span class="speaker">You</span>
                <p>{agent.stretches.length > 0 ? agent.text : <em>silence</em>}</p>
              </li>
              <li class="customer">
                <span class="speaker">{name}</span>
                <p data-spoken={i === state.exchanges.length - 1 ? i + 1 : undefined}>{customer.text}</p>
              </li>
            </>
          ))}
        </ol>
        {state.ended ? (
          <p class="over">
            <strong>The talk is over.</strong> <a href={at}>See the score and the replay</a>
          </p>
        ) : (
          <>
            <SayForm at={at} after={state.exchanges.length} fault={fault} />
            <form id="end" method="post" action={`${at}/stop`} />
          </>
        )}
      </section>
      <Side practice={practice} scenario={scenario} />
    </div>
  );
}

function SayForm({ at, after, fault }: { at: string; after: number; fault: Fault }) {
  return (
    <form
      class="say-form"
      method="post"
      action={`${at}/turns`}
      hx-post={`${at}/turns`}
      hx-target="#practice"
      hx-swap="outerHTML"
      hx-disabled-elt="find button"
      hx-sync="this:drop"
    >
      <input type="hidden" name="after" value={String(after)} />
      <label>
        What you say; Enter sends it
        <textarea
          name="text"
          rows={3}
          required
          autofocus
          maxlength={2000}
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
      <div class="ways">
        <button type="submit">Say</button>
        <button type="button" class="secondary" id="microphone" aria-pressed="false" hidden>
          Speak
        </button>
        <button type="submit" class="secondary" name="silence" value="yes" formnovalidate>
          Say nothing
        </button>
        <button type="submit" class="secondary" form="end">
          End it
        </button>
        <label id="aloud-choice" hidden>
          <input type="checkbox" id="aloud" /> Spoken aloud
        </label>
      </div>
      <p class="note" id="heard" role="status" />
    </form>
  );
}

function Side({ practice, scenario }: Props) {
  const screen = screenOf(practice.state, scenario);
  const hint = hintFor(practice.state, scenario);
  const tasks = tasksOf(practice.state, scenario);
  return (
    <div class="beside">
      <section class="card" aria-labelledby="briefing">
        <h2 id="briefing">Your part</h2>
        <p>{scenario.briefing}</p>
      </section>
      <section class="card" aria-labelledby="screen" aria-live="polite">
        <h2 id="screen">Your screen</h2>
        {screen.length === 0 && <p class="note">Empty until you know what to look up.</p>}
        <ul class="screen">
          {screen.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
      {hint && (
        <details class="card hint" open={practice.hinted}>
          <summary>Hint</summary>
          <p>
            <span class={`move ${hint.move}`}>{hint.move}</span> {hint.why}
          </p>
          {hint.say && <p class="say">“{hint.say}”</p>}
        </details>
      )}
      <details class="card">
        <summary>
          Done so far: {tasks.filter(({ done }) => done).length} of {tasks.length}
        </summary>
        <ul class="tasks">
          {tasks.map(({ kind, label, done }) => (
            <li class={done ? 'done' : ''}>
              {title(kind)} {label}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
