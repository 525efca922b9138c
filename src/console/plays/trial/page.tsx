import type { Play } from '../../../outreach/index.ts';
import type { View } from '../../page.tsx';
import { Said } from '../said.tsx';
import { triggerWords } from '../words.ts';
import { type Asked, AskForm } from './ask-form.tsx';
import { Result } from './result.tsx';
import type { Shown } from './shown.ts';
import type { Progress, Trial } from './trials.ts';

type PartProps = { play: Play; trial: Trial | null; shown: Shown; page: number; view: View };
type Props = PartProps & {
  /** Another play, a trial of which is under way. */
  busy: Play | null;
  asked: Asked;
  warnings: string[];
  done: string | null;
};

/** What a play would have come to: what is assumed, and the result beside it. */
export function TrialPage({ busy, asked, warnings, done, ...rest }: Props) {
  const { play } = rest;
  const at = `/plays/${encodeURIComponent(play.id)}`;
  return (
    <>
      <div class="heading">
        <h1>Backtest</h1>
        <p>
          <a href={at}>{play.name}</a> · {triggerWords(play)}
        </p>
      </div>
      <Said done={done} warnings={warnings} />
      <AskForm at={at} asked={asked} busy={busy} running={rest.trial?.state === 'running'} />
      <TrialPart {...rest} />
      {(play.status === 'draft' || play.status === 'paused') && (
        <form method="post" action={`${at}/launch`} class="actions next">
          <button type="submit">{play.status === 'draft' ? 'Launch' : 'Launch again'}</button>
          <a class="button" href={`${at}/edit`}>
            Edit
          </a>
        </form>
      )}
    </>
  );
}

/** The trial as it stands; while it runs, the page asks for it again and again. */
export function TrialPart({ play, trial, shown, page, view }: PartProps) {
  const at = `/plays/${encodeURIComponent(play.id)}`;
  if (trial?.state === 'running')
    return (
      <section
        id="trial"
        class="card"
        aria-live="polite"
        hx-get={`/fragments${at}/backtest`}
        hx-trigger="every 1s"
        hx-swap="outerHTML"
        hx-target="this"
      >
        <h2>Running</h2>
        <Running progress={trial.progress} />
        <form method="post" action={`${at}/backtest/stop`}>
          <button type="submit" class="secondary outline">
            Stop
          </button>{' '}
          <small>
            It runs here while this page is away, too. <a href={`${at}/backtest`}>Look again</a>
          </small>
        </form>
      </section>
    );
  return (
    <div id="trial">
      {trial?.state === 'failed' && (
        <p class="said wrong" role="alert">
          {trial.error}
        </p>
      )}
      {trial?.state === 'done' && <Result trial={trial} play={play} shown={shown} page={page} view={view} />}
    </div>
  );
}

const PHASES: Record<string, string> = {
  looking: 'Looking at how customers’ affairs usually go',
  reading: 'Reading what came before contacts',
  reasons: 'Learning reasons, from what lies before the beginning',
  contacts: 'Learning how soon contacts come',
  replaying: 'Replaying history with the play launched',
};

function Running({ progress: { phase, done, total } }: { progress: Progress }) {
  const steps = Object.keys(PHASES);
  return (
    <>
      <p>
        {PHASES[phase] ?? phase}{' '}
        <small>
          step {steps.indexOf(phase) + 1} of {steps.length}
        </small>
      </p>
      <progress value={done} max={Math.max(1, total)} />
    </>
  );
}
