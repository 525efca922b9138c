import { countFaults } from './faults.ts';
import { type Filled, idOfField } from './fields.tsx';
import type { Known } from './known.ts';

/** How much is wrong, with the way to each field. */
export function Summary({ form: { faults } }: { form: Filled }) {
  const count = countFaults(faults);
  if (!count) return null;
  const names = [...Object.keys(faults.fields), ...(faults.places.length ? ['where'] : [])];
  const whole = faults.fields[''] ?? [];
  return (
    <div class="card wrong" role="alert" id="faults">
      <p class="fault">
        <strong>
          {count === 1 ? 'One thing is' : `${count} things are`} to be mended; nothing was saved.
        </strong>{' '}
        {whole.join('; ')}
      </p>
      <ul class="plain">
        {[...new Set(names)].filter(Boolean).map((name) => (
          <li>
            <a href={`#${idOfField(name)}`}>{name}</a>{' '}
            {(faults.fields[name] ?? faults.places.map(({ message }) => message)).join('; ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Names from the data, which fields offer and do not insist on. */
export function Lists({ known: { subjects, reasons, events } }: { known: Known }) {
  const milestones = subjects.flatMap(({ type, milestones: names }) =>
    names.map((name) => [name, type] as const),
  );
  return (
    <>
      <datalist id="subjects">
        {subjects.map(({ type }) => (
          <option value={type} />
        ))}
      </datalist>
      <datalist id="milestones">
        {milestones.map(([name, type]) => (
          <option value={name}>of a {type}</option>
        ))}
      </datalist>
      <datalist id="events">
        {events.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <datalist id="reasons">
        {reasons.map((name) => (
          <option value={name} />
        ))}
      </datalist>
    </>
  );
}
