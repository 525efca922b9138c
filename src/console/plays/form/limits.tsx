import { type Filled, More, Select, Span, Text } from './fields.tsx';
import { countRows } from './values.ts';

const PRIORITIES: Record<number, string> = { 1: 'trivial', 5: 'usual', 9: 'urgent' };
/** The schema takes no more. */
const MOST_CAPS = 5;

/** How much of it goes out, and how it stands beside other plays. */
export function LimitFields({ form }: { form: Filled }) {
  const caps = countRows(form.values, 'caps');
  const shown = Math.min(MOST_CAPS, form.values.more === 'caps' || caps === 0 ? caps + 1 : caps);
  return (
    <>
      <div class="short">
        <Select
          form={form}
          name="priority"
          label="Priority"
          hint="What a cap counts, it counts of this priority or above"
          options={Array.from({ length: 9 }, (_, i) => {
            const value = i + 1;
            return [String(value), [value, PRIORITIES[value]].filter(Boolean).join(' ')];
          })}
        />
        <Span
          form={form}
          name="tolerance"
          label="A correction goes out when it moves by more than"
          placeholder="10 minutes"
        />
      </div>
      <h3>Most messages of this play</h3>
      {Array.from({ length: shown }, (_, i) => (
        <div class="short">
          <Text form={form} name={`caps.${i}.most`} label="To one customer, at most" inputmode="numeric" />
          <Span form={form} name={`caps.${i}.per`} label="In any" placeholder="1 day" />
        </div>
      ))}
      {shown === caps && caps < MOST_CAPS && <More words="Another cap" what="caps" />}
      <div class="short">
        <Text form={form} name="pace.most" label="To all, on each channel, at most" inputmode="numeric" />
        <Span
          form={form}
          name="pace.per"
          label="In each"
          placeholder="1 minute"
          hint="A mass notice brings a wave of calls; empty: as fast as they come due"
        />
      </div>
    </>
  );
}
