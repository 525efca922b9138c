import type { Play } from '../../../outreach/index.ts';
import type { Filled } from './fields.tsx';
import type { Known } from './known.ts';
import { PlayForm } from './page.tsx';

type Props = { form: Filled; known: Known; channels: readonly string[] };

/** A new play, in fields or as JSON. */
export function NewPage({
  pasted,
  ...rest
}: Props & { pasted: { text: string; fault: string | null } | null }) {
  return (
    <>
      <div class="heading">
        <h1>New play</h1>
        <p>
          It is kept as a draft: nobody is reached before it is launched. · <a href="/plays">Plays</a>
        </p>
      </div>
      <details class="card" open={pasted?.fault !== undefined && pasted?.fault !== null}>
        <summary>Paste JSON instead</summary>
        <form method="post" action="/plays/json">
          <label for="json">
            A play as JSON, as it is downloaded here or kept in a file; it fills in the form below
          </label>
          <textarea
            id="json"
            name="json"
            class="code"
            rows={8}
            required
            spellcheck={false}
            aria-invalid={pasted?.fault ? 'true' : undefined}
          >
            {pasted?.text}
          </textarea>
          {pasted?.fault && (
            <p class="fault" role="alert">
              {pasted.fault}
            </p>
          )}
          <button type="submit" class="secondary">
            Fill in the form
          </button>
        </form>
      </details>
      {pasted && !pasted.fault && (
        <p class="said" role="status">
          Filled in from JSON. Nothing is saved yet.
        </p>
      )}
      <PlayForm edits={null} {...rest} />
    </>
  );
}

/** Another version of a play. */
export function EditPage({ play, ...rest }: Props & { play: Play }) {
  return (
    <>
      <div class="heading">
        <h1>{play.name}</h1>
        <p>
          {play.status === 'launched'
            ? 'It is launched: what is pending is planned anew by what is saved here.'
            : `Version ${play.version}, ${play.status}.`}{' '}
          · <a href={`/plays/${encodeURIComponent(play.id)}`}>Back to the play</a>
        </p>
      </div>
      <PlayForm edits={play} {...rest} />
    </>
  );
}
