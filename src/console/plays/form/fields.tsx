import type { Child } from 'hono/jsx';
import { lengthWords, placeWords } from '../durations.ts';
import type { Faults } from './faults.ts';
import type { Values } from './values.ts';

/** What a form is drawn from: what was typed, and what is wrong with it. */
export type Filled = { values: Values; faults: Faults };
type Named = { form: Filled; name: string; label: Child; hint?: Child };

export const idOfField = (name: string): string => `f-${name}`;

function faultsAt({ faults }: Filled, name: string): string[] {
  return faults.fields[name] ?? [];
}

/** What an input needs to be found, filled and, where it is at fault, marked. */
function common(form: Filled, name: string) {
  const wrong = faultsAt(form, name).length > 0;
  return {
    id: idOfField(name),
    name,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': wrong ? `${idOfField(name)}-fault` : undefined,
  };
}

/** A label above, and below it what is wrong. */
function Field({ form, name, label, hint, children }: Named & { children: Child }) {
  const faults = faultsAt(form, name);
  return (
    <div class="field">
      <label for={idOfField(name)}>{label}</label>
      {children}
      {faults.length > 0 && (
        <p class="fault" id={`${idOfField(name)}-fault`}>
          {faults.join('; ')}
        </p>
      )}
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}

type TextProps = Named & {
  list?: string;
  placeholder?: string;
  readonly?: boolean;
  inputmode?: 'numeric' | 'decimal';
};
export function Text({ form, name, label, hint, list, placeholder, readonly, inputmode }: TextProps) {
  return (
    <Field form={form} name={name} label={label} hint={hint}>
      <input
        {...common(form, name)}
        value={form.values[name] ?? ''}
        list={list}
        placeholder={placeholder}
        readonly={readonly}
        inputmode={inputmode}
        autocomplete="off"
      />
    </Field>
  );
}

export function Area({ form, name, label, hint, rows }: Named & { rows: number }) {
  return (
    <Field form={form} name={name} label={label} hint={hint}>
      <textarea {...common(form, name)} rows={rows}>
        {form.values[name] ?? ''}
      </textarea>
    </Field>
  );
}

type Options = readonly (readonly [value: string, words: string])[];
export function Select({ form, name, label, hint, options }: Named & { options: Options }) {
  const value = form.values[name] ?? '';
  return (
    <Field form={form} name={name} label={label} hint={hint}>
      <select {...common(form, name)}>
        {options.map(([one, words]) => (
          <option value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A length of time, with what it means beside it; `place`: counted from something, before it or after. */
export function Span({
  form,
  name,
  label,
  hint,
  placeholder = '2 hours',
  place = false,
}: Named & { placeholder?: string; place?: boolean }) {
  return (
    <Field form={form} name={name} label={label} hint={hint}>
      <div class="span">
        <input
          {...common(form, name)}
          value={form.values[name] ?? ''}
          placeholder={placeholder}
          autocomplete="off"
          hx-get={`/fragments/plays/duration?${place ? 'place=1&' : ''}of=${name}`}
          hx-trigger="input changed delay:250ms"
          hx-target="next output"
          hx-sync="this:replace"
        />
        <output for={idOfField(name)}>{spanWords(form.values[name] ?? '', place)}</output>
      </div>
    </Field>
  );
}

/** What a duration means; nothing where it means nothing, as the fault is told on saving. */
export function spanWords(iso: string, place: boolean): string {
  if (iso === '') return '';
  const words = place ? placeWords(iso) : lengthWords(iso);
  if (words === null) return 'not understood yet';
  return words === 'at' ? 'at that moment' : words || 'no time';
}

/** A list of names, one a field, with an empty one to go on with. */
export function Names({ form, name, label, hint, list }: Named & { list: string }) {
  const filled = Object.keys(form.values).filter(
    (one) => /^\w+\.\d+$/.test(one) && one.startsWith(`${name}.`),
  );
  return (
    <fieldset class="names">
      <legend>{label}</legend>
      {Array.from({ length: filled.length + 1 }, (_, i) => {
        const field = `${name}.${i}`;
        return (
          <>
            <input
              {...common(form, field)}
              value={form.values[field] ?? ''}
              list={list}
              autocomplete="off"
              aria-label={`${i + 1}`}
            />
            {faultsAt(form, field).map((words) => (
              <p class="fault" id={`${idOfField(field)}-fault`}>
                {words}
              </p>
            ))}
          </>
        );
      })}
      <More />
      {hint && <p class="hint">{hint}</p>}
    </fieldset>
  );
}

/** Draws the form anew with one more empty row; what is typed stays. */
export function More({ words = 'One more', what = '' }: { words?: string; what?: string }) {
  return (
    <button
      type="submit"
      class="more"
      name="do"
      value={`more:${what}`}
      formnovalidate
      hx-post=""
      hx-target="#play-form"
      hx-select="#play-form"
      hx-swap="outerHTML"
    >
      + {words}
    </button>
  );
}
