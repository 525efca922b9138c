import type { Child } from 'hono/jsx';
import type { Overview } from '../../insight/index.ts';
import { Fig } from '../figure.tsx';
import { hrefOf } from '../links.ts';
import { percent } from '../words.ts';
import { avoidedWords } from './avoided.ts';

function Stat({
  label,
  children,
  note,
  tone = '',
}: {
  label: string;
  children: Child;
  note: Child;
  tone?: string;
}) {
  return (
    <div class="stat">
      <dt>{label}</dt>
      <dd class={`big ${tone}`}>{children}</dd>
      <dd class="note">{note}</dd>
    </div>
  );
}

/** The four numbers to read first. */
export function Headline({ data }: { data: Overview }) {
  const { total, offers } = data.ladder;
  const avoided = avoidedWords(data.about);
  const compared = { rows: 'outreach', filter: { ...data.period, arm: 'both', window: 'closed' } } as const;
  return (
    <dl class="stats">
      <Stat label={avoided.label} tone={avoided.tone} note={avoided.note}>
        <a class="figure" href={hrefOf(compared)}>
          {avoided.value}
        </a>
      </Stat>
      <Stat
        label="Reached before asking"
        note={
          <>
            <Fig figure={total.reachedAnyway} of="were followed by a contact about it" /> followed by a
            contact all the same
          </>
        }
      >
        <Fig figure={total.reached} of="outreaches reached a customer" />
      </Stat>
      <Stat
        label="Offered and taken"
        note={
          offers.precision === null ? (
            'no offer made yet'
          ) : (
            <>
              of <Fig figure={offers.made} of="offers made" /> offers in a greeting;{' '}
              <Fig figure={offers.right} of="offers right" /> ({percent(offers.precision)}) were right
            </>
          )
        }
      >
        <Fig figure={offers.taken} of="offers taken" />
      </Stat>
      <Stat
        label="Contacts"
        note={
          <>
            <Fig figure={total.reactive} of="reactive contacts" /> of them reactive
          </>
        }
      >
        <Fig figure={total.contacts} of="contacts" />
      </Stat>
    </dl>
  );
}
