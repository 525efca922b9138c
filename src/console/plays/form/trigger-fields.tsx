import { type Filled, idOfField, Select, Span, Text } from './fields.tsx';
import { KINDS, type Kind } from './values.ts';

const KIND_WORDS: Record<Kind, string> = {
  milestone: 'Around a milestone',
  moved: 'When a milestone moves',
  event: 'After an event',
  forecast: 'When a contact becomes likely',
};

/**
 * When a message is due. The fields of all kinds are there, and only those of the kind chosen are read; the stylesheet
 * shows those alone, so that no script is needed.
 */
export function TriggerFields({ form }: { form: Filled }) {
  const faults = form.faults.fields['trigger.kind'] ?? [];
  return (
    <fieldset class="kinds">
      <legend>Trigger</legend>
      <div class="pick" id={idOfField('trigger.kind')}>
        {KINDS.map((kind) => (
          <label>
            <input
              type="radio"
              name="trigger.kind"
              value={kind}
              checked={(form.values['trigger.kind'] ?? 'milestone') === kind}
            />{' '}
            {KIND_WORDS[kind]}
          </label>
        ))}
      </div>
      {faults.length > 0 && <p class="fault">{faults.join('; ')}</p>}
      <div class="kind milestone">
        <h3>{KIND_WORDS.milestone}</h3>
        <div class="short">
          <Text form={form} name="milestone.subject" label="Of a" list="subjects" placeholder="trip" />
          <Text
            form={form}
            name="milestone.milestone"
            label="Milestone"
            list="milestones"
            placeholder="departure"
          />
          <Span form={form} name="milestone.offset" label="Due" placeholder="-PT1H or 1 hour before" place />
        </div>
      </div>
      <div class="kind moved">
        <h3>{KIND_WORDS.moved}</h3>
        <div class="short">
          <Text form={form} name="moved.subject" label="Of a" list="subjects" placeholder="trip" />
          <Text
            form={form}
            name="moved.milestone"
            label="Milestone"
            list="milestones"
            placeholder="departure"
          />
          <Select
            form={form}
            name="moved.direction"
            label="Moves"
            options={[
              ['either', 'earlier or later'],
              ['later', 'later'],
              ['earlier', 'earlier'],
            ]}
          />
          <Span form={form} name="moved.by" label="By at least" placeholder="30 minutes" />
          <Span
            form={form}
            name="moved.delay"
            label="Due after"
            placeholder="at once"
            hint="Moving on starts anew"
          />
        </div>
      </div>
      <div class="kind event">
        <h3>{KIND_WORDS.event}</h3>
        <div class="short">
          <Text form={form} name="event.event" label="Event" list="events" placeholder="Bag Mishandled" />
          <Text
            form={form}
            name="event.subject"
            label="Of a"
            list="subjects"
            hint="Empty: it is about the customer"
          />
          <Span form={form} name="event.delay" label="Due after" placeholder="at once" />
        </div>
      </div>
      <div class="kind forecast">
        <h3>{KIND_WORDS.forecast}</h3>
        <div class="short">
          <Select
            form={form}
            name="forecast.horizon"
            label="A contact about the reason within"
            options={[
              ['24h', '24 hours'],
              ['7d', '7 days'],
            ]}
          />
          <Text
            form={form}
            name="forecast.threshold"
            label="Reaches a probability of"
            placeholder="0.3"
            inputmode="decimal"
            hint="Between 0 and 1; the backtest compares thresholds"
          />
        </div>
      </div>
    </fieldset>
  );
}
