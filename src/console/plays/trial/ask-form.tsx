import type { Play } from '../../../outreach/index.ts';

/** What is typed about a trial, and what of it can't be used. */
export type Asked = { typed: Record<string, string>; faults: Record<string, string> };

const FIELDS = [
  ['since', 'Launched on', 'empty: 70 % into the time on record'],
  ['withinHours', 'A contact counts within, hours', 'after the message'],
  ['deflection', 'Contacts not made, percent', 'a guess until a holdout has told'],
  ['costPerMessage', 'Cost of a message', ''],
  ['costPerMinute', 'Cost of a minute of handling', ''],
] as const;

type Props = { at: string; asked: Asked; busy: Play | null; running: boolean };

/** What a trial assumes, to be changed, and the button that runs it. */
export function AskForm({ at, asked: { typed, faults }, busy, running }: Props) {
  return (
    <form class="card ask" method="post" action={`${at}/backtest`}>
      <p class="note">
        Runs the play over history as if it had been launched then, with the planner and the gate of live
        outreach, on what was known at each moment. Nothing is sent or stored.
      </p>
      <div class="short">
        {FIELDS.map(([name, label, hint]) => (
          <div class="field">
            <label for={`a-${name}`}>{label}</label>
            <input
              id={`a-${name}`}
              name={name}
              type={name === 'since' ? 'date' : 'text'}
              inputmode={name === 'since' ? undefined : 'decimal'}
              value={typed[name] ?? ''}
              aria-invalid={faults[name] ? 'true' : undefined}
              autocomplete="off"
            />
            {faults[name] && <p class="fault">{faults[name]}</p>}
            {hint && <p class="hint">{hint}</p>}
          </div>
        ))}
      </div>
      {busy ? (
        <p class="note">
          A backtest of <a href={`/plays/${encodeURIComponent(busy.id)}/backtest`}>{busy.name}</a> is running;
          there is one at a time.
        </p>
      ) : (
        <RunButton running={running} />
      )}
    </form>
  );
}

/** Sent along with what is polled, too, so that it can be pressed again when the trial is over. */
export function RunButton({ running, beside = false }: { running: boolean; beside?: boolean }) {
  return (
    <button type="submit" id="run" disabled={running} hx-swap-oob={beside ? 'true' : undefined}>
      Run the backtest
    </button>
  );
}
