import { channelWords } from '../../words.ts';
import { Area, type Filled, More, Select, Text } from './fields.tsx';
import { countRows, MESSAGE_PARTS } from './values.ts';

const PART_WORDS = {
  subject: ['Subject', 'of an e-mail'],
  happened: ['What happened', ''],
  done: ['What we have done', ''],
  todo: ['What you need to do', ''],
  verify: ['How you know it is us', ''],
} as const;

/** The parts of a message, without which it is not sent. */
function Parts({ form, prefix }: { form: Filled; prefix: string }) {
  return (
    <>
      {MESSAGE_PARTS.map((part) => (
        <Area
          form={form}
          name={`${prefix}${part}`}
          label={
            <>
              {PART_WORDS[part][0]} <small>{PART_WORDS[part][1]}</small>
            </>
          }
          rows={part === 'subject' ? 1 : 3}
        />
      ))}
    </>
  );
}

/** What a play says: its message, its correction, and what stands instead for a locale or on a channel. */
export function MessageFields({ form, channels }: { form: Filled; channels: readonly string[] }) {
  const corrects = MESSAGE_PARTS.some((part) => form.values[`correction.${part}`]);
  const variants = countRows(form.values, 'variants');
  const here = form.values.more === 'variants' || variants === 0 ? variants + 1 : variants;
  return (
    <section class="card" aria-labelledby="says">
      <header>
        <h2 id="says">What it says</h2>
        <p>
          Liquid templates: <code>{'{{ facts.flight }}'}</code>, <code>{'{{ customer.firstName }}'}</code>,{' '}
          <code>{'{{ milestones.departure | time }}'}</code>, <code>{'{{ … | day }}'}</code>,{' '}
          <code>{'{{ movedMinutes }}'}</code>, <code>{'{{ company.name }}'}</code>. A message is complete or
          it is not sent.
        </p>
      </header>
      <Parts form={form} prefix="message." />
      <details open={corrects || hasFault(form, 'correction.')}>
        <summary>Correction, for when something told turns out wrong</summary>
        <Parts form={form} prefix="correction." />
      </details>
      {Array.from({ length: here }, (_, i) => (
        <Variant form={form} at={`variants.${i}.`} isNew={i >= variants} channels={channels} />
      ))}
      {here === variants && <More words="Other words for a locale or a channel" what="variants" />}
    </section>
  );
}

type VariantProps = { form: Filled; at: string; isNew: boolean; channels: readonly string[] };
function Variant({ form, at, isNew, channels }: VariantProps) {
  const [locale, channel] = [form.values[`${at}locale`], form.values[`${at}channel`]];
  const name = [locale, channel && `on ${channel}`].filter(Boolean).join(' ');
  return (
    <details open={hasFault(form, at) || (isNew && form.values.more === 'variants')}>
      <summary>{isNew ? 'Other words for a locale or a channel' : `Instead, for ${name || '…'}`}</summary>
      <div class="short">
        <Text
          form={form}
          name={`${at}locale`}
          label="Locale"
          placeholder="es"
          hint="“es” speaks for “es-MX” too; empty: any"
        />
        <Select
          form={form}
          name={`${at}channel`}
          label="Channel"
          options={[['', 'Any'], ...channels.map((one) => [one, channelWords(one)] as const)]}
        />
      </div>
      <Parts form={form} prefix={`${at}message.`} />
      <h3>Correction in these words</h3>
      <Parts form={form} prefix={`${at}correction.`} />
      {!isNew && <p class="hint">Empty all its fields to drop it.</p>}
    </details>
  );
}

function hasFault({ faults }: Filled, prefix: string): boolean {
  return Object.keys(faults.fields).some((name) => name.startsWith(prefix));
}
