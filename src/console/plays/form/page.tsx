import type { PropsWithChildren } from 'hono/jsx';
import { channelWords } from '../../words.ts';
import { ConditionField } from './condition.tsx';
import { type Filled, Names, Select, Span, Text } from './fields.tsx';
import type { Known } from './known.ts';
import { LimitFields } from './limits.tsx';
import { MessageFields } from './message.tsx';
import { Lists, Summary } from './summary.tsx';
import { TriggerFields } from './trigger-fields.tsx';

type Props = {
  /** The play that is edited; null for a new one. */
  edits: { id: string; version: number; status: string } | null;
  form: Filled;
  known: Known;
  channels: readonly string[];
};

/** All that a play is, to be filled in; what is wrong stands at its field, and at the top by number. */
export function PlayForm({ edits, form, known, channels }: Props) {
  const action = edits ? `/plays/${encodeURIComponent(edits.id)}/edit` : '/plays/new';
  const saves = edits
    ? edits.status === 'launched'
      ? `Save and use version ${edits.version + 1}`
      : `Save version ${edits.version + 1}`
    : 'Save as a draft';
  return (
    <form id="play-form" class="play-form" method="post" action={action}>
      {/* The first button is what Enter presses. */}
      <button type="submit" class="hidden" name="do" value="save" tabindex={-1}>
        {saves}
      </button>
      <Summary form={form} />
      {edits && <input type="hidden" name="base" value={form.values.base ?? String(edits.version)} />}
      <Card id="what" heading="What it is for">
        <div class="short">
          <Text form={form} name="name" label="Name" placeholder="Flight status one hour before departure" />
          <Text
            form={form}
            name="id"
            label="Id"
            placeholder="flight-status"
            readonly={edits !== null}
            hint={
              edits ? 'For good; duplicate the play for another' : 'Small letters, digits, - and _; for good'
            }
          />
          <Text
            form={form}
            name="reason"
            label="Reason"
            list="reasons"
            placeholder="flight_status"
            hint="What customers would get in touch about"
          />
          <Select
            form={form}
            name="purpose"
            label="Purpose"
            hint="Marketing needs consent on record"
            options={[
              ['service', 'Service'],
              ['marketing', 'Marketing'],
            ]}
          />
        </div>
      </Card>
      <Card id="when" heading="When">
        <TriggerFields form={form} />
        <div class="short">
          <Span
            form={form}
            name="expires"
            label="Worth nothing from"
            placeholder="PT0S or 2 hours after"
            hint="Counted from what triggers it: a late message is worse than none"
            place
          />
          <Span
            form={form}
            name="moment.within"
            label="May wait for the customer’s best hour, up to"
            placeholder="it does not wait"
            hint="Learned of when they and their like attend; empty: it goes when it is due"
          />
          <Span
            form={form}
            name="unlessContacted"
            label="Not to whom got in touch about it within"
            placeholder="never mind"
            hint="Before it is due; empty: a contact changes nothing"
          />
        </div>
        <div class="short">
          <Names
            form={form}
            name="cancelledBy"
            label="Cancelled by"
            list="events"
            hint="Events after which it will not come about: what was told is wrong"
          />
          <Names
            form={form}
            name="completedBy"
            label="Completed by"
            list="events"
            hint="Events after which there is nothing left to say: with “2 hours after due”, what has not come by then"
          />
        </div>
      </Card>
      <Card id="whom" heading="Whom">
        <ConditionField form={form} known={known} />
        <div class="short">
          <Text
            form={form}
            name="holdout"
            label="Holdout, percent"
            inputmode="decimal"
            hint="Customers chosen at random for good whom it does not reach, so that its effect can be known"
          />
        </div>
      </Card>
      <Card id="how" heading="How">
        <div class="short">
          {channels.map((_, i) => (
            <Select
              form={form}
              name={`channels.${i}`}
              label={i === 0 ? 'First channel' : 'Then'}
              hint={i === 0 ? 'After the customer’s own choice' : undefined}
              options={[
                ...(i === 0 ? [] : [['', 'None'] as const]),
                ...channels.map((one) => [one, channelWords(one)] as const),
              ]}
            />
          ))}
          <Span
            form={form}
            name="fallback.after"
            label="Next channel when not delivered within"
            placeholder="never"
            hint="Empty: no second try on another channel"
          />
        </div>
        <div class="short">
          <Select
            form={form}
            name="requested"
            label="Asked for by the customer"
            hint="Then quiet hours, the company’s caps and holdouts do not keep it back; consent does"
            options={[
              ['false', 'No'],
              ['true', 'Yes'],
            ]}
          />
        </div>
        <LimitFields form={form} />
      </Card>
      <MessageFields form={form} channels={channels} />
      <div class="save">
        <button type="submit" name="do" value="save">
          {saves}
        </button>
        <a href={edits ? `/plays/${encodeURIComponent(edits.id)}` : '/plays'}>Cancel</a>
      </div>
      <Lists known={known} />
    </form>
  );
}

function Card({ id, heading, children }: PropsWithChildren<{ id: string; heading: string }>) {
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}
