import type { Play } from '../../outreach/index.ts';
import { plural } from '../words.ts';

/** What can be done with a play as it stands; ending it, which is for good, is asked twice. */
export function Actions({ play, waiting }: { play: Play; waiting: number }) {
  const at = `/plays/${encodeURIComponent(play.id)}`;
  const ended = play.status === 'ended';
  return (
    <div class="actions">
      {(play.status === 'draft' || play.status === 'paused') && (
        <Do at={at} verb="launch" words={play.status === 'paused' ? 'Launch again' : 'Launch'} />
      )}
      {play.status === 'launched' && <Do at={at} verb="pause" words="Pause" quiet />}
      <a class="button" href={`${at}/backtest`}>
        Backtest
      </a>
      {!ended && (
        <a class="button" href={`${at}/edit`}>
          Edit
        </a>
      )}
      <a class="button" href={`/plays/new?from=${encodeURIComponent(play.id)}`}>
        Duplicate
      </a>
      <a class="button" href={`${at}/play.json`} download>
        JSON
      </a>
      {!ended && (
        <details class="end">
          <summary class="button">End…</summary>
          <form method="post" action={`${at}/end`} class="card">
            <p>
              It ends for good{waiting > 0 && `, and ${plural(waiting, 'planned message')} will be withdrawn`}
              . To stop it for a while, pause it.
            </p>
            <button type="submit" class="danger">
              End it for good
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

function Do({ at, verb, words, quiet }: { at: string; verb: string; words: string; quiet?: boolean }) {
  return (
    <form method="post" action={`${at}/${verb}`}>
      <button type="submit" class={quiet ? 'secondary outline' : undefined}>
        {words}
      </button>
    </form>
  );
}
