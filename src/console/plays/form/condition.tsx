import type { Place } from './faults.ts';
import { type Filled, idOfField } from './fields.tsx';
import type { Known } from './known.ts';

/** Whom a play reaches: a condition, with what is wrong with it under it, at the place. */
export function ConditionField({ form, known }: { form: Filled; known: Known }) {
  const { values, faults } = form;
  const text = values.where ?? '';
  const others = faults.fields.where ?? [];
  const wrong = faults.places.length + others.length > 0;
  return (
    <div class="field">
      <label for={idOfField('where')}>
        Audience <small>a condition; empty: all whom the trigger finds</small>
      </label>
      <textarea
        id={idOfField('where')}
        name="where"
        class="code"
        rows={4}
        spellcheck={false}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby="where-faults"
        placeholder='facts.minutes >= 60 && traits.tier in ["gold", "platinum"]'
        hx-post="/fragments/plays/condition"
        hx-trigger="input changed delay:500ms"
        hx-include="closest form"
        hx-target="#where-faults"
        hx-sync="this:replace"
      >
        {text}
      </textarea>
      <div id="where-faults" aria-live="polite">
        {others.map((words) => (
          <p class="fault">{words}</p>
        ))}
        <Places text={text} places={faults.places} />
      </div>
      <details class="known">
        <summary>What can be asked</summary>
        <dl class="pairs">
          {known.subjects.map(({ type, facts, milestones }) => (
            <>
              <dt>Of a {type}</dt>
              <dd>
                <Codes names={facts.map((name) => `facts.${name}`)} />
                <Codes names={milestones.map((name) => `milestones.${name}`)} />
              </dd>
            </>
          ))}
          {known.traits.length > 0 && (
            <>
              <dt>Of the customer</dt>
              <dd>
                <Codes names={known.traits.map((name) => `traits.${name}`)} />
              </dd>
            </>
          )}
          <dt>Of the past</dt>
          <dd>
            <Codes
              names={[
                'contacts.count("flight_status", duration("48h"))',
                'outreach.count(duration("24h"))',
                '"Checked In" in events',
              ]}
            />
          </dd>
          <dt>Of the future</dt>
          <dd>
            <Codes names={['forecast.contact24h', 'forecast.within24h("flight_status")']} />
          </dd>
          <dt>Of the moment</dt>
          <dd>
            <Codes names={['now', 'local.hour', 'local.weekday']} />
          </dd>
        </dl>
      </details>
    </div>
  );
}

function Codes({ names }: { names: string[] }) {
  return (
    <>
      {names.map((name) => (
        <>
          <code>{name}</code>{' '}
        </>
      ))}
    </>
  );
}

/** Each fault with its line, and a caret under the place. Lines and columns count from 1, columns in characters. */
export function Places({ text, places }: { text: string; places: readonly Place[] }) {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  return (
    <>
      {places.map(({ message, line, column, mend }) => (
        <div class="place" role="alert">
          <p class="fault">
            Line {line}, column {column}: {message}
            {mend && `; ${mend}`}
          </p>
          <pre>
            {lines[line - 1] ?? ''}
            {'\n'}
            <b>{`${' '.repeat(column - 1)}^`}</b>
          </pre>
        </div>
      ))}
    </>
  );
}
